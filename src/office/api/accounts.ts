import { z } from 'zod';
import {
  auditLogSchema,
  type NewOfficer,
  officerSchema,
  setupCodeSchema,
} from '../../records/contract/accounts.ts';
import { type Caller, part, query, type Slice, withBody } from './call.ts';

/** Which entries of the audit log are asked for; empty parts ask for all. */
export interface AuditAsked {
  from: string;
  to: string;
  words: string;
}

/** Accounts (on a server alone) and the log of who changed what. */
export const accountCalls = ({ ask, read, send }: Caller) => ({
  officers: () => read(z.array(officerSchema), '/api/officers'),
  addOfficer: (officer: NewOfficer) =>
    read(setupCodeSchema, '/api/officers', withBody('POST', officer)),
  resetOfficer: (id: string) =>
    read(setupCodeSchema, `/api/officers/${part(id)}/reset`, withBody('POST', {})),
  closeOfficer: (id: string, closed: boolean) =>
    send(`/api/officers/${part(id)}/closed`, withBody('PUT', { closed })),
  audit: (filter: AuditAsked, slice: Slice) =>
    read(auditLogSchema, `/api/audit${query({ ...filter, ...slice })}`),
  auditCsv: async (filter: AuditAsked) =>
    (await ask(`/api/exports/audit.csv${query(filter)}`)).blob(),
});
