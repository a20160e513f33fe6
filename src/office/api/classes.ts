import { z } from 'zod';
import {
  type ClassInput,
  classSessionSchema,
  classSessionsSchema,
  keptSessionSchema,
  type SessionInput,
  schoolClassSchema,
} from '../../records/contract/classes.ts';
import { type Caller, part, query, type Slice, withBody } from './call.ts';

/** Classes and class sessions. */
export const classCalls = ({ read }: Caller) => ({
  classes: (filter: { unit: string | null; schoolYear: string }) =>
    read(z.array(schoolClassSchema), `/api/classes${query(filter)}`),
  keepClass: (id: string, input: ClassInput) =>
    read(schoolClassSchema, `/api/classes/${part(id)}`, withBody('PUT', input)),
  /** Answers what it was, so that it can be put back. */
  dropClass: (id: string) =>
    read(schoolClassSchema, `/api/classes/${part(id)}`, { method: 'DELETE' }),
  sessions: (filter: Slice & { unit: string | null }) =>
    read(classSessionsSchema, `/api/class-sessions${query(filter)}`),
  keepSession: (id: string, input: SessionInput) =>
    read(keptSessionSchema, `/api/class-sessions/${part(id)}`, withBody('PUT', input)),
  /** Answers what it was, so that it can be put back. */
  dropSession: (id: string) =>
    read(classSessionSchema, `/api/class-sessions/${part(id)}`, { method: 'DELETE' }),
});
