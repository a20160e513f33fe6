import { fold } from './fold.ts';

/**
 * Days as offices and Moodle write them. Vietnamese order (day, month, year) is the only one for
 * numbers with slashes; what could only be read as month/day is refused, not guessed.
 */

const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const VIETNAMESE_MONTHS = new Map([
  ['mot', 1],
  ['gieng', 1],
  ['hai', 2],
  ['ba', 3],
  ['tu', 4],
  ['bon', 4],
  ['nam', 5],
  ['sau', 6],
  ['bay', 7],
  ['tam', 8],
  ['chin', 9],
  ['muoi', 10],
  ['muoi mot', 11],
  ['muoi hai', 12],
  ['chap', 12],
]);

/** `YYYY-MM-DD` of a calendar day, or null when there is no such day between 1900 and 2199. */
export function toDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) return null;
  return date.toISOString().slice(0, 10);
}

/**
 * Reads a day from a cell: `21/11/2026`, `21-11-2026`, `21.11.26`, `2026-11-21 22:45:16`,
 * `Saturday, 21 November 2026, 10:44 PM`, `Thứ bảy, 21 tháng 11 2026, 10:44 PM`,
 * `ngày 21 tháng 11 năm 2026`, an Excel serial number. Null when it cannot be read for certain.
 */
export function parseDay(text: string): string | null {
  const plain = text.trim();
  if (plain === '') return null;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?$/.exec(plain);
  if (iso) return dayOfIso(plain, Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ ,].*)?$/.exec(plain);
  if (numbers) {
    return toDay(fullYear(numbers[3] ?? ''), Number(numbers[2]), Number(numbers[1]));
  }
  if (/^\d{5}(\.\d+)?$/.test(plain)) return dayOfSerial(Number(plain));
  return dayInWords(fold(plain.replace(/\d{1,2}:\d{2}.*$/, '')));
}

/** An instant with its offset is moved to Vietnam's calendar; a date without one is Vietnam's already. */
function dayOfIso(text: string, year: number, month: number, day: number): string | null {
  if (/T.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const instant = new Date(text);
    return Number.isNaN(instant.getTime()) ? null : dayInVietnam(instant);
  }
  return toDay(year, month, day);
}

function fullYear(digits: string): number {
  const number = Number(digits);
  if (digits.length === 4) return number;
  return number < 70 ? 2000 + number : 1900 + number;
}

/** Excel counts days from 1899-12-30 (for days after February 1900). */
export function dayOfSerial(serial: number): string | null {
  if (serial < 61 || serial >= 109_575) return null;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return toDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Folded text such as `saturday 21 november 2026` or `thu bay 21 thang muoi mot nam 2026`. */
function dayInWords(text: string): string | null {
  const english = /(?:^| )(\d{1,2}) ([a-z]{3,9}) (\d{4})(?: |$)/.exec(text);
  if (english) {
    const word = english[2] ?? '';
    const index = MONTH_NAMES.findIndex((name) => name === word || name.slice(0, 3) === word);
    if (index >= 0) return toDay(Number(english[3]), index + 1, Number(english[1]));
  }
  const vietnamese =
    /(?:^| )(\d{1,2}) thang ([a-z]+(?: [a-z]+)?|\d{1,2}) (?:nam )?(\d{4})(?: |$)/.exec(text);
  if (!vietnamese) return null;
  const month = vietnamese[2] ?? '';
  const number = /^\d+$/.test(month)
    ? Number(month)
    : (VIETNAMESE_MONTHS.get(month) ?? VIETNAMESE_MONTHS.get(month.replace(/ nam$/, '')));
  return number === undefined ? null : toDay(Number(vietnamese[3]), number, Number(vietnamese[1]));
}

const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** The day in Asia/Ho_Chi_Minh at an instant (UTC+7 all year, no summer time). */
export function dayInVietnam(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD` as `dd/MM/yyyy`, the form for CSV, which Excel reads; anything else unchanged. */
export function showDay(day: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : day;
}
