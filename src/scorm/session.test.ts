import { describe, expect, it } from 'vitest';
import { connect } from './connection.ts';
import { findApi } from './find-api.ts';
import type { SaveState } from './learning-session.ts';
import { scormRecord } from './record-io.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { createSession } from './session.ts';
import type { Standard } from './standard.ts';
import { type FakeLms, type FakeLmsOptions, type Fault, fakeLms } from './testing/fake-lms.ts';
import { SAMPLE_UNSAVED, sampleInteraction, sampleProgress } from './testing/samples.ts';
import { testWorld } from './testing/test-world.ts';

/** A page that the LMS launches: found through its window, as a package finds it. */
function openPage(lms: FakeLms) {
  const lmsWindow: Record<string, unknown> = {};
  lmsWindow.parent = lmsWindow;
  lmsWindow[lms.standard.apiName] = lms.launch();
  const world = testWorld(() => {
    const found = findApi({ parent: lmsWindow }, [lms.standard]);
    return found === null
      ? 'no-lms'
      : {
          kind: 'lms',
          unsaved: SAMPLE_UNSAVED,
          record: scormRecord(connect(found.api, found.standard)),
        };
  });
  const session = createSession(world);
  const states: SaveState['kind'][] = [];
  session.onSaveState((state) => states.push(state.kind));
  return { world, session, states };
}

const PASS = { suspendData: 'v1;done', score: 90, passed: true };
const FAIL = { suspendData: 'v1;failed', score: 40, passed: false };

describe.each([
  ['SCORM 1.2', SCORM_12],
  ['SCORM 2004', SCORM_2004],
])('a session under %s', (_name, standard: Standard) => {
  const lmsWith = (options?: FakeLmsOptions) => fakeLms(standard, options);
  const statusOf = (lms: FakeLms) =>
    standard.statusElements.map((element) => lms.persisted[element]);
  const scoreOf = (lms: FakeLms) => lms.persisted[`${standard.score}raw`];
  const incomplete = standard.name === '1.2' ? ['incomplete'] : [undefined, 'incomplete'];
  const passed = standard.name === '1.2' ? ['passed'] : ['passed', 'completed'];
  const failed = standard.name === '1.2' ? ['failed'] : ['failed', 'incomplete'];

  it('initialises once, writes incomplete and commits at the start', async () => {
    const lms = lmsWith();
    const { session, states } = openPage(lms);
    const start = await session.start();
    await session.start();
    expect(start).toEqual({
      recorder: 'lms',
      suspendData: null,
      status: null,
      score: null,
      learnerName: 'Nguyễn Thị Mẫu',
      recording: true,
      problem: null,
    });
    expect(lms.count('initialize')).toBe(1);
    expect(statusOf(lms)).toEqual(incomplete);
    expect(lms.persisted[standard.exit]).toBe('suspend');
    expect(states).toEqual([]);
  });

  it('persists interaction, score so far, place and state after each answer', async () => {
    const lms = lmsWith();
    const { session, states } = openPage(lms);
    expect(await session.save(sampleProgress())).toMatchObject({ kind: 'saved' });
    await session.save(sampleProgress({ interaction: sampleInteraction({ id: 'q2' }), score: 20 }));
    expect(scoreOf(lms)).toBe('20');
    expect(lms.persisted[standard.suspendData]).toBe('v1;q1=ab');
    expect(lms.persisted[standard.location]).toBe('q2');
    expect(lms.persisted['cmi.interactions.0.id']).toBe('q1');
    expect(lms.persisted['cmi.interactions.1.id']).toBe('q2');
    expect(statusOf(lms)).toEqual(incomplete);
    expect(states).toEqual(['saving', 'saved', 'saving', 'saved']);
  });

  it('causes no error in a strict LMS from start to finish', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    await session.save(sampleProgress());
    world.page({ type: 'hidden' });
    world.page({ type: 'shown' });
    await session.complete(PASS);
    world.page({ type: 'pagehide', persisted: false });
    // Reading what has no value yet is how a client finds out; 2004 calls that error 403.
    expect(lms.errors.filter(({ call, code }) => !(call === 'get' && code === '403'))).toEqual([]);
  });

  it('writes score, time and status of a pass and commits at once', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    world.pass(65_430);
    expect(await session.complete(PASS)).toMatchObject({ kind: 'saved' });
    expect(statusOf(lms)).toEqual(passed);
    expect(scoreOf(lms)).toBe('90');
    expect(lms.persisted[`${standard.score}min`]).toBe('0');
    expect(lms.persisted[`${standard.score}max`]).toBe('100');
    expect(lms.persisted[standard.sessionTime]).toBe(
      standard.name === '1.2' ? '0000:01:05.43' : 'PT1M5.43S',
    );
    expect(lms.persisted[standard.exit]).toBe(standard.exitPassed);
    if (standard.scaled !== null) expect(lms.persisted[standard.scaled]).toBe('0.9');
  });

  it('records a failure as failed and lets the learner come back', async () => {
    const lms = lmsWith();
    const { session } = openPage(lms);
    await session.complete(FAIL);
    expect(statusOf(lms)).toEqual(failed);
    expect(lms.persisted[standard.exit]).toBe('suspend');
  });

  it('passes nobody for opening and closing the page', async () => {
    const lms = lmsWith();
    for (let visit = 0; visit < 3; visit += 1) {
      const { session, world } = openPage(lms);
      await session.start();
      world.page({ type: 'hidden' });
      world.page({ type: 'pagehide', persisted: false });
    }
    expect(lms.bestStatus()).toBe('incomplete');
    expect(scoreOf(lms)).toBeUndefined();
  });

  it('resumes state, status and score on the next visit', async () => {
    const lms = lmsWith();
    const first = openPage(lms);
    await first.session.save(sampleProgress({ score: 30 }));
    first.world.page({ type: 'pagehide', persisted: false });
    const second = openPage(lms);
    expect(await second.session.start()).toMatchObject({
      suspendData: 'v1;q1=ab',
      status: 'incomplete',
      score: 30,
    });
  });

  it('never downgrades a pass: not by a visit, not by a failed attempt', async () => {
    const lms = lmsWith();
    const first = openPage(lms);
    await first.session.complete(PASS);
    await first.session.save(sampleProgress({ score: 5 }));
    await first.session.complete(FAIL);
    expect(statusOf(lms)).toEqual(passed);
    expect(scoreOf(lms)).toBe('90');
    first.world.page({ type: 'pagehide', persisted: false });
    const second = openPage(lms);
    await second.session.start();
    second.world.page({ type: 'pagehide', persisted: false });
    expect(lms.bestStatus()).toBe('passed');
    if (standard.name === '1.2') expect(statusOf(lms)).toEqual(passed);
  });

  it('keeps a failure that the LMS holds while a further attempt runs, and lifts it by a pass', async () => {
    const lms = lmsWith();
    const first = openPage(lms);
    await first.session.complete(FAIL);
    await first.session.save(sampleProgress({ score: 10 }));
    expect(statusOf(lms)).toEqual(failed);
    expect(scoreOf(lms)).toBe('40');
    await first.session.complete(PASS);
    expect(statusOf(lms)).toEqual(passed);
  });

  it('persists when hidden and does not finish', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    world.pass(10_000);
    world.page({ type: 'hidden' });
    expect(lms.persisted[standard.sessionTime]).toBe(
      standard.name === '1.2' ? '0000:00:10.00' : 'PT10S',
    );
    expect(lms.count('finish')).toBe(0);
    world.pass(500_000);
    world.page({ type: 'shown' });
    world.pass(5_000);
    await session.save(sampleProgress());
    expect(lms.persisted[standard.sessionTime]).toBe(
      standard.name === '1.2' ? '0000:00:15.00' : 'PT15S',
    );
  });

  it('finishes exactly once when the page goes away', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    world.page({ type: 'pagehide', persisted: false });
    world.page({ type: 'hidden' });
    world.page({ type: 'pagehide', persisted: false });
    expect(lms.count('finish')).toBe(1);
  });

  it('pauses in the back/forward cache and goes on afterwards', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    world.page({ type: 'pagehide', persisted: true });
    expect(lms.count('finish')).toBe(0);
    world.pass(60_000);
    world.page({ type: 'pageshow' });
    expect(await session.save(sampleProgress())).toMatchObject({ kind: 'saved' });
    expect(lms.persisted[standard.suspendData]).toBe('v1;q1=ab');
  });

  it('says that the session is closed when something is earned after the finish', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    world.page({ type: 'pagehide', persisted: false });
    const state = await session.complete(PASS);
    expect(state.kind).toBe('unsaved');
    expect(lms.bestStatus()).toBe('incomplete');
  });

  it.each<[string, Fault]>([
    ['answers false', 'commit-false'],
    ['throws', 'commit-throws'],
    ['answers true and reports an error', 'commit-true-with-error'],
    ['is gone', 'gone'],
    ['is an empty API that holds nothing', 'stub'],
  ])(
    'says "unsaved" when the LMS %s, and saves all of it once it is sound',
    async (_how, fault) => {
      const lms = lmsWith();
      const { session, world, states } = openPage(lms);
      await session.start();
      lms.fault = fault;
      await session.save(sampleProgress());
      const state = await session.complete(PASS);
      expect(state).toMatchObject({ kind: 'unsaved', message: expect.stringMatching(/bấm lại/) });
      expect(lms.bestStatus()).toBe('incomplete');
      lms.fault = null;
      world.pass(60_000);
      expect(states.at(-1)).toBe('saved');
      expect(statusOf(lms)).toEqual(passed);
      expect(scoreOf(lms)).toBe('90');
      expect(lms.persisted['cmi.interactions.0.id']).toBe('q1');
    },
  );

  it('tries again at once when the learner asks or the network is back', async () => {
    const lms = lmsWith();
    const { session, world, states } = openPage(lms);
    await session.start();
    lms.fault = 'commit-false';
    await session.complete(PASS);
    expect((await session.retry()).kind).toBe('unsaved');
    lms.fault = null;
    world.page({ type: 'retry' });
    expect(states.at(-1)).toBe('saved');
    expect(statusOf(lms)).toEqual(passed);
  });

  it('counts an interaction that is sent twice once', async () => {
    const lms = lmsWith();
    const { session } = openPage(lms);
    const ids = () =>
      Object.entries(lms.persisted)
        .filter(([element]) => /^cmi\.interactions\.\d+\.id$/.test(element))
        .map(([, id]) => id);
    await session.start();
    lms.fault = 'commit-false';
    await session.save(sampleProgress());
    lms.fault = null;
    await session.save(sampleProgress());
    expect(ids()).toEqual(['q1']);
    await session.save(sampleProgress({ interaction: sampleInteraction({ id: 'q2' }) }));
    await session.save(sampleProgress());
    expect(ids()).toEqual(['q1', 'q2']);
  });

  it('does not believe a commit that was made while the page was hidden', async () => {
    const lms = lmsWith();
    const { session, world, states } = openPage(lms);
    await session.start();
    lms.fault = 'commit-false';
    await session.complete(PASS);
    lms.fault = 'lies';
    world.page({ type: 'hidden' });
    expect(states.at(-1)).toBe('unsaved');
    lms.fault = null;
    world.page({ type: 'shown' });
    expect(states.at(-1)).toBe('saved');
    expect(statusOf(lms)).toEqual(passed);
  });

  it.each(['review', 'browse'] as const)('writes nothing in %s mode', async (mode) => {
    const lms = lmsWith({ mode });
    const { session, world } = openPage(lms);
    expect(await session.start()).toMatchObject({ recording: false, recorder: 'lms' });
    await session.save(sampleProgress());
    await session.complete(PASS);
    world.page({ type: 'pagehide', persisted: false });
    expect(lms.count('set')).toBe(0);
    expect(lms.count('finish')).toBe(1);
  });

  it('leaves the score open until the end where the LMS judges by it', async () => {
    const lms = lmsWith({ passingScore: 80 });
    const first = openPage(lms);
    await first.session.save(sampleProgress({ score: 30 }));
    first.world.page({ type: 'pagehide', persisted: false });
    // With the score so far the LMS would have called this pause a failure.
    expect(lms.bestStatus()).toBe('incomplete');
    const second = openPage(lms);
    await second.session.complete(PASS);
    second.world.page({ type: 'pagehide', persisted: false });
    expect(lms.bestStatus()).toBe('passed');
    expect(lms.bestScore()).toBe(90);
  });

  it('saves the result in an LMS that does not take interactions', async () => {
    const lms = lmsWith({ withoutInteractions: true });
    const { session } = openPage(lms);
    expect((await session.save(sampleProgress())).kind).toBe('saved');
    expect((await session.complete(PASS)).kind).toBe('saved');
    expect(statusOf(lms)).toEqual(passed);
  });

  it('says so when the LMS does not take the state, rather than losing it in silence', async () => {
    const lms = lmsWith();
    const { session } = openPage(lms);
    const tooLong = 'x'.repeat(64_001);
    expect((await session.save(sampleProgress({ suspendData: tooLong }))).kind).toBe('unsaved');
  });

  it('works on with a session that the LMS says is open already', async () => {
    const lms = lmsWith();
    const api = lms.launch();
    api[standard.calls.initialize]?.('');
    const session = createSession(
      testWorld(() => ({
        kind: 'lms',
        unsaved: SAMPLE_UNSAVED,
        record: scormRecord(connect(api, standard)),
      })),
    );
    expect(await session.start()).toMatchObject({ recorder: 'lms', problem: null });
    expect((await session.complete(PASS)).kind).toBe('saved');
  });

  it('keeps the time of a session from running backwards with the clock', async () => {
    const lms = lmsWith();
    const { session, world } = openPage(lms);
    await session.start();
    world.pass(20_000);
    await session.save(sampleProgress());
    world.setBack(3_600_000);
    await session.save(sampleProgress());
    world.pass(10_000);
    await session.complete(PASS);
    expect(lms.persisted[standard.sessionTime]).toBe(
      standard.name === '1.2' ? '0000:00:30.00' : 'PT30S',
    );
  });
});

describe('a session with nobody to keep the record', () => {
  it('starts without throwing and says what the learner can do', async () => {
    const session = createSession(testWorld(() => 'Đang mở ngoài LMS'));
    const start = await session.start();
    expect(start).toMatchObject({ recorder: 'none', recording: false, suspendData: null });
    expect(start.problem).toBe('Đang mở ngoài LMS');
    expect((await session.complete(PASS)).kind).toBe('unsaved');
  });

  it('treats an API that will not open a session as nobody', async () => {
    const lms = fakeLms(SCORM_12);
    lms.fault = 'gone';
    const { session } = openPage(lms);
    expect(await session.start()).toMatchObject({ recorder: 'none' });
  });

  it('does not throw when the recorder cannot even be loaded', async () => {
    const session = createSession(
      testWorld(() => Promise.reject(new Error('the chunk did not load'))),
    );
    expect(await session.start()).toMatchObject({ recorder: 'none' });
  });
});
