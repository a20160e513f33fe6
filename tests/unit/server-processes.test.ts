import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LOCK_OUT } from '../../src/records/access/lock-out.ts';
import { addOfficer } from '../../src/records/access/officers.ts';
import { commitsAnswerSchema } from '../../src/records/contract/learners.ts';
import { apiErrorSchema } from '../../src/records/contract.ts';
import { SCHEMA_VERSION } from '../../src/records/database/migrate.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { newLearnerCode } from '../../src/records/learners/code.ts';
import { GUESS_LIMITS } from '../../src/records/learners/guess-limit.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { addTeachers, deviceCommit, servedSite } from '../fixtures/records/served-office.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

/*
 * Two servers as they are deployed, each a process of its own, over one PostgreSQL. The tests go from
 * the first start of both, on an empty database, to the violent end of one.
 */

const TEACHERS = 8;
const PASSWORD = 'mưa trên đồi chè';

const folders: string[] = [];
const children: ChildProcess[] = [];
let postgres: TestPostgres;
let database: RecordsDatabase;
/** Where each of the two answers. */
let urls: [string, string];
let codes: string[];

/** A server's process; both together load their code and begin at the same moment. */
function begin(site: string, url: string) {
  const data = mkdtempSync(join(tmpdir(), 'process-data-'));
  folders.push(data);
  const child = spawn(process.execPath, ['tests/fixtures/records/server-process.ts', site], {
    env: {
      ...process.env,
      ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, DATABASE_URL: url, TRUST_PROXY: '1' },
      ...{ SESSION_SECRET: 's'.repeat(40), LOG_LEVEL: 'silent' },
      NODE_COMPILE_CACHE: join(site, 'cache'),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function portOf({ stdout }: ReturnType<typeof begin>): Promise<string> {
  const [line] = await once(createInterface({ input: stdout }), 'line');
  return `http://127.0.0.1:${line}/api`;
}

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.database();
  const site = servedSite();
  folders.push(site);
  const [one, other] = [begin(site, url), begin(site, url)];
  const ports = Promise.all([portOf(one), portOf(other)]);
  for (const { stdin } of [one, other]) stdin.write('start\n');
  urls = await ports;
  database = await openPostgresDatabase(url);
  codes = await addTeachers(database.kysely, TEACHERS);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.kysely.destroy();
  await postgres.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Asks one of the two, from an address of the caller's own. */
function post(server: 0 | 1, path: string, body: unknown, from: string, cookie = '') {
  return fetch(urls[server] + path, {
    method: 'POST',
    headers: { 'x-forwarded-for': from, ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
}
const codeOf = async (response: Response) => apiErrorSchema.parse(await response.json()).error.code;

interface Sent {
  code: string;
  device: string;
  attempt: number;
  sequence: number;
}

/** Sends one commit to one of the two; whether it was acknowledged. */
async function send(server: 0 | 1, { code, device, attempt, sequence }: Sent): Promise<boolean> {
  const one = { ...deviceCommit(attempt, sequence), id: `${device}-${attempt}-${sequence}` };
  const body = { code, device, sentAt: one.at, commits: [one] };
  const response = await post(server, '/commits', body, '10.0.0.1');
  const { acknowledged, refused } = commitsAnswerSchema.parse(await response.json());
  expect(refused).toEqual([]);
  return acknowledged.includes(one.id);
}

const attemptSchema = z.object({
  device: z.string(),
  attempt: z.number(),
  sequence: z.number(),
  status: z.string(),
});
async function attempts(prefix: string) {
  const { rows } = await sql`select device, attempt, sequence, status from learner_attempt
    where device like ${`${prefix}%`} order by device, attempt`.execute(database.kysely);
  return attemptSchema.array().parse(rows);
}

describe('two processes on one PostgreSQL', () => {
  it('that start at once on an empty database leave one whole schema', async () => {
    const { rows } = await sql`select key, value from setting where key = 'schema'`.execute(
      database.kysely,
    );
    expect(rows).toEqual([{ key: 'schema', value: String(SCHEMA_VERSION) }]);
    for (const url of urls) expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('take each commit once, however often and wherever it is sent, in whatever order', async () => {
    const ATTEMPTS = 4;
    const all = codes.flatMap((code, index) =>
      Array.from({ length: ATTEMPTS }, (_, attempt) =>
        [1, 2, 3, 4].map((sequence) => ({
          code,
          device: `both-${index}000`,
          attempt: attempt + 1,
          sequence,
        })),
      ).flat(),
    );
    const backwards = [...all].reverse();
    const answers = await Promise.all([
      ...all.map((one) => send(0, one)),
      ...backwards.map((one) => send(1, one)),
    ]);
    expect(answers.every(Boolean)).toBe(true);
    const kept = await attempts('both-');
    expect(kept).toHaveLength(TEACHERS * ATTEMPTS);
    for (const row of kept) expect(row).toMatchObject({ sequence: 4, status: 'passed' });
    // Completions are what the attempts come to, no more and no less.
    const { rows } = await sql`
      (select person_id, module, day, status, score from learner_attempt
       except select person_id, module, day, status, score from completion)
      union all
      (select person_id, module, day, status, score from completion
       except select person_id, module, day, status, score from learner_attempt)`.execute(
      database.kysely,
    );
    expect(rows).toEqual([]);
  });

  it('know whoever signed in at either, until they sign out at either', async () => {
    const made = await addOfficer(
      database.kysely,
      { kind: 'local' },
      { name: 'Lò Thị Lan', username: 'lan', unitId: 'u' },
    );
    const set = { code: made.code, password: PASSWORD };
    expect((await post(1, '/first-password', set, '10.0.0.2')).status).toBe(200);
    const signIn = { username: 'lan', password: PASSWORD };
    const answer = await post(0, '/sign-in', signIn, '10.0.0.2');
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const whoAt = async (server: 0 | 1) =>
      (await fetch(`${urls[server]}/session`, { headers: { cookie } })).text();
    for (const server of [0, 1] as const) expect(await whoAt(server)).toContain('Lò Thị Lan');
    expect((await post(1, '/sign-out', {}, '10.0.0.2', cookie)).status).toBe(200);
    for (const server of [0, 1] as const) expect(await whoAt(server)).toContain('"officer":null');
  });

  it('count wrong passwords together', async () => {
    const wrong = { username: 'lan', password: 'không phải mật khẩu' };
    for (let tries = 0; tries < LOCK_OUT.account; tries++) {
      const answer = await post(tries % 2 === 0 ? 0 : 1, '/sign-in', wrong, '10.0.0.3');
      expect(await codeOf(answer)).toBe('wrong-password');
    }
    for (const server of [0, 1] as const) {
      const right = { username: 'lan', password: PASSWORD };
      const answer = await post(server, '/sign-in', right, '10.0.0.4');
      expect(await codeOf(answer)).toBe('too-many-tries');
    }
  });

  it('count wrong learner codes together', async () => {
    const guesses = await Promise.all(
      Array.from({ length: GUESS_LIMITS.perAddress.wrong }, (_, index) =>
        post(index % 2 === 0 ? 0 : 1, '/learner', { code: newLearnerCode() }, '10.0.0.5'),
      ),
    );
    expect(new Set(await Promise.all(guesses.map(codeOf)))).toEqual(new Set(['code-unknown']));
    for (const server of [0, 1] as const) {
      const right = await post(server, '/learner', { code: codes[0] }, '10.0.0.5');
      expect(await codeOf(right)).toBe('too-many-wrong-codes');
      expect((await post(server, '/learner', { code: codes[0] }, '10.0.0.6')).status).toBe(200);
    }
  });

  it('lose nothing when one is killed under load; the other goes on', async () => {
    const acknowledged = new Map<string, number>();
    let isKilled = false;
    let after = 0;
    let broken = 0;
    const devices = codes.map(async (code, index) => {
      const device = `kill-${index}000`;
      for (let attempt = 1; after < 60; attempt++) {
        for (const sequence of [1, 2, 3, 4]) {
          for (let isTaken = false; !isTaken; ) {
            const server = isKilled || index % 2 === 0 ? 1 : 0;
            isTaken = await send(server, { code, device, attempt, sequence }).catch((error) => {
              if (!isKilled) throw error;
              broken++;
              return false;
            });
          }
          acknowledged.set(`${device} ${attempt}`, sequence);
          if (isKilled) after++;
        }
      }
    });
    const killed = children[0];
    const gone = once(killed ?? process, 'exit');
    while (acknowledged.size < 10) await new Promise((resolve) => setTimeout(resolve, 2));
    isKilled = true;
    killed?.kill('SIGKILL');
    await gone;
    await Promise.all(devices);
    const kept = new Map(
      (await attempts('kill-')).map((row) => [`${row.device} ${row.attempt}`, row]),
    );
    for (const [key, sequence] of acknowledged)
      expect(kept.get(key)?.sequence, key).toBeGreaterThanOrEqual(sequence);
    expect(kept.size).toBe(acknowledged.size);
    expect(broken).toBeGreaterThan(0);
  });
});
