import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  fileNamePart,
  foldText,
  formatBytes,
  formatCount,
  formatInstant,
  missingToTarget,
} from './format.ts';

const rate = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  shown: '',
  met: null,
});

describe('figures as Vietnamese offices write them', () => {
  it('groups thousands with a dot', () => {
    expect(formatCount(4312)).toBe('4.312');
    expect(formatCount(1_000_000)).toBe('1.000.000');
  });

  it('reads instants in Vietnam, where the day may be another one than in London', () => {
    expect(dayOf(new Date('2026-05-31T17:30:00Z'))).toBe('2026-06-01');
    expect(formatInstant('2026-05-31T17:30:00Z')).toBe('00:30 ngày 01/6/2026');
    expect(formatInstant('2026-05-31')).toBe('31/5/2026');
  });

  it('writes sizes of files', () => {
    expect(formatBytes(512)).toBe('512 byte');
    expect(formatBytes(12_001)).toBe('13 kB');
    expect(formatBytes(3_400_000)).toBe('3,4 MB');
  });
});

describe('people still missing to the target', () => {
  it('is 188 for 4.312 of 5.000 at 90 %', () => {
    expect(missingToTarget(rate(4312, 5000), 90)).toBe(188);
  });

  it('is the smallest number that meets the target, whatever the figures', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        (denominator, share, target) => {
          const numerator = Math.floor((denominator * share) / 100);
          const missing = missingToTarget(rate(numerator, denominator), target);
          expect((numerator + missing) * 100).toBeGreaterThanOrEqual(target * denominator);
          if (missing > 0) {
            expect((numerator + missing - 1) * 100).toBeLessThan(target * denominator);
          }
        },
      ),
    );
  });
});

describe('text for finding and for file names', () => {
  it('finds names typed without diacritics, đ included', () => {
    expect(foldText('  Trường THCS Đại Đồng ')).toBe('truong thcs dai dong');
  });

  it('makes file names that e-mail and Zalo keep intact', () => {
    expect(fileNamePart('Trường Mầm non «Hoa Đào» – cơ sở 2')).toBe(
      'truong-mam-non-hoa-dao-co-so-2',
    );
  });
});
