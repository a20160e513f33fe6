import { MIGRATIONS } from './migrations/index.ts';
import type { RecordsDatabase } from './tables.ts';

/**
 * Forward-only migrations. Each is written once and never changed after release; the number of those
 * done is kept in `setting` under `schema`. Each runs in a transaction of its own.
 */

/** Version of the schema this code writes: the number of migrations. */
export const SCHEMA_VERSION = MIGRATIONS.length;

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
  for (const [index, run] of MIGRATIONS.entries()) {
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
