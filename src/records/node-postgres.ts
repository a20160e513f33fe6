import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
} from 'kysely';
import { Pool, types } from 'pg';
import { migrateTo, SCHEMA_VERSION } from './database/migrate.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';
import { logFault } from './fault.ts';

/** PostgreSQL's `int8` and `numeric`: what counting and adding up answer, always exact as a number here. */
const INT8 = 20;
const NUMERIC = 1700;

/** Connections of this process; the office's own PostgreSQL allows 100 in all unless told otherwise. */
const MAX_CONNECTIONS = 10;

/** How long a statement waits for what another transaction holds (milliseconds); a large import takes some seconds. */
const LOCK_MS = 20_000;

/**
 * How long a transaction may ask for nothing (milliseconds): a process that hangs, or has lost its network,
 * does not stop all others for ever. A large file is judged in less.
 */
const IDLE_MS = 300_000;

/**
 * Opens the records in PostgreSQL (or an engine that speaks it) and brings them to this version.
 * @param url `postgres://user:password@host:port/database`
 * @param version of the schema; an older one for tests of migrations alone.
 * @throws what `pg` throws when it cannot connect; `NewerSchema`.
 */
export async function openPostgresDatabase(
  url: string,
  version = SCHEMA_VERSION,
): Promise<RecordsDatabase> {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
    application_name: 'truong-hoc-an-toan',
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, format),
    },
  });
  // A connection that breaks while idle is replaced at the next call, which tells if it cannot be.
  pool.on('error', logFault);
  const kysely = new Kysely<RecordsTables>({
    dialect: new PostgresDialect({ pool }),
    // SQLite takes `in ()`, of an officer who sees no unit for instance; PostgreSQL does not.
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });
  const database: RecordsDatabase = { kysely, storage: 'postgres', engine: 'postgres' };
  try {
    await migrateTo(database, version);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  return database;
}
