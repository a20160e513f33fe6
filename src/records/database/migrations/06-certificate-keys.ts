import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/** Keys that certificates are signed with: one is made when the first certificate is asked for. */
export async function certificateKeys(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema
    .createTable('certificate_key')
    .addColumn('kid', 'text', (column) => column.primaryKey())
    .addColumn('public_x', 'text', (column) => column.notNull())
    .addColumn('private_d', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .execute();
}
