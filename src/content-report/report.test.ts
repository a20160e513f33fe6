import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readContent } from '../content-check/read-content.ts';
import { monthsFrom, overdueReviews } from './overdue.ts';
import { contentReport } from './report.ts';

const FIXTURE = fileURLToPath(new URL('../../tests/fixtures/content/valid/', import.meta.url));

describe('the content report', () => {
  const { content } = readContent(FIXTURE);

  test('says what is there by topic, level and audience', () => {
    const [, , header = '', ...rows] = contentReport(content, '2026-11-21').split('\n');
    expect(header).toContain('thcs');
    expect(rows.find((row) => row.includes('●'))).toBeDefined();
  });

  test('names what nobody has looked at for a year, oldest first', () => {
    expect(overdueReviews(content, '2026-11-21')).toEqual([]);
    const overdue = overdueReviews(content, '2030-01-01');
    expect(overdue.length).toBeGreaterThan(3);
    expect(overdue.map(({ day }) => day)).toEqual(overdue.map(({ day }) => day).sort());
    expect(contentReport(content, '2030-01-01')).toContain('rà soát bài: content/skills/thcs');
  });

  test('counts months by the calendar, never past the end of one', () => {
    expect(monthsFrom('2026-11-21', -12)).toBe('2025-11-21');
    expect(monthsFrom('2026-08-31', 6)).toBe('2027-02-28');
    expect(monthsFrom('2026-03-31', -1)).toBe('2026-02-28');
  });
});
