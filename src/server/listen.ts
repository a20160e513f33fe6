import { createServer, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { z } from 'zod';

/** Where the server listens. */
export interface Address {
  host: string;
  port: number;
}

/** A server that listens. */
export interface Listening {
  /** The port that was taken. */
  port: number;
  /** Takes no more requests and resolves when those begun are answered, or after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

/**
 * Reads the address from `HOST` (default 127.0.0.1) and `PORT` (default 4321).
 * @throws Error with a Vietnamese sentence when `PORT` is not a port number.
 */
export function addressFrom(env: NodeJS.ProcessEnv): Address {
  const port = Number(env.PORT ?? 4321);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT="${env.PORT}" không phải số cổng (0–65535). Ví dụ: PORT=8080 npm start`);
  }
  return { host: env.HOST ?? '127.0.0.1', port };
}

/**
 * What one client may take: a line of headers that never ends, or comes a byte at a time, is cut off.
 * Bodies have longer, because rosters go up over slow lines; each call says how large they may be.
 */
const LIMITS = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};

/**
 * Serves `app`.
 * @throws Error with a Vietnamese sentence when the address cannot be had.
 */
export function listen(app: Hono, { host, port }: Address): Promise<Listening> {
  const server = createServer(LIMITS, getRequestListener(app.fetch));
  const open = followAnswers(server);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(whyNot(error, host, port), { cause: error })));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        stop: (patienceMs) => stop(server, open, patienceMs),
      });
    });
  });
}

/** Answers that are not finished. A server that is stopping keeps no connection alive after them. */
function followAnswers(server: Server): Set<ServerResponse> {
  const open = new Set<ServerResponse>();
  server.prependListener('request', (_, response: ServerResponse) => {
    if (!server.listening) response.shouldKeepAlive = false;
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  return open;
}

function stop(
  server: Server,
  open: ReadonlySet<ServerResponse>,
  patienceMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    // Else a device that sends one request after another would be served until patience ends.
    for (const response of open) response.shouldKeepAlive = false;
    const timer = setTimeout(() => server.closeAllConnections(), patienceMs);
    // Node closes idle keep-alive connections by itself here.
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function whyNot(error: Error, host: string, port: number): string {
  const { data } = z.object({ code: z.string() }).safeParse(error);
  switch (data?.code) {
    case 'EADDRINUSE':
      return `Cổng ${port} đang có chương trình khác dùng. Tắt chương trình đó, hoặc chọn cổng khác: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `Không được dùng cổng ${port}: cổng dưới 1024 cần quyền quản trị. Chọn cổng khác, ví dụ PORT=4321, và đặt máy chủ web phía trước.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST="${host}" không phải địa chỉ của máy này. Dùng HOST=127.0.0.1 (chỉ máy này) hoặc HOST=0.0.0.0 (mọi máy).`;
    default:
      return `Không mở được cổng ${port}: ${error.message}`;
  }
}
