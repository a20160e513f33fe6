import { type Kysely, sql } from 'kysely';
import { rebuildStandings } from '../../standings/standings.ts';
import type { RecordsDatabase, RecordsTables } from '../tables.ts';

/**
 * One short row for each person beside the completions, from which coverage is counted (see
 * `docs/decisions/standings.md`), filled from the completions that are there.
 */
export async function standings(
  db: Kysely<RecordsTables>,
  engine: RecordsDatabase['engine'],
): Promise<void> {
  await db.schema
    .createTable('module_number')
    .addColumn('module', 'text', (column) => column.primaryKey())
    .addColumn('number', 'integer', (column) => column.notNull().unique())
    .execute();
  await db.schema
    .createTable('standing')
    .addColumn('person_id', 'text', (column) => column.primaryKey())
    .addColumn('history', 'text', (column) => column.notNull())
    .modifyEnd(engine === 'sqlite' ? sql`without rowid` : sql``)
    .execute();
  await rebuildStandings(db);
}
