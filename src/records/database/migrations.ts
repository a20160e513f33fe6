import { type Kysely, sql } from 'kysely';
import type { RecordsDatabase, RecordsTables } from './tables.ts';

/**
 * Forward-only migrations. Each is written once and never changed after release; the number of those
 * done is kept in `setting` under `schema`. Each runs in a transaction of its own.
 */
type Migration = (db: Kysely<RecordsTables>, engine: RecordsDatabase['engine']) => Promise<void>;

const migrations: readonly Migration[] = [
  async function firstSchema(db, engine) {
    const inKeyOrder = engine === 'sqlite' ? sql`without rowid` : sql``;
    await db.schema
      .createTable('module')
      .addColumn('slug', 'text', (column) => column.primaryKey())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('pass_mark', 'real')
      .execute();
    await db.schema
      .createTable('programme')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site', 'text')
      .addColumn('own', 'text')
      .execute();
    await db.schema
      .createTable('unit')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('level', 'text')
      .addColumn('parent_id', 'text')
      .addColumn('import_id', 'text')
      .execute();
    await db.schema
      .createTable('person')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('code_key', 'text', (column) => column.unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('email', 'text')
      .addColumn('email_key', 'text')
      .addColumn('username', 'text')
      .addColumn('username_key', 'text')
      .addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
      .addColumn('level', 'text')
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('from_day', 'text')
      .addColumn('to_day', 'text')
      .addColumn('import_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('person_unit').on('person').column('unit_id').execute();
    await db.schema
      .createTable('completion')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('module', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('score', 'real', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('import_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('completion_key', [
        'person_id',
        'module',
        'day',
        'status',
        'score',
        'source',
      ])
      .modifyEnd(inKeyOrder)
      .execute();
    await db.schema
      .createTable('unmatched')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('import_id', 'text', (column) => column.notNull())
      .addColumn('file_name', 'text', (column) => column.notNull())
      .addColumn('row_no', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('code_key', 'text')
      .addColumn('email_key', 'text')
      .addColumn('username_key', 'text')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('unit', 'text', (column) => column.notNull())
      .addColumn('module', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('score', 'real', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('cells', 'text', (column) => column.notNull())
      .addColumn('matched_by', 'text')
      .execute();
    await db.schema
      .createTable('import_batch')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('file_name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('confirmed_at', 'text', (column) => column.notNull())
      .addColumn('counts', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('before_import')
      .addColumn('import_id', 'text', (column) => column.notNull())
      .addColumn('table_name', 'text', (column) => column.notNull())
      .addColumn('row_id', 'text', (column) => column.notNull())
      .addColumn('row', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('before_import_key', ['import_id', 'table_name', 'row_id'])
      .execute();
  },
];

/** Version of the schema this code writes: the number of migrations. */
export const SCHEMA_VERSION = migrations.length;

/** Brings a database to `SCHEMA_VERSION`; throws when it was written by a newer version. */
export async function migrate(database: RecordsDatabase): Promise<void> {
  const { kysely } = database;
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
    throw new Error(
      'Dữ liệu được ghi bằng phiên bản mới hơn của trang này. Hãy tải lại trang để dùng phiên bản mới nhất.',
    );
  }
  for (const [index, run] of migrations.entries()) {
    if (index < done) continue;
    await kysely.transaction().execute(async (transaction) => {
      await run(transaction, database.engine);
      const value = String(index + 1);
      await transaction
        .insertInto('setting')
        .values({ key: 'schema', value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
    });
  }
}
