import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime12, instant2004, timespan12, timespan2004 } from './time-format.ts';

describe('time in SCORM 1.2', () => {
  it.each([
    [0, '0000:00:00.00'],
    [10, '0000:00:00.01'],
    [59_999, '0000:00:59.99'],
    [60_000, '0000:01:00.00'],
    [3_723_450, '0001:02:03.45'],
    [36_000_000 * 10, '0100:00:00.00'],
    [Number.MAX_SAFE_INTEGER, '9999:59:59.99'],
    [-5_000, '0000:00:00.00'],
    [Number.NaN, '0000:00:00.00'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(timespan12(ms)).toBe(text);
  });

  it('always has the form HHHH:MM:SS.SS', () => {
    fc.assert(
      fc.property(fc.double(), (ms) => {
        expect(timespan12(ms)).toMatch(/^\d{4}:[0-5]\d:[0-5]\d\.\d\d$/);
      }),
    );
  });

  it('writes the hour of day of the learner', () => {
    expect(clockTime12(new Date(2026, 10, 21, 7, 5, 9))).toBe('07:05:09');
  });
});

describe('time in SCORM 2004', () => {
  it.each([
    [0, 'PT0S'],
    [450, 'PT0.45S'],
    [60_000, 'PT1M'],
    [3_723_450, 'PT1H2M3.45S'],
    [-1, 'PT0S'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(timespan2004(ms)).toBe(text);
  });

  it('says the same time as 1.2, to the hundredth', () => {
    fc.assert(
      fc.property(fc.nat(400_000_000), (ms) => {
        const [h = 0, m = 0, s = 0] = timespan12(ms).split(':').map(Number);
        const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(timespan2004(ms));
        const [, hours = '0', minutes = '0', seconds = '0'] = match ?? [];
        expect([Number(hours), Number(minutes), Number(seconds)]).toEqual([h, m, s]);
      }),
    );
  });

  it('writes an instant in UTC, with the fraction that the time zone needs', () => {
    expect(instant2004(new Date('2026-11-21T01:02:03.999Z'))).toBe('2026-11-21T01:02:03.99Z');
  });
});
