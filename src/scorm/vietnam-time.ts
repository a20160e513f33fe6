import { formatDay, formatMonth } from '../day.ts';

/** Vietnam has one time zone, UTC+7 all year round; dates of results are days there. */
function there(at: Date): Date {
  return new Date(at.getTime() + 7 * 3_600_000);
}

/** The day in Vietnam as `YYYY-MM-DD`. */
export function isoDay(at: Date): string {
  return there(at).toISOString().slice(0, 10);
}

/** The day in Vietnam as people write it: `05/6/2026`. */
export function shortDay(at: Date): string {
  return formatDay(isoDay(at));
}

/** The day in Vietnam as a certificate has it: `ngày 05 tháng 6 năm 2026`. */
export function longDay(at: Date): string {
  const [year = '', month = '', day = ''] = isoDay(at).split('-');
  return `ngày ${day} tháng ${formatMonth(month)} năm ${year}`;
}
