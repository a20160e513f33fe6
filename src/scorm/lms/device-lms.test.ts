import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Interaction, ModuleIdentity } from '../learning-session.ts';
import { createSession } from '../session.ts';
import { testWorld } from '../testing/test-world.ts';
import { openDevice } from './open-device.ts';
import { openStore } from './store.ts';

const MODULE: ModuleIdentity = {
  slug: 'mo-dun-thu',
  title: 'Mô-đun thử',
  version: '1.0',
  quizVersion: 1,
  passMark: 80,
};

const ANSWER: Interaction = {
  id: 'q1',
  response: { type: 'choice', ids: ['a', 'b'] },
  correct: { type: 'choice', ids: ['a'] },
  result: 'incorrect',
  weighting: 1,
  latencyMs: 4_000,
  at: new Date('2026-11-21T01:00:00Z'),
  description: 'Câu hỏi thử',
};

function openPage() {
  const world = testWorld(() => openDevice(MODULE));
  return { world, session: createSession(world) };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the device as the LMS', () => {
  it('queues nothing for a records server while nobody is bound', async () => {
    const { session } = openPage();
    await session.start();
    const store = await openStore();
    expect((await store.attempts())[0]?.commits).toBeGreaterThan(0);
    expect(await store.unsent()).toEqual([]);
  });

  it('keeps an answer, and a new page resumes from it', async () => {
    const first = openPage();
    expect(await first.session.start()).toMatchObject({
      recorder: 'device',
      status: null,
      suspendData: null,
      recording: true,
      problem: null,
    });
    first.world.pass(30_000);
    const state = await first.session.save({
      suspendData: 'v1;q1=ab',
      score: 10,
      location: 'cau-1',
      interaction: ANSWER,
    });
    expect(state.kind).toBe('saved');

    const store = await openStore();
    const [kept] = await store.attempts();
    expect(kept).toMatchObject({
      module: 'mo-dun-thu',
      status: 'incomplete',
      score: 10,
      suspendData: 'v1;q1=ab',
      seconds: 30,
      certificate: null,
    });
    expect(kept?.interactions.q1).toMatchObject({
      type: 'choice',
      student_response: 'a,b',
      result: 'wrong',
      'correct_responses.0.pattern': 'a',
    });

    const second = openPage();
    expect(await second.session.start()).toMatchObject({
      suspendData: 'v1;q1=ab',
      status: 'incomplete',
      score: 10,
    });
  });

  it('says "unsaved" while the disk is full, and saves all of it when there is room', async () => {
    const { session, world } = openPage();
    await session.start();
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Full', 'QuotaExceededError');
    });
    const result = { suspendData: 'v1;done', score: 90, passed: true };
    expect(await session.complete(result)).toMatchObject({
      kind: 'unsaved',
      message: expect.stringMatching(/bộ nhớ đã đầy/),
    });
    full.mockRestore();
    world.pass(2_000);
    await vi.waitFor(async () => {
      expect(await (await openStore()).attempts()).toMatchObject([
        { status: 'passed', score: 90, suspendData: 'v1;done' },
      ]);
    });
  });

  it('keeps a pass from a page that lags behind in another tab', async () => {
    const slow = openPage();
    await slow.session.save({
      suspendData: 'v1;slow',
      score: 10,
      location: 'q1',
      interaction: ANSWER,
    });
    const fast = openPage();
    await fast.session.complete({ suspendData: 'v1;fast', score: 90, passed: true });
    slow.world.page({ type: 'hidden' });
    slow.world.page({ type: 'shown' });
    await slow.session.complete({ suspendData: 'v1;slow2', score: 20, passed: false });
    expect(await (await openStore()).attempts()).toMatchObject([
      { status: 'passed', score: 90, suspendData: 'v1;fast' },
    ]);
  });

  it('opens and closes without passing anybody', async () => {
    const { session, world } = openPage();
    await session.start();
    world.page({ type: 'pagehide', persisted: false });
    expect(await (await openStore()).attempts()).toMatchObject([
      { status: 'incomplete', score: null, certificate: null },
    ]);
  });
});
