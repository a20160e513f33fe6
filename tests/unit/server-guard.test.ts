import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { guardSettings } from '../../src/server/security/guard.ts';
import { createLog } from '../../src/server/security/request-log.ts';
import { importRoster, officer, openServerOffice, type ServerOffice } from './server-office.ts';

const SITE = 'https://antoan.example';

describe('pages of other sites', () => {
  let office: ServerOffice;
  beforeAll(async () => {
    office = await openServerOffice({
      guard: guardSettings({ ALLOWED_ORIGINS: `${SITE}/`, TRUST_PROXY: '1' }),
    });
  });
  afterAll(() => office.close());
  const send = (path: string, headers: Record<string, string>, method = 'POST') =>
    office.ask(path, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
  const codeOf = async (response: Response) =>
    apiErrorSchema.parse(await response.json()).error.code;

  it.each<[string, Record<string, string>]>([
    ['names itself as origin', { origin: 'https://evil.example' }],
    ['is a neighbour on the same host name', { origin: 'http://server.invalid:8080' }],
    ['has no origin of its own', { origin: 'null' }],
    ['says so without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['is of the same site, not of the same origin', { 'sec-fetch-site': 'same-site' }],
    ['may send results, but asks for more', { origin: SITE }],
  ])('change nothing in an officer’s name: one that %s', async (_, headers) => {
    for (const { method, path } of office.endpoints) {
      if (method === 'get') continue;
      if (headers.origin === SITE && ['/learner', '/commits'].includes(path)) continue;
      const response = await office.ask(`/api${path.replaceAll(/\{\w+\}/g, 'x')}`, {
        method: method.toUpperCase(),
        headers,
        body: '{}',
      });
      expect(response.status, `${method} ${path}`).toBe(403);
      expect(await codeOf(response)).toBe('foreign-origin');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it.each<[string, Record<string, string>]>([
    ['our own page', { origin: 'http://server.invalid' }],
    [
      'our own page behind the trusted proxy',
      {
        origin: 'https://truong.example',
        'x-forwarded-host': 'truong.example',
      },
    ],
    ['a program that is no browser', {}],
  ])('are told from %s', async (_, headers) => {
    expect((await send('/api/sign-out', headers)).status).toBe(200);
  });

  it('of a named origin may send learners’ results, asking first, without cookies', async () => {
    const asked = await send('/api/commits', { origin: SITE }, 'OPTIONS');
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(SITE);
    expect(asked.headers.get('access-control-allow-methods')).toBe('POST');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const sent = await send('/api/commits', { origin: SITE });
    expect(sent.status).toBe(400);
    expect(sent.headers.get('access-control-allow-origin')).toBe(SITE);
    expect(sent.headers.get('vary')).toContain('Origin');
  });

  it('of another origin are not told that they may', async () => {
    const asked = await send('/api/commits', { origin: 'https://evil.example' }, 'OPTIONS');
    expect(asked.status).toBeGreaterThanOrEqual(400);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('read nothing: an answer names no other origin, is kept by nobody and runs nothing', async () => {
    const { headers } = await office.ask('/api/state', { headers: { origin: SITE } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('that are none are refused when the server starts', () => {
    for (const text of ['antoan.example', 'https://a.example/trang', '*', 'https://a.example, *'])
      expect(() => guardSettings({ ALLOWED_ORIGINS: text })).toThrow('ALLOWED_ORIGINS');
  });
});

describe('the server’s log', () => {
  it('says once that a web server in front is not trusted, whatever it says of whom', async () => {
    const lines: string[] = [];
    const log = createLog({ LOG_LEVEL: 'warn' }, { write: (line) => lines.push(line) });
    const office = await openServerOffice({ log });
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    for (let calls = 0; calls < 3; calls++) await office.ask('/api/session', { headers });
    await office.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('TRUST_PROXY=1');
    expect(lines[0]).not.toContain('203.0.113.7');
  });

  it('tells calls by their declared address, and no name, code, password, query or cookie', async () => {
    const lines: string[] = [];
    const log = createLog({ LOG_LEVEL: 'trace' }, { write: (line) => lines.push(line) });
    const office = await openServerOffice({ log });
    const secrets = ['Lò Thị Bí Mật', 'GV-BI-MAT', 'mật khẩu kín', 'ABCD-EFGH-JKMN', 'tokenbimat'];
    const [name = '', code = '', password = '', learner = '', token = ''] = secrets;
    await importRoster(office, `Mã,Họ và tên,Trường,Vai trò\n${code},${name},truong-a,Giáo viên\n`);
    const post = (path: string, body: unknown) =>
      office.ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          cookie: `quan-ly.session_token=${token}`,
          'user-agent': token,
          referer: `http://server.invalid/?q=${token}`,
        },
      });
    await post('/api/sign-in', { username: code, password });
    await post('/api/learner', { code: learner });
    await post(`/api/officers/${encodeURIComponent(code)}/reset`, {});
    await office.ask(`/api/audit?words=${encodeURIComponent(name)}`);
    await office.ask(`/api/${encodeURIComponent(name)}?x=${token}`);
    office.actor = officer('truong', 'truong-a');
    await post('/api/erase', { confirm: name });
    await office.close();

    const text = lines.join('');
    for (const secret of secrets) {
      for (const told of [
        secret,
        encodeURIComponent(secret),
        new URLSearchParams({ s: secret }).toString().slice(2),
      ])
        expect(text).not.toContain(told);
    }
    const entries: unknown[] = lines.map((line) => JSON.parse(line));
    expect(entries).toHaveLength(8);
    for (const entry of entries) {
      expect(Object.keys(Object(entry)).toSorted()).toEqual(
        ['call', 'id', 'level', 'method', 'ms', 'msg', 'status', 'time'].toSorted(),
      );
    }
    expect(text).toContain('"call":"/officers/{id}/reset"');
    expect(text).toContain('"call":"unknown"');
  });
});
