import type { Question, Quiz } from '../schemas/quiz.ts';
import type { Answer } from './answer.ts';
import { TEXT_MAX, walk } from './answer.ts';
import type { Attempt, Item } from './attempt.ts';
import { attemptSize, fromBase64, TAG_LENGTH, tagOf, toBase64 } from './attempt.ts';
import type { Memory, QuizRecord } from './state.ts';

/**
 * The quiz's memory as SCORM's `suspend_data`: ASCII, at most `SUSPEND_LIMIT` − 1 characters.
 *
 *     1.<attempts>.<best>.<P|->.<sum>[~<R|F><seed>{.<item>}.<sum>]
 *     item: <tag>                    not answered
 *           <tag>*<body>             a scenario under way
 *           <tag><points><body>      answered; body: a letter for its shape, then tags or text
 *
 * Ids are stored as tags (hashes), so that moving, adding or removing entries of the bank never turns
 * one answer into another. Each half ends with a checksum: a damaged half is dropped, not guessed, and
 * what the checksum vouches for is not checked again.
 * A future version of this format gets another first character and reads this one too.
 */
const VERSION = '1';

/** SCORM 1.2 holds 4,096 characters. */
export const SUSPEND_LIMIT = 4096;

const POINTS_LENGTH = 3;
const SEED_LENGTH = 6;
/** Bytes of a typed answer that are kept: nearly every answer in full; less for very large draws. */
const TEXT_BYTES = [90, 36] as const;
const CUT = '…';
const CUT_BYTES = 3;
/** What stands around the items: `1.zzzz.100.P.` + sum, `~R` + seed, `.` + sum. */
const FRAME = '1.zzzz.100.P.'.length + TAG_LENGTH + '~R'.length + SEED_LENGTH + 1 + TAG_LENGTH;
const ATTEMPTS_MAX = 36 ** 4 - 1;

/** Writes what is kept between visits. */
export function encodeMemory(memory: Memory): string {
  const write = (bytes: number) => {
    const { attempts, best, passed } = memory.record;
    const count = Math.min(attempts, ATTEMPTS_MAX).toString(36);
    const head = sealed(`${VERSION}.${count}.${best ?? ''}.${passed ? 'P' : '-'}`);
    return memory.attempt ? `${head}~${encodeAttempt(memory.attempt, bytes)}` : head;
  };
  const full = write(TEXT_BYTES[0]);
  return full.length < SUSPEND_LIMIT ? full : write(TEXT_BYTES[1]);
}

/**
 * Reads what an earlier visit kept. Never throws: null when nothing can be read; without the attempt
 * when only that part is damaged. Answers whose question or options are gone become `unknown` and
 * keep their points.
 */
export function decodeMemory(quiz: Quiz, text: string | null): Memory | null {
  const [head = '', tail] = (text ?? '').split('~');
  const record = decodeRecord(unsealed(head));
  return record && { record, attempt: decodeAttempt(quiz, unsealed(tail ?? '')) };
}

/**
 * Length of the longest `suspend_data` that this quiz can produce, in characters; for any quiz that
 * the schema allows it is below `SUSPEND_LIMIT`.
 */
export function worstCaseSuspendLength(quiz: Quiz): number {
  const [length, shorter] = TEXT_BYTES.map((bytes) => {
    const items = quiz.questions.map((question) => longestItem(question, bytes));
    const worst = items.sort((a, b) => b - a).slice(0, attemptSize(quiz));
    return FRAME + worst.reduce((sum, item) => sum + 1 + item, 0);
  });
  const full = length ?? 0;
  return full < SUSPEND_LIMIT ? full : (shorter ?? full);
}

/**
 * Two ids of one scope that would be stored alike, or null. One in millions; the content check asks
 * for another id then.
 */
export function clashingIds(quiz: Quiz): [string, string] | null {
  const scopes = [quiz.questions, ...quiz.questions.flatMap(scopesOf)];
  for (const scope of scopes) {
    const seen = new Map<string, string>();
    for (const { id } of scope) {
      const other = seen.get(tagOf(id));
      if (other !== undefined) return [other, id];
      seen.set(tagOf(id), id);
    }
  }
  return null;
}

type Scope = readonly { readonly id: string }[];

function scopesOf(question: Question): Scope[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return [question.options];
    case 'matching':
      return [question.pairs];
    case 'ordering':
      return [question.items];
    case 'scenario':
      return question.steps.map(({ choices }) => choices);
    default:
      return [];
  }
}

function longestItem(question: Question, textBytes: number): number {
  const body = (() => {
    switch (question.kind) {
      case 'single':
        return TAG_LENGTH;
      case 'multiple':
        return question.options.length * TAG_LENGTH;
      case 'true-false':
        return 0;
      case 'fill':
        return Math.ceil((Math.min(textBytes, TEXT_MAX * 3) * 4) / 3);
      case 'matching':
        return question.pairs.length * 2 * TAG_LENGTH;
      case 'ordering':
        return question.items.length * TAG_LENGTH;
      case 'scenario':
        return question.steps.length * TAG_LENGTH;
    }
  })();
  return TAG_LENGTH + POINTS_LENGTH + 1 + body;
}

function encodeAttempt(attempt: Attempt, textBytes: number): string {
  const items = attempt.items.map((item) => {
    if (!item.answer) return item.tag;
    const points = item.points === null ? '*' : toBase64(item.points, POINTS_LENGTH);
    return item.tag + points + encodeAnswer(item.answer, textBytes);
  });
  const state = attempt.finished ? 'F' : 'R';
  return sealed([state + toBase64(attempt.seed, SEED_LENGTH), ...items].join('.'));
}

function encodeAnswer(answer: Answer, textBytes: number): string {
  switch (answer.kind) {
    case 'choice':
      return `c${answer.ids.map(tagOf).join('')}`;
    case 'truth':
      return answer.value ? 't' : 'f';
    case 'text':
      return `x${encodeText(answer.text, textBytes)}`;
    case 'pairs':
      return `m${answer.pairs.flat().map(tagOf).join('')}`;
    case 'order':
      return `o${answer.ids.map(tagOf).join('')}`;
    case 'path':
      return `s${answer.choices.map(tagOf).join('')}`;
    case 'unknown':
      return 'u';
  }
}

function decodeRecord(text: string | null): QuizRecord | null {
  const match = /^1\.([0-9a-z]{1,4})\.(\d{0,3})\.([P-])$/.exec(text ?? '');
  if (!match) return null;
  const [, attempts = '', best = '', passed] = match;
  return {
    attempts: Number.parseInt(attempts, 36),
    best: best === '' ? null : Math.min(Number(best), 100),
    passed: passed === 'P',
  };
}

function decodeAttempt(quiz: Quiz, text: string | null): Attempt | null {
  const [start = '', ...parts] = (text ?? '').split('.');
  const items = parts.map((part) => decodeItem(quiz, part));
  return items.length > 0
    ? { seed: fromBase64(start.slice(1)), items, finished: start.startsWith('F') }
    : null;
}

function decodeItem(quiz: Quiz, text: string): Item {
  const tag = text.slice(0, TAG_LENGTH);
  const rest = text.slice(TAG_LENGTH);
  if (rest === '') return { tag, answer: null, points: null };
  const question = quiz.questions.find(({ id }) => tagOf(id) === tag);
  if (rest.startsWith('*')) {
    const answer = question ? decodeAnswer(question, rest.slice(1)) : null;
    return { tag, answer: answer?.kind === 'path' ? answer : null, points: null };
  }
  const points = fromBase64(rest.slice(0, POINTS_LENGTH));
  const answer = question ? decodeAnswer(question, rest.slice(POINTS_LENGTH)) : null;
  return { tag, answer: answer ?? { kind: 'unknown' }, points };
}

/** The answer as far as the question still knows it; null when it has another shape now. */
function decodeAnswer(question: Question, text: string): Answer | null {
  const body = text.slice(1);
  const tags = body.match(/.{4}/g) ?? [];
  const idsIn = (scope: Scope) =>
    tags.flatMap((tag) => scope.find(({ id }) => tagOf(id) === tag)?.id ?? []);
  switch (question.kind + text.charAt(0)) {
    case 'singlec':
    case 'multiplec': {
      const ids = 'options' in question ? idsIn(question.options) : [];
      return ids.length > 0 ? { kind: 'choice', ids } : null;
    }
    case 'true-falset':
      return { kind: 'truth', value: true };
    case 'true-falsef':
      return { kind: 'truth', value: false };
    case 'fillx': {
      const typed = decodeText(body);
      return typed === null ? null : { kind: 'text', text: typed };
    }
    case 'matchingm': {
      if (question.kind !== 'matching') return null;
      const idOf = (tag: string | undefined) =>
        question.pairs.find(({ id }) => tagOf(id) === tag)?.id;
      const pairs = tags.flatMap((tag, place): [string, string][] => {
        const left = idOf(tag);
        const right = idOf(tags[place + 1]);
        return place % 2 === 0 && left && right ? [[left, right]] : [];
      });
      return { kind: 'pairs', pairs };
    }
    case 'orderingo':
      return { kind: 'order', ids: 'items' in question ? idsIn(question.items) : [] };
    case 'scenarios': {
      if (question.kind !== 'scenario') return null;
      const choices: string[] = [];
      for (const tag of tags) {
        const choice = walk(question, choices).open?.choices.find(({ id }) => tagOf(id) === tag);
        if (!choice) break;
        choices.push(choice.id);
      }
      return choices.length > 0 ? { kind: 'path', choices } : null;
    }
    default:
      return null;
  }
}

/** Base 64 of the text's UTF-8, cut at a whole character where it has more than `limit` bytes. */
function encodeText(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > limit) {
    const kept = new TextDecoder().decode(bytes.subarray(0, limit - CUT_BYTES));
    return encodeText(kept.replace(/\ufffd+$/, '') + CUT, limit);
  }
  return btoa(String.fromCharCode(...bytes));
}

function decodeText(text: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

/** Adds a checksum. */
function sealed(text: string): string {
  return `${text}.${tagOf(text)}`;
}

/** Takes the checksum off; null when it does not fit. */
function unsealed(text: string): string | null {
  const body = text.slice(0, -TAG_LENGTH - 1);
  return sealed(body) === text ? body : null;
}
