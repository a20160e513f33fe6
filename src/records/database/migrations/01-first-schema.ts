import { type Kysely, sql } from 'kysely';
import type { RecordsDatabase, RecordsTables } from '../tables.ts';

/** What the first release kept. */
export async function firstSchema(
  db: Kysely<RecordsTables>,
  engine: RecordsDatabase['engine'],
): Promise<void> {
  // PostgreSQL's `real` has half the digits of SQLite's.
  const real = engine === 'sqlite' ? 'real' : 'double precision';
  const inKeyOrder = engine === 'sqlite' ? sql`without rowid` : sql``;
  await db.schema
    .createTable('module')
    .addColumn('slug', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('pass_mark', real)
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
    .addColumn('score', real, (column) => column.notNull())
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
    .addColumn('score', real, (column) => column.notNull())
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
}
