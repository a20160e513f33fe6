import { SOURCES_BY_STRENGTH } from '../coverage/sources.ts';
import type { CompletionRow } from '../database/tables.ts';

/**
 * A person's history as coverage needs it: for each module and day the strongest source of a pass, or
 * that there was something but no pass. One text of ASCII, an entry of nine characters after the
 * other, each entry once, in the order of days:
 *
 * - five for the day, three for the module's number, both in base 64 with digits that sort as they count;
 * - one for the source: its place in `SOURCES_BY_STRENGTH`, or `x` for no pass.
 *
 * So the entry that counts, of two for one module and day, is the one that sorts first. Pure.
 */

/** Characters of an entry, and of the part that names day and module. */
export const ENTRY = 9;
const KEY = 8;

/** Base 64 in the order of the character codes. */
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const NO_PASS = 'x';
/** As `sourceAt` answers it. */
export const NO_SOURCE = SOURCES_BY_STRENGTH.length;

/** The highest number a module can have. */
export const MAX_MODULE_NUMBER = 64 ** 3 - 1;

/** What of a completion a history tells. */
export type HistoryFact = Pick<CompletionRow, 'module' | 'day' | 'status' | 'source'>;

/**
 * A day (`YYYY-MM-DD`) as a number that orders as days do: 20260515. Read digit by digit, because it
 * is asked for millions of times.
 */
export function dayNumber(day: string): number {
  let number = 0;
  for (const at of [0, 1, 2, 3, 5, 6, 8, 9]) number = number * 10 + day.charCodeAt(at) - 48;
  return number;
}

/** Writes entries; a day or module that comes again costs nothing. */
export class EntryWriter {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #days = new Map<string, string>();
  readonly #modules = new Map<string, string>();

  /** @param numbers has the number of each module that is to be written. */
  constructor(numbers: ReadonlyMap<string, number>) {
    this.#numbers = numbers;
  }

  write({ module, day, status, source }: HistoryFact): string {
    const by = status === 'passed' ? String(SOURCES_BY_STRENGTH.indexOf(source)) : NO_PASS;
    return this.#day(day) + this.#module(module) + by;
  }

  #day(day: string): string {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const text = base64(dayNumber(day), 5);
    this.#days.set(day, text);
    return text;
  }

  #module(module: string): string {
    const known = this.#modules.get(module);
    if (known !== undefined) return known;
    const number = this.#numbers.get(module);
    if (number === undefined) throw new Error(`The module ${module} has no number`);
    const text = base64(number, 3);
    this.#modules.set(module, text);
    return text;
  }
}

/** Entries, in any order and however often, as a history. */
export function historyOf(entries: Iterable<string>): string {
  return [...entries].sort().reduce(withEntry, '');
}

/** A history and one entry more; the stronger of two for one module and day stays. */
export function withEntry(history: string, entry: string): string {
  const key = entry.slice(0, KEY);
  // Most come after all that is there.
  let at = history.length;
  while (at > 0 && history.slice(at - ENTRY, at - 1) > key) at -= ENTRY;
  const before = history.slice(Math.max(0, at - ENTRY), at);
  if (before.slice(0, KEY) !== key) return history.slice(0, at) + entry + history.slice(at);
  if (before <= entry) return history;
  return history.slice(0, at - ENTRY) + entry + history.slice(at);
}

/** Day number of the entry that begins at `at`. */
export function dayAt(history: string, at: number): number {
  return number(history, at, 5);
}

/** Module number of the entry that begins at `at`. */
export function moduleAt(history: string, at: number): number {
  return number(history, at + 5, 3);
}

/** Place of the entry's source in `SOURCES_BY_STRENGTH`; `NO_SOURCE` without a pass. */
export function sourceAt(history: string, at: number): number {
  const code = history.charCodeAt(at + KEY);
  return code === NO_PASS.charCodeAt(0) ? NO_SOURCE : code - 48;
}

const VALUES = new Uint8Array(128);
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value;

function number(text: string, at: number, digits: number): number {
  let value = 0;
  for (let index = at; index < at + digits; index++)
    value = value * 64 + (VALUES[text.charCodeAt(index)] ?? 0);
  return value;
}

function base64(value: number, digits: number): string {
  let text = '';
  for (let rest = value; text.length < digits; rest = Math.floor(rest / 64))
    text = DIGITS.charAt(rest % 64) + text;
  return text;
}
