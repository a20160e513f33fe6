import { z } from 'zod';
import { daySchema } from '../../schemas/scalars.ts';
import { newUnitSchema, treeUnitSchema, unitChangesSchema } from '../contract/units.ts';
import { touch } from '../imports/import-desk.ts';
import { addUnit, changeUnits, listTree } from '../units/change-units.ts';
import { dayInVietnam } from '../wording/days.ts';
import { endpoint } from './endpoint.ts';
import { json, jsonBody } from './media.ts';

/** Calls about units in time: the tree of a day, units entered by hand, moves. */
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
    access: 'whole',
    body: jsonBody(newUnitSchema),
    answer: json(z.array(treeUnitSchema)),
    handle: ({ home, body }) =>
      home.write(async (db) => {
        await addUnit(db, body);
        await touch(db);
        return listTree(db, dayInVietnam(new Date()));
      }),
  }),
  endpoint({
    method: 'post',
    path: '/units/changes',
    summary: 'Chuyển, đổi tên hoặc kết thúc các đơn vị từ một ngày',
    access: 'whole',
    body: jsonBody(unitChangesSchema),
    answer: json(z.array(treeUnitSchema)),
    handle: ({ home, body }) =>
      home.write(async (db) => {
        await changeUnits(db, body);
        await touch(db);
        return listTree(db, dayInVietnam(new Date()));
      }),
  }),
];
