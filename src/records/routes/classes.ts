import type { Kysely } from 'kysely';
import { z } from 'zod';
import { daySchema } from '../../schemas/scalars.ts';
import { sees } from '../access/units-seen.ts';
import { classIfThere, dropClass, keepClass, listClasses } from '../classes/classes.ts';
import { dropSession, keepSession, listSessions, sessionIfThere } from '../classes/sessions.ts';
import {
  classInputSchema,
  classSessionSchema,
  classSessionsSchema,
  keptSessionSchema,
  newIdSchema,
  schoolClassSchema,
  schoolYearSchema,
  sessionInputSchema,
} from '../contract/classes.ts';
import type { RecordsTables } from '../database/tables.ts';
import { touch } from '../imports/import-desk.ts';
import { dayInVietnam } from '../wording/days.ts';
import { classDeed, sessionDeed } from '../wording/deeds.ts';
import { askedNode } from './asked-node.ts';
import { type Call, endpoint } from './endpoint.ts';
import { json, jsonBody } from './media.ts';
import { pageQuery, unitQuery } from './query.ts';

const oneNew = z.object({ id: newIdSchema });
const today = () => dayInVietnam(new Date());

/** Calls about classes and class sessions. */
export const classEndpoints = [
  endpoint({
    method: 'get',
    path: '/classes',
    summary: 'Các lớp và sĩ số của một năm học',
    access: 'officer',
    query: unitQuery.extend({ schoolYear: z.union([schoolYearSchema, z.literal('')]).default('') }),
    answer: json(z.array(schoolClassSchema)),
    handle: (call) =>
      call.home.read(async (db) => {
        const units = await unitsAsked(db, call, call.query.unit, today());
        return listClasses(db, { units, schoolYear: call.query.schoolYear || null });
      }),
  }),
  endpoint({
    method: 'put',
    path: '/classes/{id}',
    summary: 'Thêm hoặc sửa một lớp',
    access: 'officer',
    params: oneNew,
    body: jsonBody(classInputSchema),
    answer: json(schoolClassSchema),
    handle: ({ home, seen, params: { id }, body }) =>
      home.write(async (db, tell) => {
        const before = await classIfThere(db, id);
        const kept = await keepClass(db, id, body, today(), await seen(db));
        tell(classDeed(before, kept, body.sizeFrom === undefined ? today() : body.sizeFrom));
        await touch(db);
        return kept;
      }),
  }),
  endpoint({
    method: 'delete',
    path: '/classes/{id}',
    summary: 'Xóa một lớp chưa có buổi nào',
    access: 'officer',
    params: oneNew,
    answer: json(schoolClassSchema),
    handle: ({ home, seen, params: { id } }) =>
      home.write(async (db, tell) => {
        const dropped = await dropClass(db, id, await seen(db));
        tell(classDeed(dropped, null, null));
        await touch(db);
        return dropped;
      }),
  }),
  endpoint({
    method: 'get',
    path: '/class-sessions',
    summary: 'Các buổi tuyên truyền, buổi mới nhất trước',
    access: 'officer',
    query: unitQuery.extend(pageQuery.shape).extend({
      from: z.union([daySchema, z.literal('')]).default(''),
      to: z.union([daySchema, z.literal('')]).default(''),
    }),
    answer: json(classSessionsSchema),
    handle: (call) =>
      call.home.read(async (db) => {
        const { unit, ...filter } = call.query;
        const units = await unitsAsked(db, call, unit, filter.to || today());
        return listSessions(db, { ...filter, units });
      }),
  }),
  endpoint({
    method: 'put',
    path: '/class-sessions/{id}',
    summary: 'Ghi hoặc sửa một buổi tuyên truyền (không ghi tên học sinh)',
    access: 'officer',
    params: oneNew,
    body: jsonBody(sessionInputSchema),
    answer: json(keptSessionSchema),
    handle: ({ home, seen, params: { id }, body }) =>
      home.write(async (db, tell) => {
        const before = await sessionIfThere(db, id);
        const kept = await keepSession(
          db,
          id,
          body,
          { today: today(), now: new Date().toISOString() },
          await seen(db),
        );
        tell(sessionDeed(before, kept.session));
        await touch(db);
        return kept;
      }),
  }),
  endpoint({
    method: 'delete',
    path: '/class-sessions/{id}',
    summary: 'Xóa một buổi tuyên truyền; trả lại nội dung để có thể ghi lại',
    access: 'officer',
    params: oneNew,
    answer: json(classSessionSchema),
    handle: ({ home, seen, params: { id } }) =>
      home.write(async (db, tell) => {
        const dropped = await dropSession(db, id, await seen(db));
        tell(sessionDeed(dropped, null));
        await touch(db);
        return dropped;
      }),
  }),
];

/** The units a call asks for and may see; null for all. */
async function unitsAsked(
  db: Kysely<RecordsTables>,
  call: Pick<Call, 'actor' | 'seen'>,
  unit: string,
  on: string,
): Promise<ReadonlySet<string> | null> {
  const { tree, node, seen } = await askedNode(db, call, unit, on);
  if (node === null) return seen === 'all' ? null : seen;
  return new Set([...tree.below(node)].filter((id) => sees(seen, id)));
}
