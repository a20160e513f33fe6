import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addOfficer } from '../../src/records/access/officers.ts';
import { commitsAnswerSchema } from '../../src/records/contract/learners.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { OfficeThread } from '../../src/server/office-thread/office-thread.ts';
import { openRecords, placeFrom } from '../../src/server/open-records.ts';
import { guardSettings } from '../../src/server/security/guard.ts';
import { createSiteApp, type SiteApp } from '../../src/server/site-app.ts';
import {
  deviceCommit,
  type ServedOffice,
  servedOffice,
} from '../fixtures/records/served-office.ts';

/*
 * The server as it is deployed: learners in the main thread, officers in the office thread, both over
 * one SQLite file.
 */

const PASSWORD = 'mưa trên đồi chè';
const SECRET = 's'.repeat(40);

let office: ServedOffice;
let thread: OfficeThread;
let site: SiteApp;

beforeEach(async () => {
  office = await servedOffice(3);
  const env = { ...process.env, DATA_DIR: office.data };
  thread = new OfficeThread(env, { secret: SECRET });
  const database = await openRecords(placeFrom(env), 20);
  site = await createSiteApp({
    root: office.site,
    database,
    secret: SECRET,
    guard: guardSettings({ TRUST_PROXY: '1' }),
    office: thread,
  });
  const { code } = await addOfficer(
    database.kysely,
    { kind: 'local' },
    { name: 'Lò Thị Lan', username: 'lan', unitId: 'u' },
  );
  expect((await post('/first-password', { code, password: PASSWORD })).status).toBe(200);
});
afterEach(async () => {
  await site.close();
  for (const folder of [office.site, office.data]) rmSync(folder, { recursive: true });
});

/** As a web server in front passes a browser's call on. */
function ask(path: string, init: RequestInit = {}) {
  const headers = { ...init.headers, 'x-forwarded-proto': 'https' };
  return site.app.request(`/api${path}`, { ...init, headers });
}

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return ask(path, { method: 'POST', body: content, headers });
}

/** Signs the officer in; the cookie as the browser sends it back. */
async function signedIn(): Promise<{ cookie: string; told: string }> {
  const answer = await post('/sign-in', { username: 'lan', password: PASSWORD });
  const told = answer.headers.getSetCookie()[0] ?? '';
  return { told, cookie: told.split(';')[0] ?? '' };
}

/** Sends one result of a teacher's device. */
async function commit(attempt: number): Promise<Response> {
  const sending = {
    code: office.codes[0],
    device: 'may-cua-co-lan',
    sentAt: new Date().toISOString(),
    commits: [deviceCommit(attempt, 1)],
  };
  return post('/commits', sending);
}

async function isKept(answer: Response): Promise<boolean> {
  return commitsAnswerSchema.parse(await answer.json()).acknowledged.length === 1;
}

const roster = (people: number) =>
  `Mã,Họ và tên,Trường,Vai trò\n${Array.from(
    { length: people },
    (_, at) => `M${at},Lò Thị Ban,Trường TH Mẫu,Giáo viên`,
  ).join('\n')}`;

describe('officers in a thread of their own', () => {
  it('sign in, see who they are, read a file as it goes and keep it', async () => {
    const { cookie, told } = await signedIn();
    expect(told).toContain('Secure');
    expect(await (await ask('/session', { headers: { cookie } })).text()).toContain('Lò Thị Lan');
    const read = await post('/imports?name=a.csv', roster(3000), { cookie });
    const events = (await read.text()).trim().split('\n');
    expect(events.length).toBeGreaterThan(1);
    const id = /"preview":\{"id":"(\w+)"/.exec(events.at(-1) ?? '')?.[1];
    const kept = await post(`/imports/${id}/confirm`, { accept: [] }, { cookie });
    expect(await kept.text()).toContain('"event":"done"');
    const state = await (await ask('/state', { headers: { cookie } })).json();
    expect(state).toMatchObject({ people: 3003 });
  });

  it('are refused as ever when nobody knows them', async () => {
    const refused = await post('/imports?name=a.csv', roster(10));
    expect(refused.status).toBe(401);
    expect(apiErrorSchema.parse(await refused.json()).error.code).toBe('sign-in-needed');
  });

  it('are told when the thread ends in the middle; the next call finds a new one, learners feel nothing', async () => {
    const { cookie } = await signedIn();
    const reading = await post('/imports?name=a.csv', roster(3000), { cookie });
    const asked = ask('/state', { headers: { cookie } });
    await thread.kill();
    await expect(reading.text()).rejects.toThrow();
    const away = await asked;
    expect(away.status).toBe(503);
    expect(apiErrorSchema.parse(await away.json()).error.code).toBe('office-away');
    expect(await isKept(await commit(1))).toBe(true);
    expect((await ask('/state', { headers: { cookie } })).status).toBe(200);
  });

  it('do not make learners wait for a thread that is busy', async () => {
    const { cookie } = await signedIn();
    // Nothing is read from this answer: the file stays unfinished for as long as the test likes.
    const reading = await post('/imports?name=a.csv', roster(3000), { cookie });
    expect(await isKept(await commit(1))).toBe(true);
    expect((await ask('/health')).status).toBe(200);
    await reading.body?.cancel();
  });
});

describe('a learner’s commit', () => {
  it('waits while somebody else changes the same file, and the server goes on answering', async () => {
    const other = new DatabaseSync(office.file);
    other.exec('begin immediate');
    const waiting = commit(1);
    expect((await ask('/health')).status).toBe(200);
    other.exec('commit');
    other.close();
    expect(await isKept(await waiting)).toBe(true);
  });
});
