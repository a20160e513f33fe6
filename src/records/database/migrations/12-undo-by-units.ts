import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/**
 * What it takes to take back an import that is not the newest of all: what each import spoke of, how it
 * left the rows it changed, and whom a record kept aside was matched to. Of imports confirmed before
 * nothing of this is known.
 */
export async function undoByUnits(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema.alterTable('import_batch').addColumn('touches', 'text').execute();
  await db.schema.alterTable('before_import').addColumn('after', 'text').execute();
  await db.schema.alterTable('unmatched').addColumn('matched_person', 'text').execute();
}
