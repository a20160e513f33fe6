import { accountCalls } from './api/accounts.ts';
import { createCaller, type FetchRecords } from './api/call.ts';
import { classCalls } from './api/classes.ts';
import { codeCalls } from './api/codes.ts';
import { exportCalls } from './api/exports.ts';
import { figureCalls } from './api/figures.ts';
import { importCalls } from './api/imports.ts';
import { keepingCalls } from './api/keeping.ts';
import { unitCalls } from './api/units.ts';

export type { AuditAsked } from './api/accounts.ts';
export {
  everyPage,
  type FetchRecords,
  isAbort,
  messageOf,
  RecordsError,
  type Scope,
  type Slice,
} from './api/call.ts';
export type { CodeDeed, WhoseCodes } from './api/codes.ts';
export { CSV_STYLES, type CsvStyle, type ExportFile, type ExportName } from './api/exports.ts';
export { ERASE_WORD } from './api/keeping.ts';

/**
 * Makes the records API as typed calls over a `fetch`; every answer is parsed by the contract. The
 * calls of a section stand in `api/`. Each rejects with `RecordsError`, or with an `AbortError` when
 * its signal was aborted.
 */
export function createRecordsApi(fetchRecords: FetchRecords) {
  const caller = createCaller(fetchRecords);
  return {
    ...keepingCalls(caller),
    ...importCalls(caller),
    ...unitCalls(caller),
    ...figureCalls(caller),
    ...classCalls(caller),
    ...exportCalls(caller),
    ...accountCalls(caller),
    ...codeCalls(caller),
  };
}

/** The records API as the sections of the office page call it. */
export type RecordsApi = ReturnType<typeof createRecordsApi>;
