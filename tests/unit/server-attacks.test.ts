import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkOf } from '../../src/server/security/guard.ts';
import { type Running, startServer } from '../../src/server/serve.ts';
import { catalogue } from './records-office.ts';
import { importRoster, openServerOffice, type ServerOffice } from './server-office.ts';

/* What an attacker sends that no browser would: spoken to the server's socket byte by byte. */

let folder: string;
let server: Running;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attacks-'));
  const root = join(folder, 'dist');
  mkdirSync(join(root, 'quan-ly'), { recursive: true });
  mkdirSync(join(root, 'tap-huan'));
  const page = '<!doctype html><html lang="vi"><head><meta charset="utf-8"></head>';
  for (const place of ['', 'quan-ly/', 'tap-huan/'])
    writeFileSync(join(root, `${place}index.html`), page);
  writeFileSync(join(root, '404.html'), page);
  writeFileSync(join(root, 'quan-ly', 'catalogue.json'), JSON.stringify(catalogue));
  writeFileSync(join(folder, 'secret.txt'), 'the secret beside the site');
  const env = { PORT: '0', DATA_DIR: join(folder, 'data'), TRUST_PROXY: '1' };
  server = await startServer(env, { root });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Sends bytes as they are; all that comes back before the connection ends. */
function speak(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (piece) => {
      heard += piece.toString();
    });
    // Cut off in the middle: what came before counts.
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
    socket.write(text);
  });
}
const get = (path: string, headers = '') =>
  speak(`GET ${path} HTTP/1.1\r\nHost: a.example\r\n${headers}Connection: close\r\n\r\n`);

describe('a request no browser makes', () => {
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/tap-huan/../../secret.txt',
    '/tap-huan/..%252f..%252fsecret.txt',
    '//../secret.txt',
    '/secret.txt%00.html',
    '/../data/session-secret',
    '/..%c0%af../data/records.sqlite',
  ])('reads no file beside the site: %s', async (path) => {
    const heard = await get(path);
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(heard).not.toContain('secret beside');
  });

  it.each(['//tap-huan', '///tap-huan', '/\\/tap-huan', '//quan-ly?x=//evil.example'])(
    'is sent to no other host: %s',
    async (path) => {
      const heard = await get(path);
      const target = /^location: (.*)$/im.exec(heard)?.[1];
      expect(heard).toMatch(/^HTTP\/1\.1 (301|400|404) /);
      if (target !== undefined) expect(target).toMatch(/^\/(?!\/)/);
    },
  );

  it('with headers past all measure is refused, and the server goes on', async () => {
    expect(await get('/', `X-Long: ${'a'.repeat(70_000)}\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await get('/', 'X: 1\r\n'.repeat(20_000))).toMatch(/^HTTP\/1\.1 4\d\d |^$/);
    expect(await get('/')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('with JSON nested a million deep is a mistake of the caller, not a fault', async () => {
    const deep = '['.repeat(60_000 / 2) + ']'.repeat(60_000 / 2);
    for (const path of ['/api/commits', '/api/learner', '/api/sign-in']) {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method: 'POST',
        body: path === '/api/commits' ? `{"commits":${deep}}` : deep.slice(0, 8000),
      });
      expect(response.status, path).toBe(400);
    }
  });

  it('that names a page of plain http as its origin does nothing over https', async () => {
    const ask = async (origin: string) =>
      (
        await fetch(`http://127.0.0.1:${server.port}/api/sign-out`, {
          method: 'POST',
          headers: {
            origin,
            'x-forwarded-proto': 'https',
            'x-forwarded-host': 'truong.example',
          },
        })
      ).status;
    expect(await ask('http://truong.example')).toBe(403);
    expect(await ask('https://truong.example')).toBe(200);
  });

  it('gets no data into a page of another site, whatever it is loaded as', async () => {
    const { headers } = await fetch(`http://127.0.0.1:${server.port}/api/session`);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('who guesses from a network of their own', () => {
  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['10.0.0.7', '10.0.0.7'],
    ['unknown', 'unknown'],
    ["'; drop table", "'; drop table"],
  ])('is one guesser: %s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('formulas in a roster', () => {
  const FORMULA = '=HYPERLINK("http://evil.example";"x")';
  let office: ServerOffice;
  beforeAll(async () => {
    office = await openServerOffice();
    const name = `"${FORMULA.replaceAll('"', '""')}"`;
    await importRoster(office, `Mã,Họ và tên,Trường,Vai trò\n=1+1,${name},truong-a,Giáo viên\n`);
    await office.database.kysely
      .updateTable('unit')
      .set({ name: FORMULA })
      .where('id', '=', 'truong-a')
      .execute();
  });
  afterAll(() => office.close());

  it.each([
    ['GET', '/exports/completions.xlsx'],
    ['GET', '/exports/coverage.xlsx'],
    ['POST', '/exports/report.docx'],
    ['GET', '/exports/completions.csv'],
    ['GET', '/exports/coverage.csv'],
    ['GET', '/exports/unfinished.csv'],
    ['GET', '/exports/audit.csv'],
  ])('stay text in the file of %s %s', async (method, path) => {
    const query = path.includes('audit') ? '' : '?programme=hien-hanh&on=2026-12-31';
    const answer = await office.ask(`/api${path}${query}`, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(LETTER) } : {}),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (path.endsWith('.csv')) {
      const cells = strFromU8(bytes)
        .slice(1)
        .split(/[;\r\n]/);
      expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
      return;
    }
    const parts = unzipSync(bytes);
    for (const [name, part] of Object.entries(parts)) {
      if (!name.endsWith('.xml')) continue;
      const xml = strFromU8(part);
      // No formula of a sheet, no link elsewhere, no field but page numbers.
      expect(xml, name).not.toMatch(/<f[ >]/);
      expect(xml, name).not.toContain('TargetMode="External"');
      for (const [, field = ''] of xml.matchAll(/<w:instrText[^>]*>([^<]*)</g))
        expect(field.trim()).toMatch(/^(PAGE|NUMPAGES)$/);
    }
  });
});

/** What an officer fills in around the report's figures. */
const LETTER = { issuer: '=1+1', about: '=cmd|x!A1', recipients: ['@SUM(A1)'] };
