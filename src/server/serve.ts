import { resolve } from 'node:path';
import type { ActorOf } from '../records/access/actor.ts';
import { sessionSecret } from './accounts/secret.ts';
import { addressFrom, type Listening, listen } from './listen.ts';
import { OfficeThread } from './office-thread/office-thread.ts';
import { openRecords, placeFrom } from './open-records.ts';
import { guardSettings } from './security/guard.ts';
import { createLog } from './security/request-log.ts';
import { createSiteApp } from './site-app.ts';
import { createStaticApp } from './static-app.ts';

/** How long requests that were begun may take once the server is told to stop (milliseconds). */
const PATIENCE_MS = 30_000;

/** How long learners may stand still while the office thread writes to the same file (milliseconds). */
const BUSY_MS = 20;

/** A running server. */
export interface Running {
  port: number;
  /** Whether anybody can sign in yet. */
  hasOfficers: boolean;
  /** Finishes what was begun, closes the database. */
  stop(): Promise<void>;
}

/**
 * Serves the built site and the records as the environment says.
 * @param actorOf who makes a request, when it is not asked of the accounts: for tests.
 * @throws Error with a Vietnamese sentence when an address or the records cannot be had.
 */
export async function startServer(
  env: NodeJS.ProcessEnv,
  { root = resolve('dist'), actorOf }: { root?: string; actorOf?: ActorOf } = {},
): Promise<Running> {
  const address = addressFrom(env);
  const guard = guardSettings(env);
  const database = await openRecords(placeFrom(env), BUSY_MS);
  const secret = sessionSecret(env, resolve(env.DATA_DIR || 'data'));
  const site = await createSiteApp({
    root,
    database,
    secret,
    guard,
    log: createLog(env),
    ...(actorOf === undefined ? { office: new OfficeThread(env, { secret }) } : { actorOf }),
  });
  let server: Listening;
  try {
    server = await listen(site.app, address);
  } catch (error) {
    await site.close();
    throw error;
  }
  const officer = await database.kysely.selectFrom('officer').select('id').limit(1).execute();
  return {
    port: server.port,
    hasOfficers: officer.length > 0,
    async stop() {
      await server.stop(PATIENCE_MS);
      await site.close();
    },
  };
}

/** Serves until SIGINT or SIGTERM and prints where to go. */
export async function serveSite(): Promise<void> {
  const { port, hasOfficers, stop } = await startServer(process.env);
  stopOnSignal(stop);
  const place = placeFrom(process.env);
  say(port, `Dữ liệu            ${place.kind === 'file' ? place.path : 'PostgreSQL'}`);
  if (hasOfficers) return;
  console.log(`  Chưa ai đăng nhập được vào trang quản lý. Tạo tài khoản đầu tiên:
    npm run admin -- create-officer can-bo --name "Họ và tên"
`);
}

/** Serves the built site alone, as any web host does: for tests of what a static host gives. */
export async function serveStaticSite(): Promise<void> {
  const server = await listen(createStaticApp(resolve('dist')), addressFrom(process.env));
  stopOnSignal(() => server.stop(1000));
  say(server.port, 'Chỉ trang tĩnh: dữ liệu quản lý ở trong trình duyệt');
}

function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

function say(port: number, kept: string): void {
  const host = process.env.HOST ?? '127.0.0.1';
  console.log(`
  Trang đã chạy tại   http://${host === '127.0.0.1' ? 'localhost' : host}:${port}/
    Tập huấn          /tap-huan/
    Học sinh          /hoc-sinh/
    Tìm trợ giúp      /tro-giup/
    Phòng quản lý     /quan-ly/
  ${kept}

  Dừng: Ctrl + C
`);
}

if (import.meta.main) {
  const serve = process.argv.includes('--static') ? serveStaticSite : serveSite;
  await serve().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
