import { type Kysely, sql } from 'kysely';
import { bulkInsert } from '../database/bulk-insert.ts';
import { timeOfId } from '../database/ids.ts';
import { columnsOf } from '../database/table-list.ts';
import type { RecordsTables, SchoolClassPastRow, SchoolClassRow } from '../database/tables.ts';
import { pastAfter } from '../units/past.ts';
import { dayInVietnam } from '../wording/days.ts';

type Database = Kysely<RecordsTables>;

/** What becomes of a class whose size changes. */
export interface SizeChange {
  after: SchoolClassRow;
  /** Its earlier sizes, when they change too. */
  past: { before: SchoolClassPastRow[]; after: SchoolClassPastRow[] } | null;
  /** First day of the new size, or null when it was always so: a correction. */
  since: string | null;
}

/**
 * A class under another size from a day on: reports on earlier days keep the size of then. What is
 * corrected on the day on which the class was entered was never otherwise.
 * @param from first day of the new size; null: it was always so.
 */
export function changeSize(
  before: SchoolClassRow,
  past: readonly SchoolClassPastRow[],
  size: number,
  from: string | null,
): SizeChange {
  const after = { ...before, size };
  const enteredAt = timeOfId(before.id);
  const entered = enteredAt === null ? null : dayInVietnam(enteredAt);
  const always = from === null || (past.length === 0 && from === entered);
  const state = { class_id: before.id, size: before.size, import_id: null };
  const rows = always
    ? []
    : pastAfter<Omit<SchoolClassPastRow, 'to_day'>>(past, state, from, (old) => old.size === size);
  const same = JSON.stringify(rows) === JSON.stringify(past);
  return {
    after,
    past: same ? null : { before: [...past], after: rows },
    since: rows.length === 0 ? null : from,
  };
}

/** The earlier sizes of some classes, or of all, by class. */
export async function pastSizes(
  db: Database,
  ids: readonly string[] | 'all',
): Promise<Map<string, SchoolClassPastRow[]>> {
  const query = db.selectFrom('school_class_past').selectAll().orderBy('to_day');
  const rows = await (ids === 'all' ? query : query.where('class_id', 'in', ids)).execute();
  const past = new Map<string, SchoolClassPastRow[]>();
  for (const row of rows) {
    const one = { ...row, size: Number(row.size) };
    past.set(row.class_id, [...(past.get(row.class_id) ?? []), one]);
  }
  return past;
}

/** Puts other earlier sizes in the place of those kept. */
export async function replacePastSizes(
  db: Database,
  classId: string,
  rows: readonly SchoolClassPastRow[],
): Promise<void> {
  await db.deleteFrom('school_class_past').where('class_id', '=', classId).execute();
  await bulkInsert(db, 'school_class_past', columnsOf('school_class_past'), rows);
}

/** SQL: how many pupils the class of a row of `school_class` had on a day. */
export function sizeOn(day: string) {
  return sql<number | string>`coalesce((
    select earlier.size from school_class_past as earlier
    where earlier.class_id = school_class.id and earlier.to_day > ${day}
    order by earlier.to_day limit 1
  ), school_class.size)`;
}
