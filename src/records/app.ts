import { Hono } from 'hono';
import type { ActorOf } from './access/actor.ts';
import { demand } from './access/policy.ts';
import { ApiProblem } from './api-problem.ts';
import type { RecordsDatabase } from './database/tables.ts';
import { logFault } from './fault.ts';
import { type Explain, RecordsHome } from './home.ts';
import { UnreadableFile } from './reading/unreadable.ts';
import type { Endpoint } from './routes/endpoint.ts';
import { openApiDocument } from './routes/openapi.ts';
import { ENDPOINTS } from './routes/table.ts';

/** The records API: `fetch`-shaped, the same in the office page's worker and on a server. */
export interface RecordsApp {
  fetch(request: Request): Promise<Response>;
  /** What its calls work on. */
  readonly home: RecordsHome;
}

/** What differs between homes. */
export interface RecordsAppOptions {
  /** Who makes a request. Left out, everybody is `local`: only right where nobody else can call. */
  actorOf?: ActorOf;
  /** Calls that only this home has. */
  endpoints?: readonly Endpoint[];
  /** What to answer when the database fails in a way this home knows; null: an internal error. */
  explain?: Explain;
}

/** Builds the app over an open database (see `contract.ts` for its calls). */
export function createRecordsApp(
  database: RecordsDatabase,
  {
    actorOf = () => ({ kind: 'local' }),
    endpoints = [],
    explain = () => null,
  }: RecordsAppOptions = {},
): RecordsApp {
  const home = new RecordsHome(database, explain);
  const every = [...ENDPOINTS, ...endpoints];
  const app = new Hono().basePath('/api');

  app.onError((thrown, context) => {
    const error = explain(thrown) ?? thrown;
    if (error instanceof ApiProblem)
      return context.json(problem(error.code, error.message), error.status);
    if (error instanceof UnreadableFile)
      return context.json(problem(error.code, error.message), 422);
    logFault(error);
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

  for (const endpoint of every) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(endpoint.method.toUpperCase(), path, async (context) => {
      const request = context.req.raw;
      const actor = await actorOf(request);
      demand(endpoint.access, actor);
      const params = context.req.param();
      return endpoint.run({ params, query: context.req.query(), actor, home, request });
    });
  }
  app.get('/openapi.json', (context) => context.json(openApiDocument(every)));

  return { home, fetch: async (request) => app.fetch(request) };
}

function problem(code: string, message: string): { error: { code: string; message: string } } {
  return { error: { code, message } };
}
