import { type Kysely, sql } from 'kysely';
import { rebuildStandings } from '../standings/standings.ts';
import { STANDINGS_DUE } from './migrations/07-standings.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { TABLE_NAMES } from './table-list.ts';
import type { RecordsDatabase, RecordsTables } from './tables.ts';

/**
 * Forward-only migrations. Each is written once and never changed after release; the number of those
 * done is kept in `setting` under `schema`. Each runs in a transaction of its own.
 */

/** Version of the schema this code writes: the number of migrations. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Thrown for a database that a newer version of this program has changed. */
export class NewerSchema extends Error {
  constructor() {
    super(
      'Dữ liệu được ghi bằng phiên bản mới hơn của trang này. Hãy tải lại trang để dùng phiên bản mới nhất.',
    );
    this.name = 'NewerSchema';
  }
}

/** Brings a database to `SCHEMA_VERSION`; throws `NewerSchema` when a newer program wrote it. */
export function migrate(database: RecordsDatabase): Promise<void> {
  return migrateTo(database, SCHEMA_VERSION);
}

/** As `migrate`, but to an older version: for tests of coming from there. */
export async function migrateTo(database: RecordsDatabase, version: number): Promise<void> {
  const { kysely } = database;
  if (database.engine === 'sqlite') return migrateHeld(database, kysely, version);
  // Several servers may start at once: one migrates, the others wait and find it done.
  await kysely.connection().execute(async (connection) => {
    // However long the other takes.
    await sql`set lock_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${sql.lit(MIGRATION_LOCK)})`.execute(connection);
    try {
      await migrateHeld(database, connection, version);
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(MIGRATION_LOCK)})`.execute(connection);
      await sql`reset lock_timeout`.execute(connection);
    }
  });
}

/** Any number that only this program uses. */
const MIGRATION_LOCK = 77_120_001;

async function migrateHeld(
  database: RecordsDatabase,
  kysely: Kysely<RecordsTables>,
  version: number,
): Promise<void> {
  await kysely.schema
    .createTable('setting')
    .ifNotExists()
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  const kept = await kysely
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'schema')
    .executeTakeFirst();
  const done = Number(kept?.value ?? 0);
  if (done > SCHEMA_VERSION) {
    throw new NewerSchema();
  }
  for (const [index, run] of MIGRATIONS.entries()) {
    if (index < done || index >= version) continue;
    await kysely.transaction().execute(async (transaction) => {
      await run(transaction, database.engine);
      if (database.engine === 'postgres') await compareByCode(transaction);
      const value = String(index + 1);
      await transaction
        .insertInto('setting')
        .values({ key: 'schema', value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
    });
  }
  if (version === SCHEMA_VERSION) await fillStandings(kysely);
}

/**
 * Computes the standings where a migration asked for it: by the code of today, on the tables of today, so
 * not in the migration itself.
 */
async function fillStandings(kysely: Kysely<RecordsTables>): Promise<void> {
  const due = await kysely
    .selectFrom('setting')
    .select('key')
    .where('key', '=', STANDINGS_DUE)
    .executeTakeFirst();
  if (due === undefined) return;
  await kysely.transaction().execute(async (transaction) => {
    await rebuildStandings(transaction);
    await transaction.deleteFrom('setting').where('key', '=', STANDINGS_DUE).execute();
  });
}

/**
 * Texts are compared by their code points, as SQLite does, whatever language the database was made
 * for: keys and days must sort alike everywhere. Names are sorted for people by the app.
 */
async function compareByCode(db: Kysely<RecordsTables>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select columns.table_name as "table", columns.column_name as "column"
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE'
      and columns.table_name in (${sql.join(TABLE_NAMES)})
      and data_type = 'text' and collation_name is distinct from 'C'`.execute(db);
  for (const { table, column } of rows) {
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} type text collate "C"`.execute(
      db,
    );
  }
}
