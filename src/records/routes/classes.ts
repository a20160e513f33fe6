import { z } from 'zod';
import { daySchema } from '../../schemas/scalars.ts';
import { dropClass, keepClass, listClasses } from '../classes/classes.ts';
import { dropSession, keepSession, listSessions } from '../classes/sessions.ts';
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
import { touch } from '../imports/import-desk.ts';
import { nodeOf, unitTreeOn } from '../units/unit-tree.ts';
import { dayInVietnam } from '../wording/days.ts';
import { endpoint } from './endpoint.ts';
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
    handle: ({ home, query: { unit, schoolYear } }) =>
      home.read(async (db) => {
        const tree = await unitTreeOn(db, today());
        const node = nodeOf(tree, unit);
        const units = node === null ? null : tree.below(node);
        return listClasses(db, { units, schoolYear: schoolYear || null });
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
    handle: ({ home, params: { id }, body }) =>
      home.write(async (db) => {
        const kept = await keepClass(db, id, body);
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
    handle: ({ home, params: { id } }) =>
      home.write(async (db) => {
        const dropped = await dropClass(db, id);
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
    handle: ({ home, query: { unit, ...filter } }) =>
      home.read(async (db) => {
        const tree = await unitTreeOn(db, filter.to || today());
        const node = nodeOf(tree, unit);
        return listSessions(db, { ...filter, units: node === null ? null : tree.below(node) });
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
    handle: ({ home, params: { id }, body }) =>
      home.write(async (db) => {
        const kept = await keepSession(db, id, body, today(), new Date().toISOString());
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
    handle: ({ home, params: { id } }) =>
      home.write(async (db) => {
        const dropped = await dropSession(db, id);
        await touch(db);
        return dropped;
      }),
  }),
];
