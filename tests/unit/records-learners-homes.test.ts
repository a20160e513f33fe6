import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordsApp } from '../../src/records/app.ts';
import { laterChangeSchema } from '../../src/records/contract/figures.ts';
import {
  changedCodesSchema,
  codeCardSchema,
  commitsAnswerSchema,
  identifiedSchema,
  type LearnerCommit,
} from '../../src/records/contract/learners.ts';
import { lockPeople } from '../../src/records/database/lock-people.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { keepCommits } from '../../src/records/learners/keep-commits.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { learnerEndpoints } from '../../src/records/routes/learners.ts';
import { HOME_NAMES, type Homes, openHomes } from './records-homes.ts';
import { Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const ROSTER = `Họ và tên;Mã;Đơn vị;Vai trò
Nguyễn Thị Hoa;GV1;Trường TH Vân Hồ;Giáo viên
Lò Văn Đức;GV2;Trường TH Vân Hồ;Giáo viên
`;
const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
const open = (database: RecordsDatabase) =>
  Office.over(createRecordsApp(database, { endpoints: learnerEndpoints }));
const codeOf = async (office: Office, name: string) => {
  const cards = await office.json(codeCardSchema.array(), '/api/learner-codes/cards', post({}));
  return cards.find((card) => card.name === name)?.code ?? '';
};

/** A commit of the module, the `step`th of its attempt: begun, failed, passed. */
function commit(step: 1 | 2 | 3, attempt = 1): LearnerCommit {
  return {
    id: `commit-${attempt}-${step}-0001`,
    sequence: step,
    module: 'tong-quan',
    attempt,
    status: ({ 1: 'incomplete', 2: 'failed', 3: 'passed' } as const)[step],
    score: { 1: 20, 2: 60, 3: 90 }[step],
    startedAt: '2026-11-20T01:00:00Z',
    at: `2026-11-20T0${step}:30:00Z`,
    seconds: step * 60,
    moduleVersion: '1.0',
    quizVersion: 1,
  };
}
const send = (office: Office, code: string, commits: unknown[], device = 'device-0001') =>
  office.request('/api/commits', post({ code, device, sentAt: new Date().toISOString(), commits }));

/** What is kept, without what differs from run to run. */
async function kept({ kysely }: RecordsDatabase) {
  const attempts = await kysely
    .selectFrom('learner_attempt')
    .select(['module', 'device', 'attempt', 'status', 'score', 'seconds'])
    .orderBy('device')
    .orderBy('attempt')
    .execute();
  const completions = await kysely.selectFrom('completion').select(['status', 'score']).execute();
  return { attempts: attempts.map((row) => ({ ...row, score: Number(row.score) })), completions };
}

const ORDERS = [
  [1, 2, 3],
  [3, 2, 1],
  [2, 3, 1, 3, 2],
] as const;

describe.each(HOME_NAMES)('learner codes and commits in %s', (home) => {
  it('are issued, renewed and stopped', async () => {
    const office = await open(await homes.empty(home));
    await office.take(ROSTER, 'danh-sach.csv');
    const change = async (deed: string, body: object = {}) =>
      (await office.json(changedCodesSchema, `/api/learner-codes/${deed}`, post(body))).changed;
    expect(await change('issue')).toBe(2);
    expect(await change('issue')).toBe(0);
    const old = await codeOf(office, 'Nguyễn Thị Hoa');
    expect((await send(office, old, [commit(1)])).status).toBe(200);
    expect(await change('renew')).toBe(2);
    expect((await send(office, old, [commit(2)])).status).toBe(403);
    const renewed = await codeOf(office, 'Nguyễn Thị Hoa');
    expect(renewed).not.toBe(old);
    expect((await send(office, renewed, [commit(2)])).status).toBe(200);
    expect(await change('revoke')).toBe(2);
    expect((await send(office, renewed, [commit(3)])).status).toBe(403);
    expect(await codeOf(office, 'Nguyễn Thị Hoa')).toBe('');
  });

  it('are told as a later change when they arrive after the day that they count on', async () => {
    const office = await open(await homes.empty(home));
    await office.take(ROSTER, 'danh-sach.csv');
    await office.request('/api/learner-codes/issue', post({}));
    const code = await codeOf(office, 'Lò Văn Đức');
    const later = async (on: string) =>
      (
        await office.json(
          laterChangeSchema.array(),
          `/api/coverage/later-changes?programme=hien-hanh&on=${on}`,
        )
      ).filter(({ kind }) => kind === 'commits');
    expect(await later('2026-11-20')).toEqual([]);
    // Learned on 20 November, sent now.
    await send(office, code, [commit(1), commit(3)]);
    expect(await later('2026-11-20')).toMatchObject([{ kind: 'commits', completions: 1 }]);
    expect(await later('2026-11-19')).toEqual([]);
    expect(await later('2099-12-31')).toEqual([]);
  });

  it('come to the same whatever the order in which commits arrive, and however often', async () => {
    const results: unknown[] = [];
    for (const order of ORDERS) {
      const database = await homes.empty(home);
      const office = await open(database);
      await office.take(ROSTER, 'danh-sach.csv');
      await office.request('/api/learner-codes/issue', post({}));
      const code = await codeOf(office, 'Lò Văn Đức');
      for (const step of order) {
        const answer = await (await send(office, code, [commit(step)])).json();
        expect(commitsAnswerSchema.parse(answer).refused).toEqual([]);
      }
      results.push(await kept(database));
    }
    expect(results[0]).toEqual({
      attempts: [
        {
          module: 'tong-quan',
          device: 'device-0001',
          attempt: 1,
          status: 'passed',
          score: 90,
          seconds: 180,
        },
      ],
      completions: [{ status: 'passed', score: 90 }],
    });
    for (const result of results) expect(result).toEqual(results[0]);
  });
});

describe('two servers on one PostgreSQL', () => {
  const databases: RecordsDatabase[] = [];
  const servers: Office[] = [];
  let code = '';
  beforeAll(async () => {
    const url = await homes.postgres.database();
    for (let server = 0; server < 2; server++) {
      const database = await openPostgresDatabase(url);
      databases.push(database);
      servers.push(await open(database));
    }
    await first().take(ROSTER, 'danh-sach.csv');
    await first().request('/api/learner-codes/issue', post({}));
    code = await codeOf(first(), 'Nguyễn Thị Hoa');
  });
  afterAll(async () => {
    for (const { kysely, reader } of databases) {
      await reader?.destroy();
      await kysely.destroy();
    }
  });
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[index];
    if (found === undefined) throw new Error('The servers did not start');
    return found;
  };
  const first = () => at(servers, 0);
  const second = () => at(servers, 1);

  it('take commits of one person at the same moment without losing or doubling any', async () => {
    const ROUNDS = 12;
    const answers = await Promise.all(
      Array.from({ length: ROUNDS }, (_, index) => index + 1).flatMap((attempt) => [
        send(first(), code, [commit(3, attempt), commit(1, attempt)]),
        send(second(), code, [commit(2, attempt), commit(3, attempt)]),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { attempts } = await kept(at(databases, 0));
    expect(attempts.map(({ attempt, status, score }) => [attempt, status, score])).toEqual(
      Array.from({ length: ROUNDS }, (_, index) => [index + 1, 'passed', 90]),
    );
  });

  it('let the second wait for the first, so that it merges into what the first has kept', async () => {
    const { kysely } = at(databases, 0);
    const { person } = await first().json(identifiedSchema, '/api/learner', post({ code }));
    const arrived = {
      personId: person,
      device: 'device-0002',
      commit: commit(2, 77),
      sentAt: new Date().toISOString(),
      receivedAt: new Date(),
    };
    let answer: Promise<Response> | undefined;
    await kysely.transaction().execute(async (transaction) => {
      await lockPeople(transaction, 'postgres', [person]);
      await keepCommits(transaction, [arrived]);
      let isAnswered = false;
      answer = send(second(), code, [commit(3, 77)], 'device-0002').finally(() => {
        isAnswered = true;
      });
      await new Promise((done) => setTimeout(done, 300));
      expect(isAnswered).toBe(false);
    });
    expect((await answer)?.status).toBe(200);
    const { attempts } = await kept(at(databases, 0));
    expect(attempts.find(({ attempt }) => attempt === 77)).toMatchObject({
      status: 'passed',
      score: 90,
      seconds: 180,
    });
  });
});
