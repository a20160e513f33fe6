import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { ActorOf } from '../records/access/actor.ts';
import { createRecordsApp } from '../records/app.ts';
import { catalogueSchema } from '../records/contract.ts';
import type { RecordsDatabase } from '../records/database/tables.ts';
import { keepCatalogue } from '../records/programmes.ts';
import { healthEndpoint } from './health.ts';
import { explainFailure } from './open-records.ts';
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
  /** Who makes a request. */
  actorOf: ActorOf;
}

/** The server's home: the static site, and under `/api/` the records over `database`. */
export async function createSiteApp({ root, database, actorOf }: SiteAppOptions): Promise<SiteApp> {
  const records = createRecordsApp(database, {
    actorOf,
    endpoints: [healthEndpoint],
    explain: explainFailure,
  });
  const catalogue = await readFile(join(root, 'quan-ly', 'catalogue.json'), 'utf8');
  const known = catalogueSchema.parse(JSON.parse(catalogue));
  await records.home.write((db) => keepCatalogue(db, known));
  const app = new Hono();
  app.all('/api/*', async (context) => {
    const response = await records.fetch(context.req.raw);
    // What the API says is for who asked, now.
    response.headers.set('Cache-Control', 'no-store');
    response.headers.set('X-Content-Type-Options', 'nosniff');
    return response;
  });
  app.route('/', createStaticApp(root, { records: 'server' }));
  return { app, close: () => records.home.close() };
}
