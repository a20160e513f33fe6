import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
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
});
