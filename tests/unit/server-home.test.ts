import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiErrorSchema, stateSchema } from '../../src/records/contract.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { ENDPOINTS } from '../../src/records/routes/table.ts';
import { openRecords, placeFrom } from '../../src/server/open-records.ts';
import { type Running, startServer } from '../../src/server/serve.ts';
import { createSiteApp } from '../../src/server/site-app.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { catalogue } from './records-office.ts';

let folder: string;
let root: string;
let postgres: TestPostgres;
const running: Running[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'server-'));
  root = join(folder, 'dist');
  mkdirSync(join(root, 'quan-ly'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><html lang="vi"><h1>Trang chủ</h1>');
  writeFileSync(join(root, 'quan-ly/index.html'), '<!doctype html><html lang="vi">Quản lý');
  writeFileSync(join(root, 'quan-ly/catalogue.json'), JSON.stringify(catalogue));
  writeFileSync(join(root, '404.html'), '<!doctype html><html lang="vi">Không có trang này');
  postgres = await startPostgres();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

let folders = 0;
const emptyFolder = () => join(folder, `data-${++folders}`);

async function start(env: Record<string, string>, trusted = true) {
  const server = await startServer(
    { PORT: '0', ...env },
    { root, ...(trusted ? { actorOf: () => ({ kind: 'local' }) as const } : {}) },
  );
  running.push(server);
  return (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, init);
}

const rosterText = 'Mã,Họ và tên,Trường,Vai trò\nGV1,Lò Thị Ban,Trường Mầm non A,Giáo viên\n';

async function importRoster(ask: Awaited<ReturnType<typeof start>>): Promise<void> {
  const preview = await (
    await ask('/api/imports?name=a.csv', { method: 'POST', body: rosterText })
  ).text();
  const id = /"preview":\{"id":"(\w+)"/.exec(preview)?.[1];
  const done = await (
    await ask(`/api/imports/${id}/confirm`, { method: 'POST', body: '{"accept":[]}' })
  ).text();
  expect(done).toContain('"event":"done"');
}

async function state(ask: Awaited<ReturnType<typeof start>>) {
  return stateSchema.parse(await (await ask('/api/state')).json());
}

describe('the server', () => {
  it('serves site and records at one address, and marks its pages', async () => {
    const ask = await start({ DATA_DIR: emptyFolder() });
    expect(await (await ask('/')).text()).toContain('Trang chủ');
    expect(await (await ask('/quan-ly/')).text()).toContain(
      '<html data-records="server" lang="vi">',
    );
    expect(await state(ask)).toMatchObject({ storage: 'file', people: 0, units: 1 });
    expect(await (await ask('/api/programmes')).text()).toContain('Chương trình thử');
    const missing = await ask('/khong-co/');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('Không có trang này');
    expect((await ask('/api/khong-co')).status).toBe(404);
    expect((await ask('/api/state')).headers.get('cache-control')).toBe('no-store');
  });

  it('lets nobody into the records who is not known', async () => {
    const ask = await start({ DATA_DIR: emptyFolder() }, false);
    for (const { method, path, access } of ENDPOINTS) {
      if (access === 'everyone') continue;
      const init = method === 'get' ? {} : { body: '{}' };
      const response = await ask(`/api${path.replaceAll(/\{\w+\}/g, 'x')}`, {
        method: method.toUpperCase(),
        ...init,
      });
      expect(response.status, `${method} ${path}`).toBe(401);
    }
    expect((await ask('/api/health')).status).toBe(200);
    expect((await ask('/api/openapi.json')).status).toBe(200);
  });

  it.each(['file', 'postgres'] as const)(
    'keeps what it was given when it is started again: %s',
    async (kind) => {
      const env =
        kind === 'file' ? { DATA_DIR: emptyFolder() } : { DATABASE_URL: await postgres.database() };
      const first = await start(env);
      await importRoster(first);
      await running.pop()?.stop();
      const again = await start(env);
      expect(await state(again)).toMatchObject({ storage: kind, people: 1, units: 2 });
      const health: unknown = await (await again('/api/health')).json();
      expect(health).toEqual({ status: 'ok', storage: kind });
    },
  );

  it('gives a back-up while it runs and others write', async () => {
    const ask = await start({ DATA_DIR: emptyFolder() });
    await importRoster(ask);
    const [backup] = await Promise.all([ask('/api/backup'), importRoster(ask), state(ask)]);
    const other = await start({ DATABASE_URL: await postgres.database() });
    const restored = await other('/api/restore', {
      method: 'POST',
      body: await backup.arrayBuffer(),
    });
    expect(await restored.json()).toMatchObject({ people: 1, storage: 'postgres' });
  });

  it('answers what was asked before it stops, and nothing after', async () => {
    const ask = await start({ DATA_DIR: emptyFolder() });
    const many = Array.from(
      { length: 5000 },
      (_, n) => `GV${n},Lò Thị Ban,Trường ${n % 9},Giáo viên`,
    );
    const asked = ask('/api/imports?name=a.csv', {
      method: 'POST',
      body: `Mã,Họ và tên,Trường,Vai trò\n${many.join('\n')}`,
    });
    const response = await asked;
    const stopping = running.pop()?.stop();
    expect(await response.text()).toContain('"event":"preview"');
    await stopping;
    await expect(ask('/api/health')).rejects.toThrow();
  });

  it('is unwell, and says so, when its PostgreSQL is gone', async () => {
    const own = await startPostgres();
    const ask = await start({ DATABASE_URL: await own.database() });
    await own.stop();
    const health = await ask('/api/health');
    expect(health.status).toBe(503);
    const refused = await ask('/api/state');
    expect(refused.status).toBe(503);
    expect(apiErrorSchema.parse(await refused.json()).error).toMatchObject({
      code: 'database-away',
      message: expect.stringContaining('thử lại'),
    });
  });

  it('says that the disk is full, keeps what was there and goes on when there is room', async () => {
    const database = await openNodeDatabase(join(folder, 'full.sqlite'));
    const { app, close } = await createSiteApp({
      root,
      database,
      actorOf: () => ({ kind: 'local' }),
    });
    const ask = async (path: string, init?: RequestInit) =>
      app.fetch(new Request(`http://server.invalid${path}`, init));
    /** As if the disk had room for so many pages more. */
    const grow = async (pages: number) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(
        database.kysely,
      );
      const most = (rows[0]?.page_count ?? 0) + pages;
      await sql`pragma max_page_count = ${sql.lit(most)}`.execute(database.kysely);
    };
    await grow(0);
    const many = Array.from(
      { length: 2000 },
      (_, n) => `GV${n},Lò Thị Ban,Trường ${n % 9},Giáo viên`,
    );
    const read = async () => {
      const body = `Mã,Họ và tên,Trường,Vai trò\n${many.join('\n')}`;
      return (await ask('/api/imports?name=a.csv', { method: 'POST', body })).text();
    };
    // A file waits in the database: a full disk is told before anybody looks at it.
    expect(await read()).toContain('"code":"disk-full"');
    await grow(1_000_000);
    const preview = await read();
    await grow(0);
    const id = /"preview":\{"id":"(\w+)"/.exec(preview)?.[1];
    const confirm = { method: 'POST', body: '{"accept":[]}' };
    const full = await (await ask(`/api/imports/${id}/confirm`, confirm)).text();
    expect(full).toContain('"code":"disk-full"');
    expect(await state(ask)).toMatchObject({ people: 0 });
    await grow(1_000_000);
    expect(await (await ask(`/api/imports/${id}/confirm`, confirm)).text()).toContain('"done"');
    expect(await state(ask)).toMatchObject({ people: 2000 });
    await close();
  });
});

describe('a server that cannot start says why', () => {
  const failure = async (env: Record<string, string>): Promise<string> => {
    try {
      await start(env);
    } catch (error) {
      if (error instanceof Error) return error.message;
    }
    throw new Error('the server started');
  };

  it('when the data folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await failure({ DATA_DIR: file })).toContain('Không ghi được vào thư mục dữ liệu');
    expect(await failure({ DATA_DIR: join(file, 'below') })).toContain('DATA_DIR=');
  });

  it('when the file is no database', async () => {
    const data = emptyFolder();
    mkdirSync(data);
    writeFileSync(join(data, 'records.sqlite'), 'this is a letter, and a long one'.repeat(100));
    expect(await failure({ DATA_DIR: data })).toContain('không phải tệp dữ liệu');
  });

  it.each(['file', 'postgres'] as const)(
    'when a newer version wrote the data: %s',
    async (kind) => {
      const env =
        kind === 'file' ? { DATA_DIR: emptyFolder() } : { DATABASE_URL: await postgres.database() };
      const { kysely, reader } = await openRecords(placeFrom(env));
      await kysely
        .updateTable('setting')
        .set({ value: '999' })
        .where('key', '=', 'schema')
        .execute();
      await reader?.destroy();
      await kysely.destroy();
      expect(await failure(env)).toContain('cập nhật chương trình');
    },
  );

  it('when the port is taken, and lets go of the data', async () => {
    await start({ DATA_DIR: emptyFolder() });
    const taken = String(running[0]?.port);
    const data = emptyFolder();
    expect(await failure({ PORT: taken, DATA_DIR: data })).toContain(`Cổng ${taken} đang có`);
    await start({ DATA_DIR: data });
  });

  it('when PostgreSQL is away, does not know the name or has no such database', async () => {
    const away = await failure({ DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x' });
    expect(away).toContain('Không kết nối được PostgreSQL ở 127.0.0.1:1');
    expect(away).not.toContain('secret');
    const stranger = postgres.url('postgres').replace('tester', 'stranger');
    expect(await failure({ DATABASE_URL: stranger })).toContain('không nhận tên "stranger"');
    const missing = await failure({ DATABASE_URL: postgres.url('no_such') });
    expect(missing).toContain('chưa có cơ sở dữ liệu "no_such"');
  });

  it('when the address of the database is none', async () => {
    expect(await failure({ DATABASE_URL: 'mysql://x/y' })).toContain('DATABASE_URL chưa đúng');
  });
});
