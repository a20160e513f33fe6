import { describe, expect, it } from 'vitest';
import { connect } from './connection.ts';
import { scormRecord } from './record-io.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { createSession } from './session.ts';
import { type FakeLms, fakeLms } from './testing/fake-lms.ts';
import { fakeServer } from './testing/fake-server.ts';
import { SAMPLE_UNSAVED, sampleInteraction, sampleProgress } from './testing/samples.ts';
import { type Browser, testBrowser, testWorld } from './testing/test-world.ts';

const PASS = { suspendData: 'v1;done', score: 90, passed: true };

describe.each([
  ['SCORM 1.2', SCORM_12],
  ['SCORM 2004', SCORM_2004],
])('two tabs of one module under %s', (_name, standard) => {
  function openTab(lms: FakeLms, browser: Browser) {
    const world = testWorld(
      () => ({
        kind: 'lms',
        unsaved: SAMPLE_UNSAVED,
        record: scormRecord(connect(lms.launch(), standard)),
      }),
      browser,
    );
    return { world, session: createSession(world) };
  }
  const ids = (lms: FakeLms) =>
    Object.entries(lms.persisted).flatMap(([element, id]) =>
      /^cmi\.interactions\.\d+\.id$/.test(element) ? [id] : [],
    );

  it('an older copy does not overwrite the pass of the other tab', async () => {
    const [lms, browser] = [fakeLms(standard), testBrowser()];
    const first = openTab(lms, browser);
    await first.session.start();
    const second = openTab(lms, browser);
    await second.session.complete(PASS);
    second.world.page({ type: 'pagehide', persisted: false });
    await first.session.save(sampleProgress({ score: 10 }));
    expect(lms.bestStatus()).toBe('passed');
    expect(lms.bestScore()).toBe(90);
  });

  it('a tab that the LMS does not answer hands its answers and its pass to one that it does', async () => {
    const server = fakeServer();
    const gone = fakeLms(standard, { server });
    const browser = testBrowser();
    const cutOff = openTab(gone, browser);
    await cutOff.session.save(sampleProgress());
    gone.fault = 'gone';
    await cutOff.session.save(
      sampleProgress({ interaction: sampleInteraction({ id: 'q2' }), score: 20 }),
    );
    expect(await cutOff.session.complete(PASS)).toMatchObject({
      message: SAMPLE_UNSAVED.gone,
    });
    const sound = fakeLms(standard, { server });
    expect(sound.bestStatus()).toBe('incomplete');
    await openTab(sound, browser).session.start();
    expect(sound.bestStatus()).toBe('passed');
    expect(sound.bestScore()).toBe(90);
    expect(ids(sound)).toEqual(['q1', 'q2']);
  });

  it('a new tab is told nothing that an LMS has: it may be of another attempt', async () => {
    const browser = testBrowser();
    const earlier = openTab(fakeLms(standard), browser);
    await earlier.session.complete(PASS);
    const nextAttempt = fakeLms(standard);
    await openTab(nextAttempt, browser).session.start();
    expect(nextAttempt.bestStatus()).toBe('incomplete');
  });
});

it('under SCORM 2004 a question that is answered again after its state was lost keeps its place', async () => {
  const lms = fakeLms(SCORM_2004);
  for (let visit = 0; visit < 2; visit += 1) {
    const world = testWorld(() => ({
      kind: 'lms',
      unsaved: SAMPLE_UNSAVED,
      record: scormRecord(connect(lms.launch(), SCORM_2004)),
    }));
    await createSession(world).save(sampleProgress());
    world.page({ type: 'pagehide', persisted: false });
  }
  expect(lms.persisted['cmi.interactions.0.id']).toBe('q1');
  expect(lms.persisted['cmi.interactions.1.id']).toBeUndefined();
});
