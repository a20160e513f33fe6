import { describe, expect, it } from 'vitest';
import type { CalendarMonth } from '../schemas/calendar.ts';
import { dayRange, officialDay } from './official-day.ts';
import { dayOfYear, reportDays, reportsIn, yearEvents } from './year.ts';

const BEGIN = '2026-09-01';
const MONTH: CalendarMonth = {
  id: 'thang-1',
  theme: 'Trước Tết',
  reviewed: '2026-11-20',
  activities: [
    {
      id: 'hen-em',
      title: 'Hẹn em',
      text: 'Gặp từng em.',
      basis: 'goi-y',
      legal: [],
      sources: [],
      links: [],
      from: '01-18',
      to: '01-29',
      lead: 'Chủ nhiệm',
      join: 'Đoàn xã',
    },
  ],
};

describe('dayOfYear', () => {
  it('puts August to December before the new year and January to July after it', () => {
    expect(dayOfYear('08-10', BEGIN)).toBe('2026-08-10');
    expect(dayOfYear('12-31', BEGIN)).toBe('2026-12-31');
    expect(dayOfYear('01-01', BEGIN)).toBe('2027-01-01');
    expect(dayOfYear('07-31', BEGIN)).toBe('2027-07-31');
  });
});

describe('reportDays', () => {
  const programme = [{ due: '2027-05-24', name: 'Trường gửi Phòng' }];
  const site = [
    { due: '2027-05-24', name: 'Cùng ngày' },
    { due: '2026-12-01', name: 'Cả năm' },
  ];
  it('keeps one report a day, the programme’s first, in order of day', () => {
    expect(reportDays(programme, site).map(({ name }) => name)).toEqual([
      'Cả năm',
      'Trường gửi Phòng',
    ]);
  });
  it('finds those of a month', () => {
    expect(reportsIn('thang-12', site)).toEqual([site[1]]);
    expect(reportsIn('thang-1', site)).toEqual([]);
  });
});

describe('yearEvents', () => {
  it('names each event the same in every build of a year, and other in the next', () => {
    const uid = (begin: string) => yearEvents([MONTH], [], { begin, site: 'https://a.vn' })[0]?.uid;
    expect(uid(BEGIN)).toBe('hen-em-2026@truong-hoc-an-toan');
    expect(uid('2027-09-01')).toBe('hen-em-2027@truong-hoc-an-toan');
  });
  it('gives days, who leads and a link to the month', () => {
    const [event] = yearEvents([MONTH], [], { begin: BEGIN, site: 'https://a.vn' });
    expect(event).toMatchObject({
      from: '2027-01-18',
      to: '2027-01-29',
      url: 'https://a.vn/nha-truong/lich-nam/#thang-1',
    });
    expect(event?.description).toContain('Chủ trì: Chủ nhiệm');
  });
  it('puts report days among them, with a reminder a week before', () => {
    const reports = [{ due: '2026-12-01', name: 'Báo cáo năm' }];
    const [first] = yearEvents([MONTH], reports, { begin: BEGIN, site: 'https://a.vn' });
    expect(first).toMatchObject({ summary: 'Hạn: Báo cáo năm', remindDaysBefore: 7 });
  });
});

describe('days as documents and calendars write them', () => {
  it('gives days below 10 and the months 1 and 2 a zero', () => {
    expect(officialDay('2026-09-05')).toBe('ngày 05 tháng 9 năm 2026');
    expect(officialDay('2027-02-15')).toBe('ngày 15 tháng 02 năm 2027');
    expect(officialDay('')).toBe('ngày … tháng … năm ……');
  });
  it('shortens a range within a month', () => {
    expect(dayRange('2026-08-10', '2026-08-21')).toBe('10–21/8');
    expect(dayRange('2027-02-22', '2027-02-22')).toBe('22/02');
  });
});
