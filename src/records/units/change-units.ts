import { type Kysely, sql } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type { NewUnit, TreeUnit, UnitChanges } from '../contract/units.ts';
import { rosterOn } from '../coverage/roster-on.ts';
import type { RecordsTables, UnitPastRow } from '../database/tables.ts';
import { OFFICE_UNIT_ID } from '../imports/unit-plan.ts';
import { fold } from '../wording/fold.ts';
import { pastAfter } from './past.ts';
import { unitTreeOn } from './unit-tree.ts';

type Database = Kysely<RecordsTables>;

/** Whose change it is: the units they see, and the unit they stand for (null: none, all is theirs). */
export interface UnitEditor {
  seen: UnitsSeen;
  ownUnitId: string | null;
}

/** Keeps a unit entered by hand below one that is seen; sending it twice keeps it once. */
export async function addUnit(db: Database, unit: NewUnit, { seen }: UnitEditor): Promise<void> {
  await unitNamed(db, unit.parentId, seen);
  await db
    .insertInto('unit')
    .values({
      id: unit.id,
      code: unit.code || fold(unit.name).replaceAll(' ', '-'),
      name: unit.name,
      name_key: fold(unit.name),
      kind: unit.kind,
      level: unit.level,
      parent_id: unit.parentId,
      import_id: null,
      from_day: unit.from,
      to_day: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** What names a unit: while any of it is there, the unit cannot be taken back. */
const NAMED_BY = [
  ['unit', 'parent_id'],
  ['unit_past', 'parent_id'],
  ['person', 'unit_id'],
  ['person_past', 'unit_id'],
  ['school_class', 'unit_id'],
  ['class_session', 'unit_id'],
  ['indicator_statement', 'unit_id'],
  ['officer', 'unit_id'],
] as const;

/**
 * Takes back a unit entered by hand that nothing hangs on yet.
 * @throws ApiProblem for one that came with an import, is in use, or is not seen.
 */
export async function dropUnit(db: Database, id: string, editor: UnitEditor): Promise<void> {
  const unit = await unitToChange(db, id, editor);
  for (const [table, column] of NAMED_BY) {
    const use = await db
      .selectFrom(table)
      .select(sql<number>`1`.as('one'))
      .where(sql.ref(column), '=', id)
      .limit(1)
      .executeTakeFirst();
    if (use === undefined && unit.import_id === null) continue;
    throw new ApiProblem(
      422,
      'unit-in-use',
      `${unit.name} đã có dữ liệu hoặc có trong tệp đã nhập, không bỏ được. Nếu đơn vị không còn hoạt động, hãy ghi ngày kết thúc.`,
    );
  }
  await db.deleteFrom('unit_past').where('unit_id', '=', id).execute();
  await db.deleteFrom('unit').where('id', '=', id).execute();
}

/**
 * Moves, renames or ends units from a day on. What was before that day stays as it was, so that an old
 * report still adds up; what was to come on or after it is replaced.
 * @throws ApiProblem for a unit that is not there or not seen, or would stand below itself.
 */
export async function changeUnits(
  db: Database,
  { from, changes }: UnitChanges,
  editor: UnitEditor,
): Promise<void> {
  for (const { unitId, parentId, name, ended } of changes) {
    const unit = await unitToChange(db, unitId, editor);
    if (parentId !== undefined) await unitNamed(db, parentId, editor.seen);
    const past = await db
      .selectFrom('unit_past')
      .selectAll()
      .where('unit_id', '=', unitId)
      .execute();
    const after = { parent_id: parentId ?? unit.parent_id, name: name ?? unit.name };
    const rows = pastAfter<Omit<UnitPastRow, 'to_day'>>(
      past,
      { unit_id: unitId, name: unit.name, parent_id: unit.parent_id, import_id: null },
      from,
      (state) => state.name === after.name && state.parent_id === after.parent_id,
    );
    await db.deleteFrom('unit_past').where('unit_id', '=', unitId).execute();
    if (rows.length > 0) await db.insertInto('unit_past').values(rows).execute();
    await db
      .updateTable('unit')
      .set({
        ...after,
        name_key: fold(after.name),
        ...(ended === undefined ? {} : { to_day: ended ? from : null }),
      })
      .where('id', '=', unitId)
      .execute();
  }
  await refuseLoops(db, from);
}

/** From the day on, and at each later change, every unit still hangs below the top. */
export async function refuseLoops(db: Database, from: string): Promise<void> {
  const later = await db
    .selectFrom('unit_past')
    .select('to_day')
    .distinct()
    .where('to_day', '>', from)
    .execute();
  const units = await db.selectFrom('unit').select(['id', 'parent_id']).execute();
  const known = new Set(units.map(({ id }) => id));
  const pasts = await db.selectFrom('unit_past').selectAll().execute();
  for (const day of [from, ...later.map(({ to_day }) => to_day)]) {
    const parentOf = new Map(units.map(({ id, parent_id }) => [id, parent_id]));
    const ahead = pasts.filter(({ to_day }) => to_day > day);
    ahead.sort((a, b) => (a.to_day > b.to_day ? -1 : 1));
    for (const { unit_id, parent_id } of ahead) parentOf.set(unit_id, parent_id);
    for (const id of known) {
      const seen = new Set<string>();
      for (let up: string | null = id; up !== null; up = parentOf.get(up) ?? null) {
        if (!seen.has(up)) {
          seen.add(up);
          continue;
        }
        throw new ApiProblem(
          422,
          'unit-loop',
          'Một đơn vị không thể thuộc chính nó hoặc đơn vị cấp dưới của nó. Hãy chọn đơn vị cấp trên khác.',
        );
      }
    }
  }
}

/** A unit that is there and seen. */
async function unitNamed(db: Database, id: string, seen: UnitsSeen) {
  const unit = await db
    .selectFrom('unit')
    .select(['id', 'name', 'parent_id', 'import_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (unit !== undefined && sees(seen, id)) return unit;
  throw new ApiProblem(404, 'unknown-unit', 'Không có đơn vị này. Hãy chọn lại trong danh sách.');
}

/** A unit that may be changed: not the one on top, not the officer's own. */
export async function unitToChange(db: Database, id: string, { seen, ownUnitId }: UnitEditor) {
  const unit = await unitNamed(db, id, seen);
  if (id === OFFICE_UNIT_ID) {
    throw new ApiProblem(
      422,
      'office-fixed',
      'Đơn vị quản lý trang đứng trên cùng, không chuyển được. Hãy chọn đơn vị khác.',
    );
  }
  if (id === ownUnitId) {
    throw new ApiProblem(
      403,
      'own-unit',
      'Đơn vị của chính tài khoản này do cấp trên sửa. Hãy nhờ đơn vị cấp trên.',
    );
  }
  return unit;
}

/** The units of a day by name, with what each was before. */
export async function listTree(
  db: Database,
  on: string,
  seen: UnitsSeen = 'all',
): Promise<TreeUnit[]> {
  const tree = await unitTreeOn(db, on);
  const own = new Map<string, number>();
  for (const { unitId } of await rosterOn(db, on)) own.set(unitId, (own.get(unitId) ?? 0) + 1);
  const units = await db.selectFrom('unit').select(['id', 'name', 'to_day']).execute();
  const now = new Map(units.map((unit) => [unit.id, unit]));
  const past = await db.selectFrom('unit_past').selectAll().orderBy('to_day', 'desc').execute();
  const pastOf = new Map<string, TreeUnit['past']>();
  for (const { unit_id, to_day, name, parent_id } of past) {
    const rows = pastOf.get(unit_id) ?? [];
    rows.push({
      until: to_day,
      name,
      parentId: parent_id,
      parent: now.get(parent_id ?? '')?.name ?? '',
    });
    pastOf.set(unit_id, rows);
  }
  const order = new Intl.Collator('vi', { numeric: true });
  return [...tree.all()]
    .filter(({ id }) => sees(seen, id))
    .map((unit) => ({
      ...unit,
      people: [...tree.below(unit.id)].reduce((sum, id) => sum + (own.get(id) ?? 0), 0),
      endedOn: now.get(unit.id)?.to_day ?? null,
      past: pastOf.get(unit.id) ?? [],
    }))
    .sort((a, b) => order.compare(a.name, b.name));
}
