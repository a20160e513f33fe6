import { expect, it } from 'vitest';
import { isoDay, longDay, shortDay } from './vietnam-time.ts';

it('writes a day in Vietnam as the pages and a certificate have it', () => {
  const evening = new Date('2026-06-04T17:30:00Z');
  expect(isoDay(evening)).toBe('2026-06-05');
  expect(shortDay(evening)).toBe('05/6/2026');
  expect(longDay(evening)).toBe('ngày 05 tháng 6 năm 2026');
  expect(longDay(new Date('2026-01-05T05:00:00Z'))).toBe('ngày 05 tháng 01 năm 2026');
});
