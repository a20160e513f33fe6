import type { Kysely } from 'kysely';
import { changeSize, pastSizes } from '../../classes/class-sizes.ts';
import { newId, timeOfId } from '../../database/ids.ts';
import type {
  RecordsTables,
  SchoolClassPastRow,
  SchoolClassRow,
  UnitRow,
} from '../../database/tables.ts';
import type { SchoolFile } from '../../school-file.ts';
import { classKey } from '../../wording/name-keys.ts';
import { sizeReason } from '../judge-classes.ts';
import type { JudgedRow } from '../judged.ts';
import { DROPPED, schoolRow } from './school-row.ts';

/**
 * Judges the classes of a school's file against those kept of the school, by year and name.
 * @returns with the rows, which kept or new class each key of the file means.
 */
export async function judgeSchoolClasses(
  db: Kysely<RecordsTables>,
  file: SchoolFile,
  unit: UnitRow,
  today: string,
): Promise<{ rows: JudgedRow[]; ids: ReadonlyMap<string, string> }> {
  const every = await db.selectFrom('school_class').selectAll().execute();
  const keyOf = (year: string, name: string) => `${year} ${classKey(name)}`;
  const own = every
    .filter(({ unit_id }) => unit_id === unit.id)
    .map((row) => ({ ...row, size: Number(row.size) }));
  const known = new Map(own.map((row) => [keyOf(row.school_year, row.name), row]));
  const earlier = await pastSizes(
    db,
    own.map(({ id }) => id),
  );
  const taken = new Set(every.map(({ id }) => id));
  const ids = new Map<string, string>();
  const rows = file.classes.map((each, index): JudgedRow => {
    const say = schoolRow(index + 1, 'Lớp', classCells(each.name, each.schoolYear, each.size));
    const pastFor = (id: string): SchoolClassPastRow[] =>
      each.past.map(({ until, size }) => ({ class_id: id, to_day: until, size, import_id: null }));
    const before = known.get(keyOf(each.schoolYear, each.name));
    if (before !== undefined) {
      ids.set(each.id, before.id);
      const kept = earlier.get(before.id) ?? [];
      // A file that tells no earlier size tells none: the change is of today.
      const change =
        each.past.length === 0
          ? before.size === each.size
            ? { after: before, past: null, since: null }
            : changeSize(before, kept, each.size, today)
          : {
              after: { ...before, size: each.size },
              past: sameSizes(kept, each.past) ? null : { before: kept, after: pastFor(before.id) },
              since: each.past.at(-1)?.until ?? null,
            };
      if (before.size === each.size && change.past === null)
        return say('same', 'Đã có lớp này với sĩ số ấy.');
      const reason =
        before.size === each.size
          ? 'Sĩ số các ngày trước đây được sửa theo trường.'
          : sizeReason(before.size, change);
      return say('changed', reason, {
        table: 'school_class',
        before,
        after: change.after,
        past: change.past,
      });
    }
    const after: SchoolClassRow = {
      id: taken.has(each.id) ? newId() : each.id,
      unit_id: unit.id,
      school_year: each.schoolYear,
      name: each.name,
      name_key: classKey(each.name),
      level: each.level ?? unit.level,
      size: each.size,
      import_id: '',
    };
    known.set(keyOf(each.schoolYear, each.name), after);
    ids.set(each.id, after.id);
    const past = each.past.length === 0 ? null : { before: [], after: pastFor(after.id) };
    return say('new', 'Thêm lớp.', { table: 'school_class', before: null, after, past });
  });
  return { rows: [...rows, ...droppedClasses(file, own, new Set(ids.values()))], ids };
}

function sameSizes(
  kept: readonly SchoolClassPastRow[],
  told: SchoolFile['classes'][number]['past'],
): boolean {
  const text = (rows: readonly { day: string; size: number }[]) =>
    rows.map(({ day, size }) => `${day} ${size}`).join();
  return (
    text(kept.map(({ to_day, size }) => ({ day: to_day, size }))) ===
    text(told.map(({ until, size }) => ({ day: until, size })))
  );
}

/** Classes kept that a whole file does not have, but for those entered here after it was made. */
function droppedClasses(
  file: SchoolFile,
  own: readonly SchoolClassRow[],
  named: ReadonlySet<string>,
): JudgedRow[] {
  if (file.version === 1) return [];
  const made = new Date(file.createdAt);
  return own
    .filter(({ id }) => !named.has(id) && (timeOfId(id) ?? made) <= made)
    .map((row) =>
      schoolRow(0, 'Lớp', classCells(row.name, row.school_year, row.size))('dropped', DROPPED, {
        table: 'school_class',
        before: row,
        after: null,
        past: null,
      }),
    );
}

function classCells(name: string, schoolYear: string, size: number) {
  return [
    { label: 'Lớp', value: name },
    { label: 'Năm học', value: schoolYear },
    { label: 'Sĩ số', value: String(size) },
  ];
}
