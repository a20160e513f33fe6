import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/**
 * Sizes of classes in time, as units and people have them since `unitsInTime`: the row of `school_class`
 * says the size now, each row here the size **until** a day (that day not included). Classes kept
 * before had one size always: they need no row.
 */
export async function classSizesInTime(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema
    .createTable('school_class_past')
    .addColumn('class_id', 'text', (column) => column.notNull().references('school_class.id'))
    .addColumn('to_day', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('import_id', 'text')
    .addPrimaryKeyConstraint('school_class_past_key', ['class_id', 'to_day'])
    .execute();
}
