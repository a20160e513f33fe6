import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletionStatus } from '../schemas/vocabulary.ts';
import { connect } from './connection.ts';
import type { LearningSession, SaveState } from './learning-session.ts';
import { scormRecord } from './record-io.ts';
import { SCORM_12 } from './scorm-12.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { createSession } from './session.ts';
import { better } from './status-rank.ts';
import { type Fault, fakeLms } from './testing/fake-lms.ts';
import { SAMPLE_UNSAVED, sampleInteraction, sampleProgress } from './testing/samples.ts';
import { type TestWorld, testWorld } from './testing/test-world.ts';

/** What a learner, a browser, a network and an LMS can do, in any order. */
type Happening =
  | { do: 'answer'; score: number }
  | { do: 'end'; passed: boolean; score: number }
  | { do: 'hide' | 'show' | 'cache' | 'restore' | 'close-and-return' | 'online' }
  | { do: 'wait'; ms: number }
  | { do: 'set-back'; ms: number }
  | { do: 'fault'; fault: Fault | null };

const score = fc.integer({ min: 0, max: 100 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer'), score }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end'), passed: fc.boolean(), score }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('hide', 'show', 'cache', 'restore', 'close-and-return', 'online'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-back'), ms: fc.nat(10_000_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fault'),
      fault: fc.constantFrom<(Fault | null)[]>(
        null,
        null,
        'commit-false',
        'commit-throws',
        'commit-true-with-error',
        'stub',
        'gone',
      ),
    }),
  },
);

describe.each([
  ['SCORM 1.2', SCORM_12],
  ['SCORM 2004', SCORM_2004],
])('whatever happens, in any order, under %s', (_name, standard) => {
  it.each([undefined, 80])(
    'the LMS holds what the learner earned (pass mark known: %s)',
    async (passingScore) => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
          const lms = fakeLms(standard, passingScore === undefined ? {} : { passingScore });
          /** Best status that the learner was told is saved. */
          let promised: CompletionStatus | null = null;
          /** Best status that was earned at all, whether or not it could be saved. */
          let earned: CompletionStatus | null = null;
          /** Earned in the page that is open now: nothing of it may be lost once the LMS is sound. */
          let earnedHere: CompletionStatus | null = null;
          let questions = 0;
          let world: TestWorld = testWorld(() => 'no-lms');
          let session: LearningSession = createSession(world);
          let canRecord = false;

          const visit = async () => {
            world = testWorld(() => ({
              kind: 'lms',
              unsaved: SAMPLE_UNSAVED,
              record: scormRecord(connect(lms.launch(), standard)),
            }));
            session = createSession(world);
            const start = await session.start();
            // An empty API opens nothing: when a real one takes its place, the page must be opened anew.
            canRecord = start.recording && lms.fault !== 'stub';
            earnedHere = canRecord ? 'incomplete' : null;
            if (canRecord) earned = better<CompletionStatus | null>(earned, 'incomplete');
          };
          const take = (status: CompletionStatus, answer: SaveState) => {
            earned = better<CompletionStatus | null>(earned, status);
            if (canRecord) {
              earnedHere = better<CompletionStatus | null>(earnedHere, status);
            }
            if (answer.kind === 'saved')
              promised = better<CompletionStatus | null>(promised, status);
          };

          await visit();
          for (const event of happenings) {
            switch (event.do) {
              case 'answer': {
                questions += 1;
                const interaction = sampleInteraction({ id: `q${questions}` });
                const answer = await session.save(
                  sampleProgress({ interaction, score: event.score }),
                );
                take('incomplete', answer);
                break;
              }
              case 'end': {
                const mark = passingScore ?? 80;
                const reached = event.passed
                  ? Math.max(event.score, mark)
                  : Math.min(event.score, mark - 1);
                const result = { suspendData: 'v1;end', score: reached, passed: event.passed };
                take(event.passed ? 'passed' : 'failed', await session.complete(result));
                break;
              }
              case 'hide':
                world.page({ type: 'hidden' });
                break;
              case 'show':
                world.page({ type: 'shown' });
                break;
              case 'cache':
                world.page({ type: 'pagehide', persisted: true });
                break;
              case 'restore':
                world.page({ type: 'pageshow' });
                break;
              case 'close-and-return':
                world.page({ type: 'hidden' });
                world.page({ type: 'pagehide', persisted: false });
                await visit();
                break;
              case 'online':
                world.page({ type: 'retry' });
                break;
              case 'wait':
                world.pass(event.ms);
                break;
              case 'set-back':
                world.setBack(event.ms);
                break;
              case 'fault':
                lms.fault = event.fault;
                break;
            }
            // Never more than was earned, at any moment.
            expect(better(earned, lms.bestStatus())).toBe(earned);
            // Never less than the learner was told.
            expect(better(lms.bestStatus(), promised)).toBe(lms.bestStatus());
          }

          // The LMS recovers, the page is shown: everything this page earned arrives.
          lms.fault = null;
          world.page({ type: 'pageshow' });
          world.page({ type: 'shown' });
          world.pass(120_000);
          expect(better(lms.bestStatus(), earnedHere)).toBe(lms.bestStatus());
          expect(better(earned, lms.bestStatus())).toBe(earned);
        }),
        { numRuns: 400 },
      );
    },
  );
});
