import { expect, it } from 'vitest';
import { formatDay } from './day.ts';

it('writes days with a zero for days below ten and for months one and two only', () => {
  expect(formatDay('2025-09-15')).toBe('15/9/2025');
  expect(formatDay('2024-01-15')).toBe('15/01/2024');
  expect(formatDay('2026-06-05')).toBe('05/6/2026');
  expect(formatDay('2026-12-01')).toBe('01/12/2026');
});

it('writes days as exactly as they are known and leaves other text alone', () => {
  expect(formatDay('2025-09')).toBe('9/2025');
  expect(formatDay('2025-02')).toBe('02/2025');
  expect(formatDay('2025')).toBe('2025');
  expect(formatDay('hôm qua')).toBe('hôm qua');
});
