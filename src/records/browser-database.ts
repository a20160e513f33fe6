import sqlite3InitModule, { type Database, type SqlValue } from '@sqlite.org/sqlite-wasm';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './database/migrate.ts';
import { type EngineStatement, sqliteShape } from './database/sqlite-shape.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';

/** The last option, which the types leave out, lets a second try follow a failed one. */
const POOL = {
  name: 'truong-hoc-an-toan',
  initialCapacity: 6,
  forceReinitIfPreviouslyFailed: true,
};

/** Thrown when another tab holds the files of the database. */
export class HeldElsewhere extends Error {}

/**
 * Opens the records in this browser: SQLite Wasm over the origin's private file system, which only a
 * worker may do and only one at a time. Where there is no such file system (a private window, plain
 * http) they are kept in memory, and `storage` says so.
 */
export async function openBrowserDatabase(): Promise<RecordsDatabase> {
  const sqlite3 = await sqlite3InitModule();
  let engine: Database;
  let storage: RecordsDatabase['storage'] = 'opfs';
  try {
    const pool = await sqlite3.installOpfsSAHPoolVfs(POOL);
    engine = new pool.OpfsSAHPoolDb('/records.sqlite3');
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NoModificationAllowedError') {
      throw new HeldElsewhere('Another tab holds the database');
    }
    engine = new sqlite3.oo1.DB(':memory:');
    storage = 'memory';
  }
  // Large pages: each read of the private file system costs more than what it brings. Erased rows
  // are overwritten: people's data must not stay in free pages.
  engine.exec(
    'pragma page_size = 16384; pragma cache_size = -131072; pragma temp_store = memory; pragma foreign_keys = on; pragma secure_delete = on;',
  );
  const kysely = new Kysely<RecordsTables>({
    dialect: new SqliteDialect({
      database: sqliteShape({
        prepare: (sql) => prepare(engine, sql),
        isInTransaction: () => sqlite3.capi.sqlite3_get_autocommit(engine) === 0,
        close: () => engine.close(),
      }),
    }),
  });
  const database: RecordsDatabase = { kysely, storage, engine: 'sqlite' };
  await migrate(database);
  return database;
}

function prepare(engine: Database, sql: string): EngineStatement {
  const statement = engine.prepare(sql);
  const names = statement.columnCount > 0 ? statement.getColumnNames([]) : [];
  const bind = (parameters: readonly unknown[]) => {
    if (parameters.length > 0) statement.bind(parameters.map(sqlValue));
  };
  return {
    reader: statement.columnCount > 0,
    all(parameters) {
      bind(parameters);
      const rows: unknown[] = [];
      try {
        while (statement.step()) {
          const values = statement.get([]);
          rows.push(Object.fromEntries(names.map((name, index) => [name, values[index]])));
        }
      } finally {
        statement.reset();
      }
      return rows;
    },
    run(parameters) {
      bind(parameters);
      try {
        statement.step();
      } finally {
        statement.reset();
      }
      return { changes: Number(engine.changes()), lastInsertRowid: 0 };
    },
    close: () => {
      statement.finalize();
    },
  };
}

function sqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A ${typeof value} cannot be kept in the database`);
}
