import { z } from 'zod';
import {
  changedCodesSchema,
  codeCardSchema,
  codeHoldersSchema,
} from '../../records/contract/learners.ts';
import { type Caller, query, type Slice, withBody } from './call.ts';

/** Whose codes: of a unit and all below it (empty: everybody seen), or of some people alone. */
export interface WhoseCodes {
  unit: string;
  people?: string[];
}

/** What is done to learner codes. */
export type CodeDeed = 'issue' | 'renew' | 'revoke';

/** Learner codes, on a server alone. */
export const codeCalls = ({ read }: Caller) => ({
  codeHolders: (filter: { unit: string }, slice: Slice) =>
    read(codeHoldersSchema, `/api/learner-codes${query({ ...filter, ...slice })}`),
  /** The cards of those who have a code; that they were taken out is logged. */
  codeCards: (which: WhoseCodes) =>
    read(z.array(codeCardSchema), '/api/learner-codes/cards', withBody('POST', which)),
  /** How many codes were issued, renewed or stopped. */
  changeCodes: async (deed: CodeDeed, which: WhoseCodes) =>
    (await read(changedCodesSchema, `/api/learner-codes/${deed}`, withBody('POST', which))).changed,
});
