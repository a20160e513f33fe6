import { createServer } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** Where the server listens. */
export interface Address {
  host: string;
  port: number;
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

/** Whether somebody already listens there. */
export function isTaken({ host, port }: Address): Promise<boolean> {
  if (port === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(true));
    probe.listen(port, host, () => probe.close(() => resolve(false)));
  });
}

/** Serves `app` until SIGINT or SIGTERM; resolves with the port that was taken. */
export function listen(app: Hono, address: Address): Promise<number> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: address.host, port: address.port }, (info) =>
      resolve(info.port),
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        server.close(() => process.exit(0));
        // Open keep-alive connections must not hold the process.
        setTimeout(() => process.exit(0), 2000).unref();
      });
    }
  });
}
