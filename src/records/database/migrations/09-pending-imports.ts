import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/** Files that were read but not confirmed: any process over this database can go on with them. */
export async function pendingImports(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema
    .createTable('pending_import')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('asked', 'text')
    .addColumn('mapping', 'text', (column) => column.notNull())
    .addColumn('guessed', 'text', (column) => column.notNull())
    .addColumn('remembered', 'integer', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .execute();
  await db.schema
    .createTable('pending_import_part')
    .addColumn('import_id', 'text', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('pending_import_part_key', ['import_id', 'part'])
    .execute();
}
