import { expect, it } from 'vitest';
import { formatDay } from './day.ts';

it('writes days as Vietnamese readers do, as exactly as they are known', () => {
  expect(formatDay('2025-09-15')).toBe('15/9/2025');
  expect(formatDay('2025-09')).toBe('9/2025');
  expect(formatDay('2025')).toBe('2025');
});
