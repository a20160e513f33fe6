import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type { ClassInput, SchoolClass } from '../contract/classes.ts';
import type { RecordsTables } from '../database/tables.ts';
import { classKey } from '../wording/name-keys.ts';
import { levelOfUnitName } from '../wording/words.ts';
import { changeSize, pastSizes, replacePastSizes } from './class-sizes.ts';

type Database = Kysely<RecordsTables>;

/** Which classes are asked for; null for all. */
export interface ClassFilter {
  units: ReadonlySet<string> | null;
  schoolYear: string | null;
}

const order = new Intl.Collator('vi', { numeric: true });

/** Classes by unit and name. */
export async function listClasses(
  db: Database,
  { units, schoolYear }: ClassFilter,
): Promise<SchoolClass[]> {
  let query = db
    .selectFrom('school_class')
    .innerJoin('unit', 'unit.id', 'school_class.unit_id')
    .selectAll('school_class')
    .select((part) => [
      'unit.name as unit',
      part
        .selectFrom('session_class')
        .select(({ fn }) => fn.countAll().as('rows'))
        .whereRef('session_class.class_id', '=', 'school_class.id')
        .as('sessions'),
    ]);
  if (schoolYear !== null) query = query.where('school_year', '=', schoolYear);
  const rows = await query.execute();
  return rows
    .filter(({ unit_id }) => units === null || units.has(unit_id))
    .map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      unit: row.unit,
      schoolYear: row.school_year,
      name: row.name,
      level: row.level,
      size: Number(row.size),
      sessions: Number(row.sessions ?? 0),
    }))
    .sort((a, b) => order.compare(a.unit, b.unit) || order.compare(a.name, b.name));
}

/** Keeps a class entered by hand, or what was changed of it; another size holds from a day on. */
export async function keepClass(
  db: Database,
  id: string,
  input: ClassInput,
  today: string,
  seen: UnitsSeen,
): Promise<SchoolClass> {
  const unit = await schoolOf(db, input.unitId, seen);
  await refuseUnseen(db, id, seen);
  const name_key = classKey(input.name);
  const namesake = await db
    .selectFrom('school_class')
    .select('id')
    .where('unit_id', '=', input.unitId)
    .where('school_year', '=', input.schoolYear)
    .where('name_key', '=', name_key)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (namesake !== undefined) {
    throw new ApiProblem(
      409,
      'class-exists',
      `Năm học ${input.schoolYear}, ${unit.name} đã có lớp "${input.name}". Hãy sửa lớp ấy, hoặc đặt tên khác.`,
    );
  }
  const fields = {
    unit_id: input.unitId,
    school_year: input.schoolYear,
    name: input.name,
    name_key,
    level: input.level ?? unit.level ?? levelOfUnitName(unit.name),
    size: input.size,
  };
  await keepEarlierSize(db, id, input, today);
  await db
    .insertInto('school_class')
    .values({ id, ...fields, import_id: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute();
  return findClass(db, id);
}

async function keepEarlierSize(
  db: Database,
  id: string,
  { size, sizeFrom }: ClassInput,
  today: string,
): Promise<void> {
  const row = await db
    .selectFrom('school_class')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return;
  const before = { ...row, size: Number(row.size) };
  if (before.size === size && sizeFrom === undefined) return;
  const past = (await pastSizes(db, [id])).get(id) ?? [];
  const change = changeSize(before, past, size, sizeFrom === undefined ? today : sizeFrom);
  if (change.past !== null) await replacePastSizes(db, id, change.past.after);
}

/** Removes a class that no session names. */
export async function dropClass(db: Database, id: string, seen: UnitsSeen): Promise<SchoolClass> {
  await refuseUnseen(db, id, seen);
  const found = await findClass(db, id);
  if (found.sessions > 0) {
    throw new ApiProblem(
      409,
      'class-in-use',
      `Lớp ${found.name} đã có ${found.sessions} buổi tuyên truyền. Hãy xóa các buổi ấy trước.`,
    );
  }
  await replacePastSizes(db, id, []);
  await db.deleteFrom('school_class').where('id', '=', id).execute();
  return found;
}

/** A class of a unit that is not seen is as if it were not there. */
async function refuseUnseen(db: Database, id: string, seen: UnitsSeen): Promise<void> {
  const row = await db
    .selectFrom('school_class')
    .select('unit_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || sees(seen, row.unit_id)) return;
  throw new ApiProblem(404, 'unknown-class', 'Lớp này không còn. Hãy tải lại danh sách lớp.');
}

async function findClass(db: Database, id: string): Promise<SchoolClass> {
  const found = await classIfThere(db, id);
  if (found !== null) return found;
  throw new ApiProblem(404, 'unknown-class', 'Lớp này không còn. Hãy tải lại danh sách lớp.');
}

/** One class, or null. */
export async function classIfThere(db: Database, id: string): Promise<SchoolClass | null> {
  const row = await db
    .selectFrom('school_class')
    .select(['unit_id', 'school_year'])
    .where('id', '=', id)
    .executeTakeFirst();
  const found =
    row === undefined
      ? undefined
      : (
          await listClasses(db, { units: new Set([row.unit_id]), schoolYear: row.school_year })
        ).find((each) => each.id === id);
  return found ?? null;
}

/** A unit that has classes: a school or a nursery group. */
export async function schoolOf(db: Database, unitId: string, seen: UnitsSeen) {
  const found = await db
    .selectFrom('unit')
    .select(['id', 'name', 'kind', 'level'])
    .where('id', '=', unitId)
    .executeTakeFirst();
  const unit = sees(seen, unitId) ? found : undefined;
  if (unit !== undefined && (unit.kind === 'truong' || unit.kind === 'nhom-tre')) return unit;
  throw new ApiProblem(
    unit === undefined ? 404 : 422,
    unit === undefined ? 'unknown-unit' : 'not-a-school',
    'Chỉ trường, nhóm trẻ, lớp mẫu giáo độc lập mới có lớp. Hãy chọn lại đơn vị.',
  );
}
