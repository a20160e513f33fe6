import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { migrateTo, SCHEMA_VERSION } from './database/migrate.ts';
import { sqliteShape } from './database/sqlite-shape.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';

/** How long a thread stands still while another process or thread writes to the same file (milliseconds). */
const BUSY_MS = 10_000;

/**
 * Opens the records on node:sqlite: a file with WAL and full durability and a connection of its own
 * for reading, or memory when no path is given (tests, benchmarks).
 * @param version of the schema; an older one for tests of migrations alone.
 * @param busyMs how long a statement may stand still, and the thread with it, while somebody else
 * writes. `RecordsHome` then goes on trying to begin a change, without standing still.
 */
export async function openNodeDatabase(
  path?: string,
  version = SCHEMA_VERSION,
  busyMs = BUSY_MS,
): Promise<RecordsDatabase> {
  const engine = new DatabaseSync(path ?? ':memory:');
  engine.exec(`pragma busy_timeout = ${BUSY_MS}`);
  if (path !== undefined) engine.exec('pragma journal_mode = wal; pragma synchronous = full;');
  // Erased rows are overwritten: people's data must not stay in free pages.
  engine.exec('pragma foreign_keys = on; pragma cache_size = -65536; pragma secure_delete = on;');
  const database: RecordsDatabase = {
    kysely: kyselyOver(engine, 'begin immediate'),
    storage: path === undefined ? 'memory' : 'file',
    engine: 'sqlite',
  };
  try {
    await migrateTo(database, version);
  } catch (error) {
    await database.kysely.destroy();
    throw error;
  }
  engine.exec(`pragma busy_timeout = ${busyMs}`);
  if (path !== undefined) {
    const reading = new DatabaseSync(path, { readOnly: true });
    reading.exec(`pragma busy_timeout = ${BUSY_MS}; pragma cache_size = -65536;`);
    database.reader = kyselyOver(reading, 'begin');
    // Kysely closes only what it has used; left open, it would keep the log from being written back.
    await sql`select 1`.execute(database.reader);
  }
  return database;
}

/**
 * @param begin how a transaction starts: one that writes takes the lock at once, so that it cannot
 * fail half-way because another process wrote after its first read.
 */
function kyselyOver(engine: DatabaseSync, begin: string): Kysely<RecordsTables> {
  const prepare = (sql: string) => {
    const statement = engine.prepare(sql === 'begin' ? begin : sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...parameters.map(inputValue)),
      run: (parameters: readonly unknown[]) => statement.run(...parameters.map(inputValue)),
      close: () => {},
    };
  };
  return new Kysely<RecordsTables>({
    dialect: new SqliteDialect({
      database: sqliteShape({
        prepare,
        isInTransaction: () => engine.isTransaction,
        close: () => engine.close(),
      }),
    }),
  });
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value === undefined) return null;
  throw new TypeError(`A ${typeof value} cannot be kept in the database`);
}
