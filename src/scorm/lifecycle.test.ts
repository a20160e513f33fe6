import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INITIAL, step } from './lifecycle.ts';
import type { Event, State } from './lifecycle-model.ts';
import { better } from './status-rank.ts';
import { sampleInteraction } from './testing/samples.ts';

const at = fc.integer({ min: 0, max: 100_000_000 });
const score = fc.double({ min: -10, max: 200 });
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    type: fc.constant('opened'),
    at,
    held: fc.record({
      status: fc.constantFrom('passed', 'completed', 'failed', 'incomplete', null),
      score: fc.option(fc.integer({ min: 0, max: 100 })),
      suspendData: fc.option(fc.string()),
      location: fc.option(fc.string()),
    }),
    recording: fc.boolean(),
    judged: fc.boolean(),
    interactions: fc.nat(5),
    places: fc.constant({}),
    visible: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('progress'),
    at,
    progress: fc.record({
      suspendData: fc.string(),
      score,
      location: fc.string(),
      interaction: fc.option(
        fc.constantFrom('q1', 'q2', 'q3').map((id) => sampleInteraction({ id })),
      ),
    }),
  }),
  fc.record({
    type: fc.constant('completed'),
    at,
    result: fc.record({ suspendData: fc.string(), score, passed: fc.boolean() }),
  }),
  fc.record({ type: fc.constantFrom('hidden', 'shown', 'pageshow', 'retry'), at }),
  fc.record({ type: fc.constant('pagehide'), at, persisted: fc.boolean() }),
  fc.constant<Event>({ type: 'asked' }),
  fc.record({
    type: fc.constant('overheard'),
    at,
    news: fc.record({
      status: fc.constantFrom('passed', 'failed', null),
      score: fc.option(score),
      interactions: fc.array(
        fc.constantFrom('q2', 'q4').map((id) => sampleInteraction({ id })),
        { maxLength: 2 },
      ),
    }),
  }),
  fc.record({
    type: fc.constant('committed'),
    write: fc.nat(20),
    failure: fc.constantFrom(null, 'refused', 'not-kept'),
    when: fc.constant(new Date(0)),
  }),
);

/** Runs events and looks at every step. */
function follow(events: Event[], look: (before: State, after: State, event: Event) => void): void {
  events.reduce((before, event) => {
    const after = step(before, event).state;
    look(before, after, event);
    return after;
  }, INITIAL);
}

const opening: Event = {
  type: 'opened',
  at: 0,
  held: { status: null, score: null, suspendData: null, location: null },
  recording: true,
  judged: false,
  interactions: 0,
  places: {},
  visible: true,
};

describe('the life cycle, whatever happens', () => {
  const sequences = fc.array(anyEvent, { maxLength: 40 });

  it('never makes what is held worse, once it is known', () => {
    fc.assert(
      fc.property(sequences, (events) =>
        follow(events, (before, after) => {
          if (before.phase === 'closed') return;
          expect(better(before.held.status, after.held.status)).toBe(after.held.status);
          expect(after.held.score ?? -1).toBeGreaterThanOrEqual(before.held.score ?? -1);
          expect(after.elapsedMs).toBeGreaterThanOrEqual(before.elapsedMs);
        }),
      ),
    );
  });

  it('passes nobody who has not passed', () => {
    fc.assert(
      fc.property(sequences, (events) =>
        follow(events, (before, after, event) => {
          if (after.held.status !== 'passed' || before.held.status === 'passed') return;
          const isEarned =
            (event.type === 'completed' && event.result.passed) ||
            (event.type === 'overheard' && event.news.status === 'passed');
          expect(isEarned || (event.type === 'opened' && event.held.status === 'passed')).toBe(
            true,
          );
        }),
      ),
    );
  });

  it('finishes at most once, and writes nothing afterwards', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        let finishes = 0;
        [opening, ...events].reduce((state, event) => {
          const next = step(state, event);
          for (const { type } of next.effects) {
            if (type === 'write' || type === 'commit') expect(finishes).toBe(0);
            if (type === 'finish') finishes += 1;
          }
          return next.state;
        }, INITIAL);
        expect(finishes).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('announces "saved" only for a commit that confirmed the last thing earned', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        [opening, ...events].reduce((state, event) => {
          const next = step(state, event);
          if (next.effects.some((one) => one.type === 'announce' && one.save.kind === 'saved')) {
            expect(event).toMatchObject({ type: 'committed', failure: null });
            expect(next.state.confirmed).toBeGreaterThanOrEqual(next.state.written);
          }
          return next.state;
        }, INITIAL);
      }),
    );
  });

  it('waits longer with each failure, up to a minute', () => {
    let state = step(INITIAL, opening).state;
    const pauses: number[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      const next = step(state, {
        type: 'committed',
        write: 1,
        failure: 'refused',
        when: new Date(0),
      });
      state = next.state;
      for (const effect of next.effects) if (effect.type === 'retry-in') pauses.push(effect.ms);
    }
    expect(pauses).toEqual([2_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
  });
});
