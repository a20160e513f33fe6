import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Actor } from '../../src/records/access/actor.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { accountEndpoints } from '../../src/records/routes/accounts.ts';
import type { Endpoint } from '../../src/records/routes/endpoint.ts';
import { learnerEndpoints } from '../../src/records/routes/learners.ts';
import { ENDPOINTS } from '../../src/records/routes/table.ts';
import { ServerAccounts } from '../../src/server/accounts/accounts.ts';
import { healthEndpoint } from '../../src/server/health.ts';
import type { GuardSettings } from '../../src/server/security/guard.ts';
import { createSiteApp } from '../../src/server/site-app.ts';
import { catalogue } from './records-office.ts';

/** An office on top › two Phòng › a school each. */
export const UNITS = [
  ['office', 'phong', null],
  ['phong-a', 'phong', 'office'],
  ['truong-a', 'truong', 'phong-a'],
  ['phong-b', 'phong', 'office'],
  ['truong-b', 'truong', 'phong-b'],
] as const;

export const officer = (role: 'so' | 'phong' | 'truong', unitId: string): Actor => ({
  kind: 'officer',
  id: `${role} ${unitId}`,
  role,
  unitId,
});

/** The server's app as it is deployed, over a district of two Phòng; who asks is set by the test. */
export interface ServerOffice {
  database: RecordsDatabase;
  /** Every call that a server has. */
  endpoints: readonly Endpoint[];
  /** Who makes the next requests; null: whoever their cookie says. */
  actor: Actor | null;
  ask(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Opens one, in memory unless a database is given. */
export async function openServerOffice(
  given: { database?: RecordsDatabase; guard?: GuardSettings; log?: Logger } = {},
): Promise<ServerOffice> {
  const database = given.database ?? (await openNodeDatabase());
  for (const [id, kind, parent_id] of UNITS) {
    const level = kind === 'truong' ? ('thcs' as const) : null;
    await database.kysely
      .insertInto('unit')
      .values({
        ...{ id, code: id, name: id, name_key: id.replaceAll('-', ' '), kind, level, parent_id },
        ...{ import_id: null, from_day: null, to_day: null },
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  const root = mkdtempSync(join(tmpdir(), 'server-office-'));
  mkdirSync(join(root, 'quan-ly'));
  writeFileSync(join(root, 'quan-ly', 'catalogue.json'), JSON.stringify(catalogue));
  const secret = 'x'.repeat(40);
  const accounts = new ServerAccounts(database.kysely, secret);
  const office: ServerOffice = {
    database,
    endpoints: [...ENDPOINTS, healthEndpoint, ...accountEndpoints(accounts), ...learnerEndpoints],
    actor: { kind: 'local' },
    ask: async (path, init) => app.fetch(new Request(`http://server.invalid${path}`, init)),
    async close() {
      await close();
      rmSync(root, { recursive: true });
    },
  };
  const { app, close } = await createSiteApp({
    ...given,
    root,
    database,
    secret,
    actorOf: (request) => office.actor ?? accounts.actorOf(request),
  });
  return office;
}

/** Imports a roster as whoever asks; gives what the confirmation said. */
export async function importRoster(office: ServerOffice, csv: string): Promise<string> {
  const preview = await office.ask('/api/imports?name=danh-sach.csv', {
    method: 'POST',
    body: csv,
  });
  const id = /"preview":\{"id":"(\w+)"/.exec(await preview.text())?.[1];
  const confirm = { method: 'POST', body: '{"accept":[]}' };
  return (await office.ask(`/api/imports/${id}/confirm`, confirm)).text();
}
