import { z } from 'zod';
import {
  importConfirmSchema,
  importKindSchema,
  importMappingSchema,
  importRowsSchema,
  importSummarySchema,
  rowVerdictSchema,
  stateSchema,
} from '../contract.ts';
import { endpoint } from './endpoint.ts';
import { fileBody, importEvents, json, jsonBody } from './media.ts';
import { pageQuery } from './query.ts';

const oneImport = z.object({ id: z.string() });

/** Calls about imports: read a file, correct it, keep it, take it back. */
export const importEndpoints = [
  endpoint({
    method: 'post',
    path: '/imports',
    summary: 'Đọc một tệp và cho xem trước từng dòng; chưa ghi gì',
    access: 'office',
    query: z.object({
      name: z.string().default('tệp không tên'),
      as: z.enum(['auto', ...importKindSchema.options]).default('auto'),
    }),
    body: fileBody(),
    answer: importEvents,
    handle:
      ({ home, query: { name, as }, body }) =>
      (emit) =>
        home.desk.read(body, name, as === 'auto' ? null : as, emit),
  }),
  endpoint({
    method: 'put',
    path: '/imports/{id}/mapping',
    summary: 'Xem trước lại với cách hiểu cột đã sửa',
    access: 'office',
    params: oneImport,
    body: jsonBody(importMappingSchema),
    answer: importEvents,
    handle:
      ({ home, params: { id }, body }) =>
      (emit) =>
        home.desk.remap(id, body, emit),
  }),
  endpoint({
    method: 'get',
    path: '/imports/{id}/rows',
    summary: 'Một trang các dòng của bản xem trước',
    access: 'office',
    params: oneImport,
    query: pageQuery.extend({
      verdict: z.union([z.literal(''), rowVerdictSchema]).default(''),
    }),
    answer: json(importRowsSchema),
    handle: ({ home, params: { id }, query: { verdict, offset, limit } }) =>
      home.desk.rows(id, verdict || null, offset, limit),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/confirm',
    summary: 'Ghi bản xem trước, tất cả hoặc không gì cả',
    access: 'office',
    params: oneImport,
    body: jsonBody(importConfirmSchema),
    answer: importEvents,
    handle:
      ({ home, params: { id }, body }) =>
      (emit) =>
        home.desk.confirm(id, body, emit),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/undo',
    summary: 'Hoàn tác lần nhập gần nhất',
    access: 'office',
    params: oneImport,
    answer: json(stateSchema),
    async handle({ home, params: { id } }) {
      await home.desk.undo(id);
      return home.state();
    },
  }),
  endpoint({
    method: 'delete',
    path: '/imports/{id}',
    summary: 'Bỏ bản xem trước',
    access: 'office',
    params: oneImport,
    answer: json(stateSchema),
    handle({ home, params: { id } }) {
      home.desk.discard(id);
      return home.state();
    },
  }),
  endpoint({
    method: 'get',
    path: '/imports',
    summary: 'Các lần nhập đã ghi, mới nhất trước',
    access: 'office',
    answer: json(z.array(importSummarySchema)),
    handle: ({ home }) => home.desk.list(),
  }),
];
