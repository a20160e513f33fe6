import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LearnerCommit } from '../../records/contract/learners.ts';
import type { Binding, Learner, OutboxEntry } from '../lms/device-tables.ts';
import { createSender, type Outbox } from './sender.ts';

const binding = (code: string): Binding => ({
  code,
  person: `person of ${code}`,
  name: 'N. T. H.',
  unit: 'Trường',
  url: 'https://records.example.invalid',
  problem: null,
});

/** A device's outbox in memory. */
function outbox(bindings: Record<string, Binding | null>) {
  const learners = new Map<string, Learner>(
    Object.entries(bindings).map(([id, bound]) => [
      id,
      { id, name: '', unit: '', code: null, binding: bound },
    ]),
  );
  const entries = new Map<string, OutboxEntry>();
  const store: Outbox = {
    learners: async () => [...learners.values()],
    unsent: async () => [...entries.values()],
    async acknowledge(_learner, ids) {
      for (const id of ids) entries.delete(id);
    },
    async markBinding(id, problem) {
      const learner = learners.get(id);
      if (learner?.binding)
        learners.set(id, { ...learner, binding: { ...learner.binding, problem } });
    },
  };
  let count = 0;
  const put = (learner: string, change: Partial<LearnerCommit> = {}) => {
    const id = `commit-${++count}`;
    const commit: LearnerCommit = {
      id,
      sequence: count,
      module: 'm',
      attempt: 1,
      status: 'incomplete',
      score: null,
      startedAt: '2026-11-22T01:00:00Z',
      at: '2026-11-22T01:00:00Z',
      seconds: 0,
      moduleVersion: '1',
      quizVersion: 1,
      ...change,
    };
    entries.set(id, { id, learner, commit });
    return id;
  };
  return { store, put, entries, learners };
}

/** A server as the sender meets it, with a network that `trouble` decides about. */
function server(trouble: () => 'none' | 'away' | 'answer-lost' | 'error' = () => 'none') {
  const kept = new Map<string, Set<string>>();
  const sizes: number[] = [];
  const fetch = async (_url: string, init: RequestInit) => {
    const what = trouble();
    if (what === 'away') throw new TypeError('no network');
    if (what === 'error') return new Response('<html>Bad gateway</html>', { status: 502 });
    const { code, commits } = JSON.parse(String(init.body));
    sizes.push(commits.length);
    if (code === 'old') return Response.json({ error: { code: 'code-stopped' } }, { status: 403 });
    const ids: string[] = commits.map(({ id }: LearnerCommit) => id);
    kept.set(code, new Set([...(kept.get(code) ?? []), ...ids]));
    if (what === 'answer-lost') throw new TypeError('connection reset');
    return Response.json({ acknowledged: ids, refused: [] });
  };
  return { kept, sizes, fetch };
}

/** A world in which waiting is instant or noted. */
function world(fetch: ReturnType<typeof server>['fetch']) {
  const waits: { task: () => void; ms: number }[] = [];
  return {
    waits,
    fetch,
    date: () => new Date('2026-11-22T03:00:00Z'),
    later(task: () => void, ms: number) {
      const wait = { task, ms };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait) >>> 0, 1);
    },
    alone: (task: () => Promise<void>) => task().then(() => true),
  };
}

describe('the sender', () => {
  it('sends each learner’s commits under that learner’s code, fifty at a time', async () => {
    const { store, put, entries } = outbox({ a: binding('A'), b: binding('B'), c: null });
    for (let turn = 0; turn < 60; turn++) put('a');
    const mine = put('b');
    const kept = put('c');
    const there = server();
    const changed = vi.fn();
    createSender(store, world(there.fetch), changed).wake();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect(there.sizes).toEqual([50, 10, 1]);
    expect(there.kept.get('A')?.size).toBe(60);
    expect([...(there.kept.get('B') ?? [])]).toEqual([mine]);
    expect([...entries.keys()]).toEqual([kept]);
  });

  it('waits longer and longer while there is no network, and never gives up', async () => {
    const { store, put, entries } = outbox({ a: binding('A') });
    put('a');
    const away = world(server(() => 'away').fetch);
    createSender(store, away, () => {}).wake();
    const seconds: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      await vi.waitFor(() => expect(away.waits).toHaveLength(1));
      const [next] = away.waits.splice(0);
      seconds.push((next?.ms ?? 0) / 1000);
      next?.task();
    }
    expect(seconds).toEqual([2, 5, 15, 60, 300, 900, 900, 900, 900]);
    expect(entries.size).toBe(1);
  });

  it('keeps what belongs to a code that was stopped, says so, and asks no more', async () => {
    const { store, put, entries, learners } = outbox({ a: binding('old'), b: binding('B') });
    put('a');
    put('b');
    const there = server();
    const quiet = world(there.fetch);
    const changed = vi.fn();
    const sender = createSender(store, quiet, changed);
    sender.wake();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    sender.wake();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));
    expect(learners.get('a')?.binding?.problem).toBe('code-stopped');
    expect(there.sizes).toHaveLength(2);
    expect([...entries.values()].map(({ learner }) => learner)).toEqual(['a']);
    expect(quiet.waits).toEqual([]);
  });

  it('keeps a commit that the server refuses and still sends the others', async () => {
    const { store, put, entries } = outbox({ a: binding('A') });
    const refused = put('a');
    const good = put('a');
    const sent: string[][] = [];
    const picky = world(async (_url, init) => {
      const { commits } = JSON.parse(String(init.body));
      sent.push(commits.map(({ id }: LearnerCommit) => id));
      return Response.json({ acknowledged: [good], refused: [{ id: refused }] });
    });
    const changed = vi.fn();
    createSender(store, picky, changed).wake();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect(sent).toEqual([[refused, good]]);
    expect([...entries.keys()]).toEqual([refused]);
  });

  it('brings everything to the server once the trouble is over, and mixes no two learners', async () => {
    const troubles = fc.array(fc.constantFrom('none', 'away', 'answer-lost', 'error'), {
      maxLength: 8,
    });
    const earned = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(troubles, earned, async (list, learners) => {
        const { store, put, entries } = outbox({ a: binding('A'), b: binding('B') });
        const left = [...list];
        const there = server(() => left.shift() ?? 'none');
        const wanted = { a: new Set<string>(), b: new Set<string>() };
        for (const learner of learners) wanted[learner].add(put(learner));
        // Two pages at once, and a new one after each failure, as after a restart.
        for (let turn = 0; turn < 20 && entries.size > 0; turn++) {
          const tries = [vi.fn(), vi.fn()];
          for (const done of tries) createSender(store, world(there.fetch), done).wake();
          await vi.waitFor(() => {
            for (const done of tries) expect(done).toHaveBeenCalled();
          });
        }
        expect(entries.size).toBe(0);
        expect(there.kept.get('A') ?? new Set()).toEqual(wanted.a);
        expect(there.kept.get('B') ?? new Set()).toEqual(wanted.b);
      }),
      { numRuns: 30 },
    );
  });
});
