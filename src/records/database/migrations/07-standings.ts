import { type Kysely, sql } from 'kysely';
import type { RecordsDatabase, RecordsTables } from '../tables.ts';

/** The setting that asks for it. */
export const STANDINGS_DUE = 'standings due';

/**
 * One short row for each person beside the completions, from which coverage is counted (see
 * `docs/decisions/standings.md`). `migrate.ts` fills it from the completions that are there, once all
 * migrations have run.
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
  await db.insertInto('setting').values({ key: STANDINGS_DUE, value: '1' }).execute();
}
