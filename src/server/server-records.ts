import type { ActorOf } from '../records/access/actor.ts';
import { createRecordsApp, type RecordsApp } from '../records/app.ts';
import type { RecordsDatabase } from '../records/database/tables.ts';
import { logFault } from '../records/fault.ts';
import type { RecordsHome } from '../records/home.ts';
import { accountEndpoints } from '../records/routes/accounts.ts';
import { learnerEndpoints } from '../records/routes/learners.ts';
import { ENDPOINTS } from '../records/routes/table.ts';
import { ServerAccounts } from './accounts/accounts.ts';
import { certificateEndpoints } from './certificates/endpoints.ts';
import { healthEndpoint } from './health.ts';
import { explainFailure } from './open-records.ts';

/** The records as a server has them. */
export interface ServerRecords {
  records: RecordsApp;
  /** Every declared path below `/api`. */
  paths: string[];
}

/**
 * Builds the records over an open database, with accounts, learners and certificates.
 * @param secret signs the cookies of sessions.
 * @param actorOf who makes a request, when it is not asked of the accounts: for tests.
 */
export function createServerRecords(
  database: RecordsDatabase,
  secret: string,
  actorOf?: ActorOf,
): ServerRecords {
  const accounts = new ServerAccounts(database.kysely, secret);
  const endpoints = [
    healthEndpoint,
    ...accountEndpoints(accounts),
    ...learnerEndpoints,
    ...certificateEndpoints,
  ];
  const records = createRecordsApp(database, {
    actorOf: actorOf ?? ((request) => accounts.actorOf(request)),
    endpoints,
    explain: explainFailure,
  });
  return { records, paths: [...ENDPOINTS, ...endpoints].map(({ path }) => path) };
}

const HOUR_MS = 3_600_000;

/** Throws away, now and every hour, the files that were read and never confirmed: they hold names. */
export function tidyHourly(home: RecordsHome): () => void {
  const tidy = () => home.desk.sweep(home).catch(logFault);
  void tidy();
  const timer = setInterval(tidy, HOUR_MS).unref();
  return () => clearInterval(timer);
}
