import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile, type DayEvent, escapeText, foldLine, nextDay } from './ics.ts';

const EVENT: DayEvent = {
  uid: 'viec-2026@truong-hoc-an-toan',
  from: '2026-12-31',
  to: '2026-12-31',
  summary: 'Họp tổ; sơ kết, học kỳ I',
  description: 'Soát từng việc.\nChủ trì: tổ trưởng',
  categories: ['Sơ kết'],
};
const octets = (text: string) => new TextEncoder().encode(text).length;
const unfold = (text: string) => text.replaceAll('\r\n ', '');

describe('calendarFile', () => {
  const text = calendarFile('Lịch', '2026-11-22', [EVENT, { ...EVENT, remindDaysBefore: 7 }]);
  const lines = unfold(text).split('\r\n');

  it('ends every line with CRLF and no line is longer than 75 octets', () => {
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
  });

  it('has what a calendar and an event must have', () => {
    expect(lines.slice(0, 3)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Truong hoc an toan//Lich nam hoc//VI',
    ]);
    expect(lines).toContain('UID:viec-2026@truong-hoc-an-toan');
    expect(lines).toContain('DTSTAMP:20261122T000000Z');
  });

  it('ends a day’s event on the next day, also over the new year', () => {
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
  });

  it('escapes what would end a value', () => {
    expect(lines).toContain('SUMMARY:Họp tổ\\; sơ kết\\, học kỳ I');
    expect(lines).toContain('DESCRIPTION:Soát từng việc.\\nChủ trì: tổ trưởng');
  });

  it('reminds only where it is asked to', () => {
    expect(lines.filter((line) => line === 'BEGIN:VALARM')).toHaveLength(1);
    expect(lines).toContain('TRIGGER:-P7D');
  });
});

describe('foldLine', () => {
  it('loses nothing and never cuts a character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const line = escapeText(text);
        const folded = foldLine(line);
        expect(unfold(folded)).toBe(line);
        for (const piece of folded.split('\r\n')) {
          expect(octets(piece)).toBeLessThanOrEqual(75);
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe('nextDay', () => {
  it('knows the lengths of months', () => {
    expect(nextDay('2028-02-28')).toBe('2028-02-29');
    expect(nextDay('2027-02-28')).toBe('2027-03-01');
  });
});
