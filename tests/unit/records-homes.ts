import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowserDatabase } from '../../src/records/browser-database.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

/**
 * The three homes of the records, for tests written once: the server's file, the browser's SQLite
 * Wasm (in memory, under Node) and a real PostgreSQL.
 *
 * ```ts
 * const homes = await openHomes();
 * afterAll(() => homes.close());
 * it.each(HOME_NAMES)('… in %s', async (home) => { const database = await homes.empty(home); … });
 * ```
 */
export const HOME_NAMES = ['node:sqlite file', 'SQLite Wasm', 'PostgreSQL'] as const;
export type HomeName = (typeof HOME_NAMES)[number];

export interface Homes {
  readonly postgres: TestPostgres;
  /** A new database at this version of the schema, with nothing in it. */
  empty(home: HomeName): Promise<RecordsDatabase>;
  /** Path of a file that is not there yet. */
  file(): string;
  /** Closes all that was opened. */
  close(): Promise<void>;
}

export async function openHomes(): Promise<Homes> {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  const opened: RecordsDatabase[] = [];
  let files = 0;
  const file = () => join(folder, `${++files}.sqlite`);
  const open = async (home: HomeName): Promise<RecordsDatabase> => {
    switch (home) {
      case 'node:sqlite file':
        return openNodeDatabase(file());
      case 'SQLite Wasm':
        return openBrowserDatabase();
      case 'PostgreSQL':
        return openPostgresDatabase(await postgres.database());
    }
  };
  return {
    postgres,
    file,
    async empty(home) {
      const database = await open(home);
      opened.push(database);
      return database;
    },
    async close() {
      for (const { kysely, reader } of opened) {
        await reader?.destroy();
        await kysely.destroy();
      }
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
