import type { Hono } from 'hono';
import { ApiProblem } from '../api-problem.ts';
import {
  type ImportKind,
  importConfirmSchema,
  importKindSchema,
  importMappingSchema,
  rowVerdictSchema,
  type State,
} from '../contract.ts';
import type { Emit, ImportDesk } from '../imports/import-desk.ts';
import { ndjson } from '../ndjson.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import type { WorkQueue } from '../work-queue.ts';
import { body, pageSchema, parse } from './request.ts';

/** Calls about imports: read a file, correct it, keep it, take it back. */
export function importRoutes(
  app: Hono,
  desk: ImportDesk,
  queue: WorkQueue,
  state: () => Promise<State>,
): void {
  app.post('/imports', async (context) => {
    const name = context.req.query('name') ?? 'tệp không tên';
    const as = context.req.query('as') ?? 'auto';
    const kind: ImportKind | null = as === 'auto' ? null : parse(importKindSchema, as);
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    return stream((emit) => queue.run(() => desk.read(bytes, name, kind, emit)));
  });

  app.put('/imports/:id/mapping', async (context) => {
    const mapping = await body(context, importMappingSchema);
    return stream((emit) => queue.run(() => desk.remap(context.req.param('id'), mapping, emit)));
  });

  app.get('/imports/:id/rows', (context) => {
    const { offset, limit } = parse(pageSchema, context.req.query());
    const verdict = parse(rowVerdictSchema.nullable(), context.req.query('verdict') || null);
    return context.json(desk.rows(context.req.param('id'), verdict, offset, limit));
  });

  app.post('/imports/:id/confirm', async (context) => {
    const confirm = await body(context, importConfirmSchema);
    return stream((emit) => queue.run(() => desk.confirm(context.req.param('id'), confirm, emit)));
  });

  app.post('/imports/:id/undo', async (context) => {
    const undone = await queue.run(async () => {
      await desk.undo(context.req.param('id'));
      return state();
    });
    return context.json(undone);
  });

  app.delete('/imports/:id', async (context) => {
    desk.discard(context.req.param('id'));
    return context.json(await queue.run(state));
  });

  app.get('/imports', async (context) => context.json(await queue.run(() => desk.list())));
}

function stream(work: (emit: Emit) => Promise<void>): Response {
  return ndjson(work, (error) => {
    if (error instanceof ApiProblem || error instanceof UnreadableFile) {
      return { event: 'failed', code: error.code, message: error.message };
    }
    console.error(error);
    return {
      event: 'failed',
      code: 'internal',
      message:
        'Có lỗi khi đọc hoặc ghi tệp này; dữ liệu đang giữ không đổi. Hãy tải lại trang rồi thử lại.',
    };
  });
}
