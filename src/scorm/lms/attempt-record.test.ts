import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { better } from '../status-rank.ts';
import { type AttemptRecord, type DeviceCommit, newAttempt, takeCommit } from './attempt-record.ts';

const KEY = { learner: 'l', module: 'm', attempt: 1, moduleTitle: 'M', moduleVersion: '1.0' };
const START = '2026-11-21T01:00:00.000Z';
const fresh = () => newAttempt(KEY, START);
const now = (at = '2026-11-21T02:00:00.000Z', moduleVersion = '1.0') => ({
  at,
  moduleVersion,
  code: () => 'AAAAA-AAAAA',
});
const commit = (change: Partial<DeviceCommit> = {}): DeviceCommit => ({
  status: 'incomplete',
  score: null,
  suspendData: undefined,
  location: undefined,
  addedSeconds: 0,
  interactions: {},
  ...change,
});

describe('a commit taken into an attempt', () => {
  it('sets the date and the version when the status gets better, and only then', () => {
    const passed = takeCommit(fresh(), commit({ status: 'passed', score: 90 }), now());
    expect(passed).toMatchObject({ status: 'passed', at: '2026-11-21T02:00:00.000Z' });
    const later = takeCommit(
      passed,
      commit({ status: 'passed', score: 95 }),
      now('2026-11-25T02:00:00.000Z', '2.0'),
    );
    expect(later).toMatchObject({
      status: 'passed',
      score: 95,
      at: '2026-11-21T02:00:00.000Z',
      moduleVersion: '1.0',
      savedAt: '2026-11-25T02:00:00.000Z',
    });
  });

  it('gives the certificate code once', () => {
    const codes = ['FIRST', 'SECOND'];
    const ask = { ...now(), code: () => codes.shift() ?? '' };
    const begun = takeCommit(fresh(), commit(), ask);
    expect(begun.certificate).toBeNull();
    const passed = takeCommit(begun, commit({ status: 'passed', score: 90 }), ask);
    const again = takeCommit(passed, commit({ status: 'passed', score: 92 }), ask);
    expect([passed.certificate, again.certificate]).toEqual(['FIRST', 'FIRST']);
  });

  it('keeps the state of the page that passed from one that lags behind', () => {
    const passed = takeCommit(
      fresh(),
      commit({ status: 'passed', score: 90, suspendData: 'done' }),
      now(),
    );
    const lagging = takeCommit(passed, commit({ score: 10, suspendData: 'q1' }), now());
    expect(lagging).toMatchObject({ status: 'passed', score: 90, suspendData: 'done' });
  });

  it('adds learning time up and never takes any away', () => {
    const first = takeCommit(fresh(), commit({ addedSeconds: 60 }), now());
    const second = takeCommit(first, commit({ addedSeconds: -30 }), now());
    expect(takeCommit(second, commit({ addedSeconds: 5.5 }), now()).seconds).toBe(65.5);
  });

  const anyCommit: fc.Arbitrary<DeviceCommit> = fc
    .record({
      status: fc.constantFrom('passed', 'failed', 'incomplete', null),
      score: fc.option(fc.integer({ min: 0, max: 100 })),
      addedSeconds: fc.nat(10_000),
      id: fc.constantFrom('q1', 'q2', 'q3'),
    })
    .map(({ id, ...rest }) => commit({ ...rest, interactions: { [id]: { id } } }));

  it('ends at the same status, score, time and answers whatever the order of the pages', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyCommit, { maxLength: 12 })
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
            ),
          ),
        ([one, other]) => {
          const outcome = (list: DeviceCommit[]) => {
            const { status, score, seconds, interactions } = list.reduce(
              (record: AttemptRecord, next) => takeCommit(record, next, now()),
              fresh(),
            );
            return { status, score, seconds, answered: Object.keys(interactions).sort() };
          };
          expect(outcome(one)).toEqual(outcome(other));
          expect(outcome(one).status).toBe(
            one.reduce<AttemptRecord['status']>(
              (best, { status }) => (status === null ? best : better(best, status)),
              'incomplete',
            ),
          );
        },
      ),
    );
  });
});
