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
import { fakeServer } from './testing/fake-server.ts';
import { SAMPLE_UNSAVED, sampleInteraction, sampleProgress } from './testing/samples.ts';
import { type TestWorld, testBrowser, testWorld } from './testing/test-world.ts';

/** What a learner, a browser, a network and an LMS can do, in any order. */
type Happening =
  | { do: 'answer'; tab: number; score: number }
  | { do: 'end'; tab: number; passed: boolean; score: number }
  | { do: 'hide' | 'show' | 'cache' | 'restore' | 'close-and-return' | 'online'; tab: number }
  | { do: 'wait'; ms: number }
  | { do: 'set-back'; ms: number }
  | { do: 'server'; up: boolean }
  | { do: 'fault'; fault: Fault | null };

const score = fc.integer({ min: 0, max: 100 });
// Most learners have one tab.
const tab = fc.constantFrom(0, 0, 0, 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer'), tab, score }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('end'), tab, passed: fc.boolean(), score }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('hide', 'show', 'cache', 'restore', 'close-and-return', 'online'),
      tab,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-back'), ms: fc.nat(10_000_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('server'), up: fc.boolean() }) },
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
        'lies',
      ),
    }),
  },
);

/** One tab with the module. */
interface Tab {
  world: TestWorld;
  session: LearningSession;
  canRecord: boolean;
  /** Earned in this page: nothing of it may be lost once the LMS is sound. */
  earned: CompletionStatus | null;
}

type Status = CompletionStatus | null;
const isAtLeast = (status: Status, least: Status) => better(status, least) === status;

describe.each([
  ['SCORM 1.2', SCORM_12],
  ['SCORM 2004', SCORM_2004],
])('whatever happens, in any order, in two tabs, under %s', (_name, standard) => {
  it.each([undefined, 80])(
    'the LMS holds what the learner earned (pass mark known: %s)',
    async (passingScore) => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
          let isUp = true;
          const lms = fakeLms(standard, {
            server: fakeServer([], () => isUp),
            ...(passingScore === undefined ? {} : { passingScore }),
          });
          const browser = testBrowser();
          /** Best status that the learner was told is saved. */
          let promised: Status = null;
          /** Best status that was earned at all, whether or not it could be saved. */
          let earned: Status = null;
          let questions = 0;
          let hasLied = false;
          const tabs: Tab[] = [];

          const visit = async (place: number) => {
            const world = testWorld(
              () => ({
                kind: 'lms',
                unsaved: SAMPLE_UNSAVED,
                record: scormRecord(connect(lms.launch(), standard)),
              }),
              browser,
            );
            const session = createSession(world);
            const start = await session.start();
            // An empty API opens nothing: when a real one takes its place, the page must be opened anew.
            const canRecord = start.recording && lms.fault !== 'stub';
            if (canRecord) earned = better<Status>(earned, 'incomplete');
            tabs[place] = { world, session, canRecord, earned: canRecord ? 'incomplete' : null };
          };
          const take = (here: Tab, status: CompletionStatus, answer: SaveState) => {
            earned = better<Status>(earned, status);
            if (here.canRecord) here.earned = better<Status>(here.earned, status);
            // What a lying LMS says cannot be seen through; no other "saved" may be untrue.
            if (answer.kind === 'saved' && lms.fault !== 'lies') {
              promised = better<Status>(promised, status);
            }
          };
          const happen = async (event: Happening) => {
            switch (event.do) {
              case 'wait':
                for (const { world } of tabs) world.pass(event.ms);
                return;
              case 'set-back':
                for (const { world } of tabs) world.setBack(event.ms);
                return;
              case 'fault':
                lms.fault = event.fault;
                hasLied ||= event.fault === 'lies';
                return;
              case 'server':
                isUp = event.up;
                return;
            }
            const here = tabs[event.tab];
            if (here === undefined) {
              if (event.do === 'close-and-return') await visit(event.tab);
              return;
            }
            switch (event.do) {
              case 'answer': {
                questions += 1;
                const interaction = sampleInteraction({ id: `q${questions}` });
                const progress = sampleProgress({ interaction, score: event.score });
                take(here, 'incomplete', await here.session.save(progress));
                return;
              }
              case 'end': {
                const mark = passingScore ?? 80;
                const reached = event.passed
                  ? Math.max(event.score, mark)
                  : Math.min(event.score, mark - 1);
                const result = { suspendData: 'v1;end', score: reached, passed: event.passed };
                const answer = await here.session.complete(result);
                take(here, event.passed ? 'passed' : 'failed', answer);
                return;
              }
              case 'hide':
                return here.world.page({ type: 'hidden' });
              case 'show':
                return here.world.page({ type: 'shown' });
              case 'cache':
                return here.world.page({ type: 'pagehide', persisted: true });
              case 'restore':
                return here.world.page({ type: 'pageshow' });
              case 'online':
                return here.world.page({ type: 'retry' });
              case 'close-and-return':
                here.world.page({ type: 'hidden' });
                here.world.page({ type: 'pagehide', persisted: false });
                await visit(event.tab);
                return;
            }
          };

          await visit(0);
          for (const event of happenings) {
            await happen(event);
            // Never more than was earned, at any moment.
            expect(isAtLeast(earned, lms.bestStatus())).toBe(true);
            // Never less than the learner was told.
            expect(isAtLeast(lms.bestStatus(), promised)).toBe(true);
          }

          // The LMS recovers, the pages are shown and left: everything that they earned arrives.
          lms.fault = null;
          isUp = true;
          for (const { world } of tabs) {
            world.page({ type: 'pageshow' });
            world.page({ type: 'shown' });
            world.pass(120_000);
            world.page({ type: 'hidden' });
          }
          // After a lie a second tab finds an empty record, and may overwrite what the first one brings.
          if (!hasLied || tabs.length === 1) {
            for (const here of tabs) expect(isAtLeast(lms.bestStatus(), here.earned)).toBe(true);
          }
          expect(isAtLeast(earned, lms.bestStatus())).toBe(true);

          // Nothing is counted twice: in no attempt does an answer stand in two places.
          const ids = Object.entries(lms.persisted).flatMap(([element, value]) =>
            /^cmi\.interactions\.\d+\.id$/.test(element) ? [value] : [],
          );
          expect(new Set(ids).size).toBe(ids.length);
        }),
        { numRuns: 400 },
      );
    },
  );
});
