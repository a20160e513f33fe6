import type { Kysely } from 'kysely';
import { sees } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type { UnitHistory, UnitsChanged } from '../contract/units.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type { RecordsTables } from '../database/tables.ts';
import { fold } from '../wording/fold.ts';
import { refuseLoops, type UnitEditor, unitToChange } from './change-units.ts';

type Database = Kysely<RecordsTables>;

/** All that is kept in time of some units, in the order asked; those not there are left out. */
export async function unitHistories(db: Database, ids: readonly string[]): Promise<UnitHistory[]> {
  const units = await db.selectFrom('unit').selectAll().where('id', 'in', ids).execute();
  const past = await db
    .selectFrom('unit_past')
    .selectAll()
    .where('unit_id', 'in', ids)
    .orderBy('to_day')
    .execute();
  const known = new Map(units.map((unit) => [unit.id, unit]));
  return [...new Set(ids)].flatMap((id): UnitHistory[] => {
    const unit = known.get(id);
    if (unit === undefined) return [];
    const rows = past.filter(({ unit_id }) => unit_id === id);
    return [
      {
        unitId: id,
        name: unit.name,
        parentId: unit.parent_id,
        endedOn: unit.to_day,
        past: rows.map(({ to_day, name, parent_id, import_id }) => ({
          until: to_day,
          name,
          parentId: parent_id,
          importId: import_id,
        })),
      },
    ];
  });
}

/**
 * Takes a change of units back, all of it or nothing: what it replaced, later changes too, is as before.
 * @throws ApiProblem when any of the units was changed again since, is not there or not seen, or would
 * go to a place that is not seen.
 */
export async function undoUnitChange(
  db: Database,
  { before, after }: UnitsChanged,
  editor: UnitEditor,
): Promise<void> {
  const kept = new Map(
    (
      await unitHistories(
        db,
        before.map(({ unitId }) => unitId),
      )
    ).map((one) => [one.unitId, one]),
  );
  const told = new Map(after.map((one) => [one.unitId, one]));
  for (const history of before) {
    await unitToChange(db, history.unitId, editor);
    const now = kept.get(history.unitId);
    if (now === undefined || textOf(now) !== textOf(told.get(history.unitId))) {
      throw new ApiProblem(
        409,
        'unit-changed-since',
        'Đơn vị này đã được sửa tiếp sau thay đổi ấy, nên chưa hoàn tác gì. Hãy xem lại ở danh sách đơn vị rồi sửa lại nếu cần.',
      );
    }
    const places = new Set(placesOf(now));
    for (const place of placesOf(history)) {
      if (place === null || places.has(place) || sees(editor.seen, place)) continue;
      throw new ApiProblem(
        404,
        'unknown-unit',
        'Không có đơn vị này. Hãy chọn lại trong danh sách.',
      );
    }
    await putHistory(db, history);
  }
  await refuseLoops(db, '');
}

async function putHistory(
  db: Database,
  { unitId, name, parentId, endedOn, past }: UnitHistory,
): Promise<void> {
  await db
    .updateTable('unit')
    .set({ name, name_key: fold(name), parent_id: parentId, to_day: endedOn })
    .where('id', '=', unitId)
    .execute();
  await db.deleteFrom('unit_past').where('unit_id', '=', unitId).execute();
  const rows = past.map((row) => ({
    unit_id: unitId,
    to_day: row.until,
    name: row.name,
    parent_id: row.parentId,
    import_id: row.importId,
  }));
  await bulkInsert(db, 'unit_past', columnsOf('unit_past'), rows);
}

function placesOf({ parentId, past }: UnitHistory): (string | null)[] {
  return [parentId, ...past.map((row) => row.parentId)];
}

/** A history with its keys in one order, to compare. */
function textOf(history: UnitHistory | undefined): string {
  if (history === undefined) return '';
  const { unitId, name, parentId, endedOn, past } = history;
  return JSON.stringify([
    unitId,
    name,
    parentId,
    endedOn,
    past.map((row) => [row.until, row.name, row.parentId, row.importId]),
  ]);
}
