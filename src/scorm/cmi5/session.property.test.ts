import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import type { SaveState } from '../learning-session.ts';
import { better } from '../status-rank.ts';
import { fakeLrs, type LrsFault } from '../testing/fake-lrs.ts';
import { sampleInteraction, sampleProgress } from '../testing/samples.ts';
import { type TestWorld, testWorld } from '../testing/test-world.ts';
import { type Cmi5Session, openCmi5 } from './open-cmi5.ts';

/** What a learner, a browser and a network can do, in any order. */
type Happening =
  | { do: 'answer'; score: number }
  | { do: 'end'; passed: boolean; score: number }
  | {
      do:
        | 'hide'
        | 'show'
        | 'cache'
        | 'restore'
        | 'reload'
        | 'launch'
        | 'new-tab'
        | 'leave'
        | 'online';
    }
  | { do: 'wait'; ms: number }
  | { do: 'set-back'; ms: number }
  | { do: 'fault'; fault: LrsFault | null };

const score = fc.integer({ min: 0, max: 100 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer'), score }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('end'), passed: fc.boolean(), score }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'hide',
        'show',
        'cache',
        'restore',
        'reload',
        'launch',
        'new-tab',
        'leave',
        'online',
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-back'), ms: fc.nat(10_000_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fault'),
      fault: fc.constantFrom<(LrsFault | null)[]>(null, null, 'down', 'lost-answer', 'error-500'),
    }),
  },
);

const PASS_MARK = 80;
const settle = () => new Promise<void>((done) => setTimeout(done, 0));

it('whatever happens, in any order, the LRS holds what the learner earned and no rule is broken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
      const lrs = fakeLrs({ masteryScore: PASS_MARK / 100 });
      const tab = new Map<string, string>();
      const browser = new Map<string, string>();
      let query = '';
      let world: TestWorld = testWorld(() => 'unused');
      let canRecord = false;
      /** What the learner was told is saved; what was earned; what this browser may not lose. */
      let promised: CompletionStatus | null = null;
      let earned: CompletionStatus | null = null;
      let owed: CompletionStatus | null = null;
      let questions = 0;

      const open = async (): Promise<Cmi5Session> => {
        world = testWorld(() => 'unused');
        let isOpen = false;
        const opened = openCmi5({
          ...world,
          later(task, ms) {
            if (isOpen) return world.later(task, ms);
            task();
            return () => {};
          },
          address: `https://noi-dung.example.vn/index.html${query}`,
          fetch: lrs.fetch,
          store: {
            getItem: (name) => tab.get(name) ?? null,
            setItem: (name, value) => void tab.set(name, value),
          },
          lasting: {
            getItem: (name) => browser.get(name) ?? null,
            setItem: (name, value) => void browser.set(name, value),
            removeItem: (name) => void browser.delete(name),
          },
        });
        const start = await opened.session.start();
        isOpen = true;
        canRecord = start.recording;
        return opened;
      };
      const take = (status: CompletionStatus, answer: SaveState) => {
        earned = better<CompletionStatus | null>(earned, status);
        if (canRecord && status === 'passed') owed = 'passed';
        if (answer.kind === 'saved' && status === 'passed') promised = 'passed';
      };

      query = lrs.launch();
      let page = await open();
      for (const event of happenings) {
        switch (event.do) {
          case 'answer': {
            questions += 1;
            const interaction = sampleInteraction({ id: `q${questions}` });
            const suspendData = `v1;${questions}`;
            await page.session.save(
              sampleProgress({ interaction, suspendData, score: event.score }),
            );
            break;
          }
          case 'end': {
            const reached = event.passed
              ? Math.max(event.score, PASS_MARK)
              : Math.min(event.score, PASS_MARK - 1);
            const result = { suspendData: 'v1;end', score: reached, passed: event.passed };
            const answer = await page.session.complete(result);
            take(event.passed ? 'passed' : 'failed', answer);
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
          case 'reload':
          case 'launch':
          case 'new-tab':
            world.page({ type: 'hidden' });
            world.page({ type: 'pagehide', persisted: false });
            if (event.do !== 'reload') query = lrs.launch();
            if (event.do === 'new-tab') tab.clear();
            page = await open();
            break;
          case 'leave':
            if ((await page.leave()) === null) canRecord = false;
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
            lrs.fault = event.fault;
            break;
        }
        await settle();
        expect(lrs.broken).toEqual([]);
        // Never more than was earned, never less than the learner was told.
        expect(better(earned, lrs.best())).toBe(earned);
        expect(better<CompletionStatus | null>(lrs.best(), promised)).toBe(lrs.best());
      }

      // The LMS recovers and launches again in another tab: everything that was earned arrives.
      lrs.fault = null;
      world.page({ type: 'hidden' });
      world.page({ type: 'pagehide', persisted: false });
      await settle();
      query = lrs.launch();
      tab.clear();
      await open();
      await settle();
      expect(better<CompletionStatus | null>(lrs.best(), owed)).toBe(lrs.best());
      expect(lrs.broken).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 60_000);
