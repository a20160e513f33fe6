import { Scorm12API } from 'scorm-again/scorm12/min';
import { Scorm2004API } from 'scorm-again/scorm2004/min';
import { describe, expect, it } from 'vitest';
import { connect } from './connection.ts';
import { findApi, type ScormApi } from './find-api.ts';
import { scormRecord } from './record-io.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { createSession } from './session.ts';
import type { Standard } from './standard.ts';
import { SAMPLE_UNSAVED, sampleInteraction, sampleProgress } from './testing/samples.ts';
import { testWorld } from './testing/test-world.ts';

/** scorm-again as an LMS that keeps its commits in memory; the next launch starts from the last. */
function scormAgainLms(standard: Standard) {
  const commits: Record<string, unknown>[] = [];
  let answer: { result: boolean; errorCode: number } = { result: true, errorCode: 0 };

  function launch(): unknown {
    const settings = {
      lmsCommitUrl: 'memory:',
      dataCommitFormat: 'flattened',
      logLevel: 'NONE' as const,
      mastery_override: false,
      httpService: {
        processHttpRequest(_url: string, flat: object) {
          if (answer.result) commits.push({ ...flat });
          return answer;
        },
        updateSettings() {},
      },
    };
    const api = standard.name === '1.2' ? new Scorm12API(settings) : new Scorm2004API(settings);
    const last = commits.at(-1);
    if (last !== undefined) api.loadFromFlattenedJSON(last, '');
    return api;
  }

  function open() {
    const found = findApi({ parent: { [standard.apiName]: launch() } }, [standard]);
    if (found === null) throw new Error('scorm-again was not found');
    const world = testWorld(() => ({
      kind: 'lms',
      unsaved: SAMPLE_UNSAVED,
      record: scormRecord(connect(found.api satisfies ScormApi, standard)),
    }));
    return { world, session: createSession(world) };
  }

  return {
    open,
    fail(isFailing: boolean) {
      answer = isFailing ? { result: false, errorCode: 101 } : { result: true, errorCode: 0 };
    },
    stored: (element: string) => commits.at(-1)?.[element],
  };
}

describe.each([
  ['SCORM 1.2', SCORM_12],
  ['SCORM 2004', SCORM_2004],
])('with scorm-again as the LMS under %s', (_name, standard) => {
  const [statusElement = ''] = standard.statusElements;

  it('stores answers, score, status and time, and resumes from them', async () => {
    const lms = scormAgainLms(standard);
    const first = lms.open();
    expect(await first.session.start()).toMatchObject({ recorder: 'lms', status: null });
    first.world.pass(61_000);
    await first.session.save(sampleProgress({ score: 50 }));
    expect(lms.stored(standard.suspendData)).toBe('v1;q1=ab');
    expect(Number(lms.stored(`${standard.score}raw`))).toBe(50);
    expect(lms.stored(standard.sessionTime)).toMatch(/^(00:01:01|PT1M1S)$/);
    first.world.page({ type: 'pagehide', persisted: false });

    const second = lms.open();
    expect(await second.session.start()).toMatchObject({
      suspendData: 'v1;q1=ab',
      status: 'incomplete',
      score: 50,
    });
    expect(
      await second.session.complete({ suspendData: 'v1;done', score: 90, passed: true }),
    ).toMatchObject({ kind: 'saved' });
    expect(lms.stored(statusElement)).toBe('passed');
    expect(Number(lms.stored(`${standard.score}raw`))).toBe(90);
  });

  it.each([
    sampleInteraction(),
    sampleInteraction({
      response: { type: 'matching', pairs: [['a', 'b']] },
      correct: { type: 'matching', pairs: [['a', 'a']] },
    }),
    sampleInteraction({
      response: { type: 'fill-in', text: 'một một một' },
      correct: { type: 'fill-in', text: '111' },
    }),
    sampleInteraction({
      response: { type: 'sequencing', ids: ['b', 'a'] },
      correct: { type: 'sequencing', ids: ['a', 'b'] },
    }),
    sampleInteraction({
      response: { type: 'true-false', value: true },
      correct: { type: 'true-false', value: false },
    }),
    sampleInteraction({
      response: { type: 'performance', steps: [{ step: 's1', choice: 'c1' }] },
      correct: { type: 'performance', steps: [{ step: 's1', choice: 'c2' }] },
    }),
  ])('takes an interaction of type $response.type whole', async (interaction) => {
    const lms = scormAgainLms(standard);
    const { session } = lms.open();
    await session.save(sampleProgress({ interaction }));
    for (const [name, value] of standard.interactionRows(interaction)) {
      const stored = String(lms.stored(`cmi.interactions.0.${name}`));
      // scorm-again writes numbers and times of 1.2 its own, shorter way.
      if (name === 'weighting') expect(Number(stored)).toBe(Number(value));
      else if (name === 'latency') expect(stored).toMatch(/^(00:00:04\.25|PT4\.25S)$/);
      else expect(stored, name).toBe(value);
    }
  });

  it('says "unsaved" when a commit fails, and saves when it works again', async () => {
    const lms = scormAgainLms(standard);
    const { session, world } = lms.open();
    await session.start();
    lms.fail(true);
    const result = { suspendData: 'v1;done', score: 90, passed: true };
    expect((await session.complete(result)).kind).toBe('unsaved');
    expect(lms.stored(statusElement)).not.toBe('passed');
    lms.fail(false);
    world.pass(2_000);
    expect(lms.stored(statusElement)).toBe('passed');
  });
});
