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

/** One entry; `numbers` has the number of the fact's module. */
export function entryOf(fact: HistoryFact, numbers: ReadonlyMap<string, number>): string {
  const number = numbers.get(fact.module);
  if (number === undefined) throw new Error(`The module ${fact.module} has no number`);
  const source =
    fact.status === 'passed' ? String(SOURCES_BY_STRENGTH.indexOf(fact.source)) : NO_PASS;
  return base64(dayNumber(fact.day), 5) + base64(number, 3) + source;
}

/** Entries, in any order and however often, as a history. */
export function historyOf(entries: Iterable<string>): string {
  let history = '';
  let last = '';
  for (const entry of [...entries].sort()) {
    const key = entry.slice(0, KEY);
    if (key !== last) history += entry;
    last = key;
  }
  return history;
}

/** The entries of a history. */
export function entriesOf(history: string): string[] {
  return Array.from({ length: history.length / ENTRY }, (_, index) =>
    history.slice(index * ENTRY, (index + 1) * ENTRY),
  );
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
