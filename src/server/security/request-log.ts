import type { MiddlewareHandler } from 'hono';
import { type DestinationStream, type Logger, pino } from 'pino';
import { newId } from '../../records/database/ids.ts';

/**
 * The server's log: one JSON object a line. It names calls by their declared path, never by their
 * query, body, cookie or address, so that no name, code or secret can reach it.
 */
export function createLog(env: NodeJS.ProcessEnv, to?: DestinationStream): Logger {
  const options = {
    level: env.LOG_LEVEL ?? (process.env.VITEST === undefined ? 'info' : 'silent'),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/**
 * Logs each call of the API with an id, which the answer carries as `X-Request-Id`, so that what an
 * officer reports can be found.
 */
export function requestLog(log: Logger, knownPaths: readonly string[]): MiddlewareHandler {
  const shapes = knownPaths.map((path) => ({
    path,
    pattern: new RegExp(`^/api${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
  return async (context, next) => {
    const id = newId();
    const began = performance.now();
    await next();
    context.res.headers.set('X-Request-Id', id);
    const known = shapes.find(({ pattern }) => pattern.test(context.req.path));
    const { status } = context.res;
    const entry = {
      id,
      method: context.req.method,
      call: known?.path ?? 'unknown',
      status,
      ms: Math.round(performance.now() - began),
    };
    if (status >= 500) log.error(entry, 'call');
    else log.info(entry, 'call');
  };
}
