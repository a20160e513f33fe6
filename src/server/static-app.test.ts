import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaticApp } from './static-app.ts';

describe('the static site server', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'site-'));
    mkdirSync(join(root, 'tap-huan'));
    mkdirSync(join(root, '_astro'));
    writeFileSync(join(root, 'index.html'), '<h1>Trang chủ</h1>');
    writeFileSync(join(root, 'tap-huan/index.html'), '<h1>Tập huấn</h1>');
    writeFileSync(join(root, '404.html'), '<h1>Không có trang này</h1>');
    writeFileSync(join(root, '_astro/app.abc123.js'), 'export {}');
    writeFileSync(join(root, '..', 'secret.txt'), 'secret');
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
    rmSync(join(root, '..', 'secret.txt'), { force: true });
  });
  const get = (path: string) => createStaticApp(root).request(path);

  test('serves a folder with its index page', async () => {
    const answer = await get('/tap-huan/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Tập huấn');
  });

  test('sends an address without its last slash to the one with it, keeping the query', async () => {
    const answer = await get('/tap-huan?q=1');
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe('/tap-huan/?q=1');
  });

  test('answers an unknown address with our own page and status 404', async () => {
    const answer = await get('/khong-co/');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Không có trang này');
  });

  test('lets browsers keep hashed files for a year and ask again for pages', async () => {
    expect((await get('/_astro/app.abc123.js')).headers.get('cache-control')).toContain(
      'immutable',
    );
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%', '/%ff%fe'])(
    'never leaves its folder nor breaks for %s',
    async (path) => {
      const answer = await createStaticApp(root).request(new Request(`http://localhost${path}`));
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain('secret');
    },
  );
});
