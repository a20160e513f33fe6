import { Hono } from 'hono';
import { ApiProblem } from './api-problem.ts';
import type { RecordsDatabase } from './database/tables.ts';
import { ImportDesk } from './imports/import-desk.ts';
import { readState } from './lists.ts';
import { UnreadableFile } from './reading/unreadable.ts';
import { importRoutes } from './routes/imports.ts';
import { keepingRoutes } from './routes/keeping.ts';
import { programmeRoutes } from './routes/programmes.ts';
import { reportRoutes } from './routes/reports.ts';
import { WorkQueue } from './work-queue.ts';

/** The records API: `fetch`-shaped, the same in the office page's worker and on a server. */
export interface RecordsApp {
  fetch(request: Request): Promise<Response>;
}

/** Builds the app over an open database (see `contract.ts` for its calls). */
export function createRecordsApp(database: RecordsDatabase): RecordsApp {
  const db = database.kysely;
  const desk = new ImportDesk(db);
  const queue = new WorkQueue();
  const state = () => readState(database);
  const app = new Hono().basePath('/api');

  app.onError((error, context) => {
    if (error instanceof ApiProblem)
      return context.json(problem(error.code, error.message), error.status);
    if (error instanceof UnreadableFile)
      return context.json(problem(error.code, error.message), 422);
    console.error(error);
    const message =
      'Có lỗi khi đọc hoặc ghi dữ liệu. Dữ liệu đang giữ không đổi. Hãy tải lại trang rồi thử lại.';
    return context.json(problem('internal', message), 500);
  });
  app.notFound((context) =>
    context.json(
      problem(
        'unknown-call',
        'Không có địa chỉ này. Hãy tải lại trang để dùng phiên bản mới nhất.',
      ),
      404,
    ),
  );

  keepingRoutes(app, db, desk, queue, state);
  programmeRoutes(app, db, queue, state);
  importRoutes(app, desk, queue, state);
  reportRoutes(app, db, queue);

  return { fetch: async (request) => app.fetch(request) };
}

function problem(code: string, message: string): { error: { code: string; message: string } } {
  return { error: { code, message } };
}
