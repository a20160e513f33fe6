import type { Kysely } from 'kysely';
import { z } from 'zod';
import { daySchema } from '../../schemas/scalars.ts';
import { EVERY_DAY, type Tell } from '../access/deed.ts';
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
import { unitsDeed } from '../wording/deeds.ts';
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
    handle: (call) =>
      change(
        call,
        treeAfter(call, async (db, editor, tell) => {
          const { name, parentId, from } = call.body;
          await addUnit(db, call.body, editor);
          tell({
            text: `Thêm đơn vị “${name}”`,
            unitId: parentId,
            concernsFrom: from ?? EVERY_DAY,
          });
        }),
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
      change(call, async (db, editor, tell) => {
        const ids = call.body.changes.map(({ unitId }) => unitId);
        const before = await unitHistories(db, ids);
        await changeUnits(db, call.body, editor);
        const changed = { before, after: await unitHistories(db, ids) };
        tell(unitsDeed(changed, await unitNames(db)));
        return changed;
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
        treeAfter(call, async (db, editor, tell) => {
          await undoUnitChange(db, call.body, editor);
          const { before, after } = call.body;
          const { text, ...detail } = unitsDeed(
            { before: after, after: before },
            await unitNames(db),
          );
          tell({ ...detail, text: `Hoàn tác: ${text}` });
        }),
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
        treeAfter(call, async (db, editor, tell) => {
          const nameOf = await unitNames(db);
          await dropUnit(db, call.params.id, editor);
          tell({ text: `Bỏ đơn vị “${nameOf(call.params.id)}”`, concernsFrom: EVERY_DAY });
        }),
      ),
  }),
];

type UnitCall = Pick<Call, 'home' | 'actor' | 'seen'>;
type UnitWork<T> = (db: Kysely<RecordsTables>, editor: UnitEditor, tell: Tell) => Promise<T>;

/** Does a change of units, all or nothing. */
function change<T>({ home, actor, seen }: UnitCall, work: UnitWork<T>): Promise<T> {
  return home.write(async (db, tell) => {
    const ownUnitId = actor.kind === 'officer' ? actor.unitId : null;
    const result = await work(db, { seen: await seen(db), ownUnitId }, tell);
    await touch(db);
    return result;
  });
}

/** Work that answers with the tree of today as it is then. */
function treeAfter({ seen }: UnitCall, work: UnitWork<void>): UnitWork<TreeUnit[]> {
  return async (db, editor, tell) => {
    await work(db, editor, tell);
    return listTree(db, dayInVietnam(new Date()), await seen(db));
  };
}

/** Names of the units as they are now, by id. */
async function unitNames(db: Kysely<RecordsTables>): Promise<(id: string | null) => string> {
  const rows = await db.selectFrom('unit').select(['id', 'name']).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id ?? '') ?? 'không có';
}
