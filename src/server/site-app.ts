import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { ActorOf } from '../records/access/actor.ts';
import { createRecordsApp } from '../records/app.ts';
import { catalogueSchema } from '../records/contract.ts';
import type { RecordsDatabase } from '../records/database/tables.ts';
import { logFault } from '../records/fault.ts';
import type { RecordsHome } from '../records/home.ts';
import { keepCatalogue } from '../records/programmes.ts';
import { accountEndpoints } from '../records/routes/accounts.ts';
import { learnerEndpoints } from '../records/routes/learners.ts';
import { ENDPOINTS } from '../records/routes/table.ts';
import { ServerAccounts } from './accounts/accounts.ts';
import { certificateEndpoints } from './certificates/endpoints.ts';
import { healthEndpoint } from './health.ts';
import { explainFailure } from './open-records.ts';
import { type GuardSettings, guard, guardSettings } from './security/guard.ts';
import { dataHeaders } from './security/headers.ts';
import { createLog, requestLog } from './security/request-log.ts';
import { createStaticApp } from './static-app.ts';

/** Site and records as one app. */
export interface SiteApp {
  app: Hono;
  /** Waits for what was begun and closes the database. */
  close(): Promise<void>;
}

/** What the app is made of. */
export interface SiteAppOptions {
  /** Folder of the built site. */
  root: string;
  database: RecordsDatabase;
  /** Signs the cookies of sessions; left out, sessions end with the process. */
  secret?: string;
  guard?: GuardSettings;
  log?: Logger;
  /** Who makes a request, when it is not asked of the accounts: for tests. */
  actorOf?: ActorOf;
}

/** The server's home: the static site, and under `/api/` the records over `database`. */
export async function createSiteApp({
  root,
  database,
  secret = randomBytes(32).toString('base64url'),
  guard: guardedBy = guardSettings({}),
  log = createLog({ LOG_LEVEL: 'silent' }),
  actorOf,
}: SiteAppOptions): Promise<SiteApp> {
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
  const catalogue = await readFile(join(root, 'quan-ly', 'catalogue.json'), 'utf8');
  const known = catalogueSchema.parse(JSON.parse(catalogue));
  await records.home.write((db) => keepCatalogue(db, known));
  const app = new Hono();
  const paths = [...ENDPOINTS, ...endpoints].map(({ path }) => path);
  app.use('/api/*', requestLog(log, paths), dataHeaders, guard(guardedBy));
  app.all('/api/*', (context) => records.fetch(context.req.raw));
  // Handed over whole, not mounted: a mounted app's own 404 page is never asked for.
  const site = createStaticApp(root, { records: 'server' });
  app.all('*', (context) => site.fetch(context.req.raw, context.env));
  const stopTidying = tidyHourly(records.home);
  return {
    app,
    close() {
      stopTidying();
      return records.home.close();
    },
  };
}

const HOUR_MS = 3_600_000;

/** Throws away, now and every hour, the files that were read and never confirmed: they hold names. */
function tidyHourly(home: RecordsHome): () => void {
  const tidy = () => home.desk.sweep(home).catch(logFault);
  void tidy();
  const timer = setInterval(tidy, HOUR_MS).unref();
  return () => clearInterval(timer);
}
