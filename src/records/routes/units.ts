import type { Kysely } from 'kysely';
import { z } from 'zod';
import { daySchema } from '../../schemas/scalars.ts';
import { newIdSchema } from '../contract/classes.ts';
import {
  newUnitSchema,
  type TreeUnit,
  treeUnitSchema,
  unitChangesSchema,
  unitsChangedSchema,
} from '../contract/units.ts';
import type { RecordsTables } from '../database/tables.ts';
import { touch } from '../imports/import-desk.ts';
import {
  addUnit,
  changeUnits,
  dropUnit,
  listTree,
  type UnitEditor,
} from '../units/change-units.ts';
import { undoUnitChange, unitHistories } from '../units/unit-history.ts';
import { dayInVietnam } from '../wording/days.ts';
import { type Call, endpoint } from './endpoint.ts';
import { json, jsonBody } from './media.ts';

/**
 * Calls about units in time: the tree of a day, units entered by hand, moves. Officers see and change
 * what stands below their unit; their own is changed from above.
 */
export const unitEndpoints = [
  endpoint({
    method: 'get',
    path: '/units/tree',
    summary: 'Các đơn vị như ở một ngày, kèm tên và nơi thuộc về trước đó',
    access: 'officer',
    query: z.object({ on: daySchema }),
    answer: json(z.array(treeUnitSchema)),
    handle: ({ home, seen, query: { on } }) =>
      home.read(async (db) => listTree(db, on, await seen(db))),
  }),
  endpoint({
    method: 'post',
    path: '/units',
    summary: 'Thêm một đơn vị',
    access: 'office',
    body: jsonBody(newUnitSchema),
    answer: json(z.array(treeUnitSchema)),
    deed: ({ body }) => ({ text: `Thêm đơn vị ${body.name}`, unitId: body.parentId }),
    handle: (call) =>
      change(
        call,
        treeAfter(call, (db, editor) => addUnit(db, call.body, editor)),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/units/changes',
    summary: 'Chuyển, đổi tên hoặc kết thúc các đơn vị từ một ngày; trả lại cách hoàn tác',
    access: 'office',
    body: jsonBody(unitChangesSchema),
    answer: json(unitsChangedSchema),
    handle: (call) =>
      change(call, async (db, editor) => {
        const ids = call.body.changes.map(({ unitId }) => unitId);
        const before = await unitHistories(db, ids);
        await changeUnits(db, call.body, editor);
        return { before, after: await unitHistories(db, ids) };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/units/changes/undo',
    summary: 'Hoàn tác một thay đổi của các đơn vị: tất cả hoặc không gì cả',
    access: 'office',
    body: jsonBody(unitsChangedSchema),
    answer: json(z.array(treeUnitSchema)),
    handle: (call) =>
      change(
        call,
        treeAfter(call, (db, editor) => undoUnitChange(db, call.body, editor)),
      ),
  }),
  endpoint({
    method: 'delete',
    path: '/units/{id}',
    summary: 'Bỏ một đơn vị vừa thêm bằng tay, chưa có dữ liệu nào',
    access: 'office',
    params: z.object({ id: newIdSchema }),
    answer: json(z.array(treeUnitSchema)),
    handle: (call) =>
      change(
        call,
        treeAfter(call, (db, editor) => dropUnit(db, call.params.id, editor)),
      ),
  }),
];

type UnitCall = Pick<Call, 'home' | 'actor' | 'seen'>;
type UnitWork<T> = (db: Kysely<RecordsTables>, editor: UnitEditor) => Promise<T>;

/** Does a change of units, all or nothing. */
function change<T>({ home, actor, seen }: UnitCall, work: UnitWork<T>): Promise<T> {
  return home.write(async (db) => {
    const ownUnitId = actor.kind === 'officer' ? actor.unitId : null;
    const result = await work(db, { seen: await seen(db), ownUnitId });
    await touch(db);
    return result;
  });
}

/** Work that answers with the tree of today as it is then. */
function treeAfter({ seen }: UnitCall, work: UnitWork<void>): UnitWork<TreeUnit[]> {
  return async (db, editor) => {
    await work(db, editor);
    return listTree(db, dayInVietnam(new Date()), await seen(db));
  };
}
