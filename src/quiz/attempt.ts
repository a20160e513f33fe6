import type { OrderingQuestion, Question, Quiz } from '../schemas/quiz.ts';
import type { Answer } from './answer.ts';
import { scorePercent } from './grading.ts';
import { hash32, shuffle } from './shuffle.ts';

/** One drawn question and what was made of it. */
export interface Item {
  /** Short form of the question's id (`tagOf`): what is stored, and all that is left of a removed question. */
  readonly tag: string;
  /** The answer; for a scenario under way the path so far. */
  readonly answer: Answer | null;
  /** Points in units of 1/`POINT`, fixed when the answer was given; null while unanswered. */
  readonly points: number | null;
}

/** One go at the quiz. */
export interface Attempt {
  /** Fixes the order of options; 32 bits. */
  readonly seed: number;
  /** The drawn questions in the order they are asked. */
  readonly items: readonly Item[];
  /** Whether it has been counted in the record. */
  readonly finished: boolean;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `length` characters of URL-safe base 64 for the low bits of a number. */
export function toBase64(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < length; i += 1) {
    text = ALPHABET.charAt(rest % 64) + text;
    rest = Math.floor(rest / 64);
  }
  return text;
}

/** Inverse of `toBase64`; NaN for other characters. */
export function fromBase64(text: string): number {
  let value = 0;
  for (const char of text) {
    const digit = ALPHABET.indexOf(char);
    value = digit < 0 ? Number.NaN : value * 64 + digit;
  }
  return value;
}

/** Length of a tag. */
export const TAG_LENGTH = 4;

/** 24 bits of an id in four characters: shorter than ids and, unlike an index, safe from reordering. */
export function tagOf(id: string): string {
  return toBase64(hash32(id) % 2 ** 24, TAG_LENGTH);
}

/** The question of an item, or null when an update removed it. */
export function questionOf(quiz: Quiz, item: Item): Question | null {
  return quiz.questions.find(({ id }) => tagOf(id) === item.tag) ?? null;
}

/** How many questions an attempt has: `draw`, but never fewer than those always asked. */
export function attemptSize(quiz: Quiz): number {
  const always = quiz.questions.filter((question) => question.always).length;
  return Math.min(quiz.questions.length, Math.max(quiz.draw, always));
}

/** Draws a new attempt. The same quiz and seed give the same attempt. */
export function drawAttempt(quiz: Quiz, seed: number): Attempt {
  const drawn = candidates(quiz, seed).slice(0, attemptSize(quiz));
  const items = shuffle(drawn, seed, 'ask').map(({ id }) => blankItem(id));
  return { seed, items, finished: false };
}

/** Every question in the order in which it is drawn: those always asked, then the others by chance. */
function candidates(quiz: Quiz, seed: number): Question[] {
  const drawn = shuffle(quiz.questions, seed, 'draw');
  return [...drawn.filter(({ always }) => always), ...drawn.filter(({ always }) => !always)];
}

function blankItem(id: string): Item {
  return { tag: tagOf(id), answer: null, points: null };
}

/**
 * Fits an attempt under way to the quiz as it is now, after an update between two visits:
 * - answered questions stay, with the points they earned, even if they were removed since; only a
 *   removed question that earned nothing is taken out, because it may have been at fault;
 * - unanswered questions that were removed are taken out;
 * - the attempt is filled from the bank, or its last unanswered questions are dropped, until it has
 *   the size an attempt has now; answered ones are never dropped;
 * - order and options of everything else stay.
 *
 * Returns the same object when nothing had to change. A finished attempt never changes.
 */
export function fitAttempt(quiz: Quiz, attempt: Attempt): Attempt {
  if (attempt.finished) return attempt;
  const exists = (item: Item) => questionOf(quiz, item) !== null;
  const kept = attempt.items.filter((item) => exists(item) || (item.points ?? 0) > 0);
  const size = attemptSize(quiz);

  let surplus = Math.max(0, kept.length - size);
  const trimmed = kept.reverse().filter((item) => {
    const drop = surplus > 0 && item.points === null && item.answer === null;
    if (drop) surplus -= 1;
    return !drop;
  });
  const items = trimmed.reverse();

  const present = new Set(items.map(({ tag }) => tag));
  const added = candidates(quiz, attempt.seed)
    .map(({ id }) => blankItem(id))
    .filter(({ tag }) => !present.has(tag))
    .slice(0, Math.max(0, size - items.length));
  items.push(...added);

  const same = items.length === attempt.items.length && added.length === 0;
  return same ? attempt : { ...attempt, items };
}

/** Index of the question to answer now, or -1 when all are answered. */
export function openIndex(attempt: Attempt): number {
  return attempt.items.findIndex(({ points }) => points === null);
}

/** Score of an attempt so far in whole per cent, rounded down; what is unanswered counts as 0. */
export function attemptScore(attempt: Attempt): number {
  const units = attempt.items.reduce((sum, { points }) => sum + (points ?? 0), 0);
  return scorePercent(units, attempt.items.length);
}

/** Entries of a question (options, right sides, choices of a step) in the order shown in this attempt. */
export function shownOrder<T extends { readonly id: string }>(
  attempt: Attempt,
  purpose: string,
  entries: readonly T[],
): T[] {
  return shuffle(entries, attempt.seed, purpose);
}

/** Items of an ordering question as first shown: shuffled, and never already right. */
export function startOrder(attempt: Attempt, question: OrderingQuestion): string[] {
  const ids = shownOrder(attempt, question.id, question.items).map(({ id }) => id);
  const right = question.items.every(({ id }, place) => ids[place] === id);
  return right ? [...ids.slice(1), ...ids.slice(0, 1)] : ids;
}
