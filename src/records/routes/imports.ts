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
import { MAX_FILE_BYTES } from '../reading/table.ts';
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
    access: 'officer',
    query: z.object({
      name: z.string().default('tệp không tên'),
      as: z.enum(['auto', ...importKindSchema.options]).default('auto'),
    }),
    body: fileBody(MAX_FILE_BYTES),
    answer: importEvents,
    handle: (call) => (emit, signal) => {
      const {
        home,
        query: { name, as },
        body,
      } = call;
      return home.desk.read(call, body, name, as === 'auto' ? null : as, { emit, signal });
    },
  }),
  endpoint({
    method: 'put',
    path: '/imports/{id}/mapping',
    summary: 'Xem trước lại với cách hiểu cột đã sửa',
    access: 'officer',
    params: oneImport,
    body: jsonBody(importMappingSchema),
    answer: importEvents,
    handle: (call) => (emit, signal) =>
      call.home.desk.remap(call, call.params.id, call.body, { emit, signal }),
  }),
  endpoint({
    method: 'get',
    path: '/imports/{id}/rows',
    summary: 'Một trang các dòng của bản xem trước',
    access: 'officer',
    params: oneImport,
    query: pageQuery.extend({
      verdict: z.union([z.literal(''), rowVerdictSchema]).default(''),
    }),
    answer: json(importRowsSchema),
    handle(call) {
      const { verdict, offset, limit } = call.query;
      return call.home.desk.rows(call, call.params.id, verdict || null, offset, limit);
    },
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/confirm',
    summary: 'Nhập một tệp: ghi bản xem trước, tất cả hoặc không gì cả',
    access: 'officer',
    params: oneImport,
    body: jsonBody(importConfirmSchema),
    answer: importEvents,
    handle: (call) => (emit) => call.home.desk.confirm(call, call.params.id, call.body, emit),
  }),
  endpoint({
    method: 'post',
    path: '/imports/{id}/undo',
    summary: 'Hoàn tác một lần nhập mà chưa lần nào sau đó nói đến cùng đơn vị',
    access: 'officer',
    params: oneImport,
    answer: json(stateSchema),
    async handle(call) {
      await call.home.desk.undo(call, call.params.id);
      return call.home.state(await call.home.read(call.seen));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/imports/{id}',
    summary: 'Bỏ bản xem trước',
    access: 'officer',
    params: oneImport,
    answer: json(stateSchema),
    async handle(call) {
      await call.home.desk.discard(call, call.params.id);
      return call.home.state(await call.home.read(call.seen));
    },
  }),
  endpoint({
    method: 'get',
    path: '/imports',
    summary: 'Các lần nhập đã ghi, mới nhất trước',
    access: 'officer',
    answer: json(z.array(importSummarySchema)),
    handle: (call) => call.home.desk.list(call),
  }),
];
