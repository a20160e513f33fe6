import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/**
 * Units and people in time. The row of `unit` and of `person` says how it is now (or will be); each
 * row of `unit_past` and `person_past` says how it was **until** a day (that day not included). On a
 * day holds the past row with the earliest `to_day` after it, and without one the row itself: so the
 * present costs nothing, and nothing had to be copied for those who never changed.
 */
export async function unitsInTime(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema.alterTable('unit').addColumn('from_day', 'text').execute();
  await db.schema.alterTable('unit').addColumn('to_day', 'text').execute();
  await db.schema
    .createTable('unit_past')
    .addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
    .addColumn('to_day', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('import_id', 'text')
    .addPrimaryKeyConstraint('unit_past_key', ['unit_id', 'to_day'])
    .execute();
  await db.schema
    .createTable('person_past')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('to_day', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('level', 'text')
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('import_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('person_past_key', ['person_id', 'to_day'])
    .execute();
}
