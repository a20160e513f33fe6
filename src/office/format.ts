import { formatDay } from '../day.ts';
import type { Rate } from '../records/contract.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const counts = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' });
const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
});

/** A whole number as Vietnamese people write it: `4.312`. */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** The calendar day of an instant in Asia/Ho_Chi_Minh, as `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return isoDay.format(instant);
}

/** An ISO instant as `14:05 ngày 31/5/2026` in Asia/Ho_Chi_Minh; a plain day as the day alone. */
export function formatInstant(instant: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return formatDay(instant);
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${clock.format(date)} ngày ${formatDay(dayOf(date))}`;
}

/** Size of a file for people: `512 byte`, `12 kB`, `3,4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  return `${(Math.ceil(bytes / 100_000) / 10).toLocaleString('vi-VN')} MB`;
}

/**
 * How many more people it takes to reach the target: 0 when it is met. A count, not a rate, so it is
 * exact: the smallest n with (numerator + n) / denominator ≥ target / 100.
 */
export function missingToTarget(rate: Rate, targetPercent: number): number {
  return Math.max(0, Math.ceil((rate.denominator * targetPercent) / 100) - rate.numerator);
}

/** Text without case, tone marks or `đ`, for finding a name however it was typed. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}

/** `slug` form of a text for file names: ASCII, lower case, hyphens. */
export function fileNamePart(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
