import { fold } from './fold.ts';
import { oneSlip } from './name-keys.ts';

/**
 * Names of people as lists write them. `sameName` is one name to anybody's eye; `nearName` may be one
 * person after a slip, a marriage or a left-out middle name, and is for a person to decide.
 */

/** One name: in any order of words, with or without diacritics. */
export function sameName(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [fold(one), fold(other)];
  return a === b || (a.length === b.length && inOrder(a) === inOrder(b));
}

function inOrder(words: string): string {
  return words.split(' ').sort().join(' ');
}

/** Not the same, but perhaps one person: one letter off, a word less, or only the middle names differ. */
export function nearName(one: string, other: string): boolean {
  const [a, b] = [fold(one), fold(other)];
  if (oneSlip(a, b)) return true;
  const [few = [], many = []] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length);
  if (few.length < 2) return false;
  if (few.every((word) => many.includes(word))) return true;
  return few[0] === many[0] && few.at(-1) === many.at(-1);
}
