import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { COMPLETION_STATUSES, type CompletionStatus } from '../../schemas/vocabulary.ts';
import type { LearnerCommit } from '../contract/learners.ts';
import type { RecordsDatabase } from '../database/tables.ts';
import { openNodeDatabase } from '../node-database.ts';
import { newLearnerCode } from './code.ts';
import { CommitDesk, type CommitHome, type Sending } from './commit-desk.ts';
import { issueCodes, stopCodes } from './learner-codes.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const MODULE = 'tong-quan';

/** An office with two teachers who have codes. */
async function office(
  now = () => NOW,
  limits = undefined as ConstructorParameters<typeof CommitDesk>[1],
) {
  const database = await openNodeDatabase();
  const db = database.kysely;
  await db
    .insertInto('module')
    .values({ slug: MODULE, title: 'Tổng quan', pass_mark: 80 })
    .execute();
  await db
    .insertInto('module')
    .values({ slug: 'bao-luc', title: 'Bạo lực', pass_mark: 80 })
    .execute();
  const unit = {
    id: 'u',
    code: 'U',
    name: 'Trường TH Mẫu',
    name_key: 'u',
    kind: 'truong',
  } as const;
  await db
    .insertInto('unit')
    .values({ ...unit, level: null, parent_id: null, import_id: null })
    .execute();
  for (const id of ['p1', 'p2']) {
    await db
      .insertInto('person')
      .values({
        id,
        code: id,
        name: `Nguyễn Thị ${id}`,
        name_key: id,
        unit_id: 'u',
        role: 'giao-vien',
        import_id: 'i',
      } as never)
      .execute();
  }
  await issueCodes(db, ['p1', 'p2'], NOW);
  const home = homeOf(database);
  return { database, db, home, desk: new CommitDesk(home, limits, now), codes: await codesOf(db) };
}

function homeOf(database: RecordsDatabase): CommitHome & { writes: number } {
  let last: Promise<unknown> = Promise.resolve();
  const home = {
    database,
    writes: 0,
    append<T>(work: (db: RecordsDatabase['kysely']) => Promise<T>): Promise<T> {
      const result = last.then(() => {
        home.writes++;
        return database.kysely.transaction().execute(work);
      });
      last = result.catch(() => undefined);
      return result;
    },
  };
  return home;
}

async function codesOf(db: RecordsDatabase['kysely']) {
  const rows = await db
    .selectFrom('learner_code')
    .selectAll()
    .where('stopped_at', 'is', null)
    .execute();
  const code = (person: string) => rows.find(({ person_id }) => person_id === person)?.code ?? '';
  return { p1: code('p1'), p2: code('p2') };
}

const commit = (change: Partial<LearnerCommit> = {}): LearnerCommit => ({
  id: crypto.randomUUID(),
  sequence: 1,
  module: MODULE,
  attempt: 1,
  status: 'passed',
  score: 90,
  startedAt: '2026-11-22T01:00:00Z',
  at: '2026-11-22T02:00:00Z',
  seconds: 600,
  moduleVersion: '1.0',
  quizVersion: 1,
  ...change,
});
const sending = (code: string, commits: Sending['commits'], device = 'device-1'): Sending => ({
  code,
  device,
  sentAt: NOW.toISOString(),
  commits,
});

describe('what devices send', () => {
  it('becomes an attempt and a completion of source "site"', async () => {
    const { db, desk, codes } = await office();
    const one = commit();
    expect(await desk.take(sending(codes.p1, [one]), 'a')).toEqual({
      acknowledged: [one.id],
      refused: [],
    });
    expect(await db.selectFrom('completion').selectAll().execute()).toEqual([
      {
        person_id: 'p1',
        module: MODULE,
        day: '2026-11-22',
        status: 'passed',
        score: 90,
        source: 'site',
        import_id: 'site',
      },
    ]);
    const [code] = await db
      .selectFrom('learner_code')
      .selectAll()
      .where('code', '=', codes.p1)
      .execute();
    expect(code?.used_day).toBe('2026-11-22');
  });

  it('is one completion however often the attempt got better', async () => {
    const { db, desk, codes } = await office();
    const at = (hour: string, change: Partial<LearnerCommit>) =>
      commit({ at: `2026-11-${hour}:00:00Z`, ...change });
    await desk.take(sending(codes.p1, [at('19T02', { status: 'incomplete', score: 20 })]), 'a');
    await desk.take(
      sending(codes.p1, [at('20T02', { sequence: 2, status: 'failed', score: 50 })]),
      'a',
    );
    await desk.take(sending(codes.p1, [at('21T02', { sequence: 3, score: 85 })]), 'a');
    await desk.take(sending(codes.p1, [at('19T02', { status: 'incomplete', score: 20 })]), 'a');
    const rows = await db.selectFrom('completion').selectAll().execute();
    expect(rows).toMatchObject([{ day: '2026-11-21', status: 'passed', score: 85 }]);
  });

  it('shares transactions when many send at once', async () => {
    const { db, home, desk, codes } = await office();
    const sent = Array.from({ length: 60 }, (_, index) => commit({ attempt: index + 1 }));
    await Promise.all(sent.map((one) => desk.take(sending(codes.p1, [one]), 'a')));
    expect(await db.selectFrom('learner_attempt').selectAll().execute()).toHaveLength(60);
    expect(home.writes).toBeLessThan(5);
  });

  it('is refused by id where it cannot be kept, and the rest is taken', async () => {
    const { desk, codes } = await office();
    const good = commit();
    const answer = await desk.take(
      sending(codes.p1, [
        good,
        commit({ id: 'other-mo-1', module: 'khong-co' }),
        { id: 'broken-1' },
      ]),
      'a',
    );
    expect(answer.acknowledged).toEqual([good.id]);
    expect(answer.refused.map(({ id, code }) => [id, code])).toEqual([
      ['other-mo-1', 'unknown-module'],
      ['broken-1', 'malformed'],
    ]);
  });

  it('is not taken for a code that was stopped or never issued', async () => {
    const { db, desk, codes } = await office();
    await stopCodes(db, ['p1'], NOW);
    await expect(desk.take(sending(codes.p1, [commit()]), 'a')).rejects.toMatchObject({
      status: 403,
      code: 'code-stopped',
    });
    await expect(desk.take(sending(newLearnerCode(), [commit()]), 'a')).rejects.toMatchObject({
      status: 404,
      code: 'code-unknown',
    });
    expect(await db.selectFrom('learner_attempt').selectAll().execute()).toEqual([]);
  });

  it('is kept alone when another in the same transaction makes it fail', async () => {
    const { db, desk, codes } = await office();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const poison = commit({ seconds: Number.NaN });
    const good = commit();
    const [bad, kept] = await Promise.allSettled([
      desk.take(sending(codes.p1, [poison]), 'a'),
      desk.take(sending(codes.p2, [good]), 'a'),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { status: 503 } });
    expect(kept).toMatchObject({ status: 'fulfilled', value: { acknowledged: [good.id] } });
    expect(await db.selectFrom('learner_attempt').select('person_id').execute()).toEqual([
      { person_id: 'p2' },
    ]);
    vi.restoreAllMocks();
  });
});

describe('a full disk', () => {
  it('is told, nothing is acknowledged, and what was kept stays', async () => {
    const { db, desk, codes } = await office();
    const { sql } = await import('kysely');
    await desk.take(sending(codes.p1, [commit()]), 'a');
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db);
    const many = (from: number) =>
      Array.from({ length: 50 }, (_, index) => commit({ attempt: from + index }));
    const before = await db.selectFrom('learner_attempt').selectAll().execute();
    const told = await desk.take(sending(codes.p1, many(2)), 'a').catch((error: unknown) => error);
    expect(told).toMatchObject({ status: 507, code: 'disk-full' });
    expect(await db.selectFrom('learner_attempt').selectAll().execute()).toEqual(before);
    await sql.raw('pragma max_page_count = 1000000').execute(db);
    expect((await desk.take(sending(codes.p1, many(2)), 'a')).acknowledged).toHaveLength(50);
  });
});

describe('guessing codes', () => {
  const limits = {
    perAddress: { wrong: 3, windowMs: 60_000 },
    overall: { wrong: 5, windowMs: 600_000 },
  };
  it('ends after a few wrong ones from an address, over a restart too, and goes on later', async () => {
    let at = NOW.getTime();
    const { home, desk, codes } = await office(() => new Date(at), limits);
    const guess = (by: CommitDesk, address: string) =>
      by.take(sending(newLearnerCode(), [commit()]), address).then(
        () => 0,
        (error: { status: number }) => error.status,
      );
    expect([await guess(desk, 'a'), await guess(desk, 'a'), await guess(desk, 'a')]).toEqual([
      404, 404, 404,
    ]);
    const restarted = new CommitDesk(home, limits, () => new Date(at));
    expect(await guess(restarted, 'a')).toBe(429);
    // The right code says nothing either while the address is locked, and works from elsewhere.
    await expect(restarted.take(sending(codes.p1, [commit()]), 'a')).rejects.toMatchObject({
      status: 429,
    });
    expect((await restarted.take(sending(codes.p1, [commit()]), 'b')).acknowledged).toHaveLength(1);
    at += 60_001;
    expect(
      (await restarted.take(sending(codes.p2, [commit()], 'device-2'), 'a')).acknowledged,
    ).toHaveLength(1);
  });

  it('from everywhere together ends too, and devices that sent before go on sending', async () => {
    const { desk, codes } = await office(() => NOW, limits);
    await desk.take(sending(codes.p1, [commit()]), 'school');
    for (const address of ['a', 'b', 'c', 'd', 'e'])
      await desk.take(sending(newLearnerCode(), [commit()]), address).catch(() => undefined);
    await expect(desk.take(sending(codes.p2, [commit()], 'device-2'), 'f')).rejects.toMatchObject({
      status: 429,
    });
    const again = commit({ sequence: 2 });
    expect((await desk.take(sending(codes.p1, [again]), 'school')).acknowledged).toEqual([
      again.id,
    ]);
  });

  it('is not what a device does whose code was renewed', async () => {
    const { db, desk, codes } = await office(() => NOW, limits);
    await stopCodes(db, ['p1'], NOW);
    for (let turn = 0; turn < 10; turn++)
      await desk.take(sending(codes.p1, [commit()]), 'a').catch(() => undefined);
    expect((await desk.take(sending(codes.p2, [commit()]), 'a')).acknowledged).toHaveLength(1);
  });
});

describe('whatever happens on the way', () => {
  const rank = (status: CompletionStatus) => COMPLETION_STATUSES.indexOf(status);
  const anyCommit = fc.record({
    person: fc.constantFrom('p1', 'p2'),
    device: fc.constantFrom('device-1', 'device-2'),
    module: fc.constantFrom(MODULE, 'bao-luc'),
    attempt: fc.integer({ min: 1, max: 2 }),
    sequence: fc.integer({ min: 1, max: 5 }),
    status: fc.constantFrom(...COMPLETION_STATUSES),
    score: fc.option(fc.integer({ min: 0, max: 100 })),
    hour: fc.integer({ min: 0, max: 60 }),
  });
  /** Each commit arrives at least once; some again; in any order; in any grouping. */
  const anyDelivery = fc.array(anyCommit, { minLength: 1, maxLength: 12 }).chain((earned) =>
    fc.record({
      earned: fc.constant(earned),
      order: fc.array(fc.nat(earned.length - 1), { maxLength: 12 }).chain((again) => {
        const all = [...earned.keys(), ...again];
        return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
      }),
      together: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    }),
  );

  it('the server ends with the best that each earned, once, and never mixes two learners', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery, async ({ earned, order, together }) => {
        const { db, desk, codes } = await office();
        const sent = earned.map(({ person, device, hour, ...rest }, index) => ({
          person,
          device,
          commit: commit({
            ...rest,
            id: `commit-${index}`,
            at: new Date(NOW.getTime() - hour * 3_600_000).toISOString(),
          }),
        }));
        let flying: Promise<unknown>[] = [];
        for (const [place, index] of order.entries()) {
          const one = sent[index];
          if (one === undefined) continue;
          const code = one.person === 'p1' ? codes.p1 : codes.p2;
          flying.push(desk.take(sending(code, [one.commit], one.device), 'a'));
          if (together[place] !== true) {
            await Promise.all(flying);
            flying = [];
          }
        }
        await Promise.all(flying);

        const kept = await db.selectFrom('learner_attempt').selectAll().execute();
        const groups = Map.groupBy(
          sent,
          ({ person, device, commit: { module, attempt } }) =>
            `${person} ${device} ${module} ${attempt}`,
        );
        expect(
          new Map(
            kept.map((row) => [
              `${row.person_id} ${row.device} ${row.module} ${row.attempt}`,
              [row.status, row.score, row.sequence],
            ]),
          ),
        ).toEqual(
          new Map(
            [...groups].map(([key, list]) => [
              key,
              [
                list.map(({ commit: { status } }) => status).sort((a, b) => rank(a) - rank(b))[0],
                Math.max(-1, ...list.map(({ commit: { score } }) => score ?? -1)),
                Math.max(...list.map(({ commit: { sequence } }) => sequence)),
              ],
            ]),
          ),
        );
        const completions = await db.selectFrom('completion').selectAll().execute();
        const keys = (
          rows: { person_id: string; module: string; day: string; status: string; score: number }[],
        ) =>
          [
            ...new Set(
              rows.map((row) =>
                [row.person_id, row.module, row.day, row.status, row.score].join(' '),
              ),
            ),
          ].sort();
        expect(keys(completions)).toEqual(keys(kept));
        expect(completions).toHaveLength(keys(kept).length);
        await db.destroy();
      }),
      { numRuns: 60 },
    );
  });
});
