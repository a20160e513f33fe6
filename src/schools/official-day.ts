import { formatMonth } from '../day.ts';

/**
 * A day as an official document writes it: `ngày 05 tháng 9 năm 2026` (days below 10, and the months
 * 1 and 2, take a zero). Anything that is not `YYYY-MM-DD` gives the empty form.
 */
export function officialDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return 'ngày … tháng … năm ……';
  const [, year = '', month = '', date = ''] = match;
  return `ngày ${date} tháng ${formatMonth(month)} năm ${year}`;
}

/**
 * Days from–to as a calendar shows them, the year left to the heading: `10–21/8`, `25/8`.
 * @param from First day, `YYYY-MM-DD`.
 * @param to Last day, included, in the same month.
 */
export function dayRange(from: string, to: string): string {
  const [, month = '', first = ''] = from.split('-');
  const last = to.split('-')[2] ?? '';
  return `${first === last ? first : `${first}–${last}`}/${formatMonth(month)}`;
}
