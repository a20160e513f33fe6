import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { ActorOf } from '../records/access/actor.ts';
import { catalogueSchema } from '../records/contract.ts';
import type { RecordsDatabase } from '../records/database/tables.ts';
import { takeCatalogue } from '../records/programmes.ts';
import type { OfficeThread } from './office-thread/office-thread.ts';
import { type GuardSettings, guard, guardSettings, LEARNER_CALLS } from './security/guard.ts';
import { dataHeaders } from './security/headers.ts';
import { createLog, requestLog } from './security/request-log.ts';
import { createServerRecords, tidyHourly } from './server-records.ts';
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
  /** Where the calls of officers run; left out, beside the learners'. */
  office?: OfficeThread;
}

/** Calls that are answered at once, whatever the officers are doing; each asks for little. */
const AT_ONCE: ReadonlySet<string> = new Set([...LEARNER_CALLS, '/api/health', '/api/session']);

/** The server's home: the static site, and under `/api/` the records over `database`. */
export async function createSiteApp({
  root,
  database,
  secret = randomBytes(32).toString('base64url'),
  guard: guardedBy = guardSettings({}),
  log = createLog({ LOG_LEVEL: 'silent' }),
  actorOf,
  office,
}: SiteAppOptions): Promise<SiteApp> {
  const { records, paths } = createServerRecords(database, secret, actorOf);
  const catalogue = await readFile(join(root, 'quan-ly', 'catalogue.json'), 'utf8');
  const known = catalogueSchema.parse(JSON.parse(catalogue));
  await records.home.write((db) => takeCatalogue(db, known, { kind: 'local' }));
  office?.start();
  const app = new Hono();
  app.use(
    '/api/*',
    requestLog(log, paths),
    dataHeaders,
    guard(guardedBy, (text) => log.warn(text)),
  );
  app.all('/api/*', (context) => {
    const isOffices = office !== undefined && !AT_ONCE.has(context.req.path);
    return (isOffices ? office : records).fetch(context.req.raw);
  });
  // Handed over whole, not mounted: a mounted app's own 404 page is never asked for.
  const site = createStaticApp(root, { records: 'server' });
  app.all('*', (context) => site.fetch(context.req.raw, context.env));
  const stopTidying = office === undefined ? tidyHourly(records.home) : () => {};
  return {
    app,
    async close() {
      stopTidying();
      await office?.close();
      await records.home.close();
    },
  };
}
