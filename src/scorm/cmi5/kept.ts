import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import { better, statusOf } from '../status-rank.ts';
import { isObject, type JsonObject, parseObject, textOf } from './json.ts';
import type { Launch } from './launch.ts';
import type { Fact } from './statement.ts';
import { stableUuid } from './uuid.ts';

/** State document with the learner's place (ours; written after every answer). */
export const PROGRESS = 'truong-hoc-an-toan.tien-do';
/** State document with the best result (ours; written only when it gets better). */
export const RESULT = 'truong-hoc-an-toan.ket-qua';

/** What the quiz needs to go on. */
export interface Progress {
  suspendData: string | null;
  location: string | null;
}

/** The best that was earned in this registration, and what the LMS was told of it. */
export interface Result {
  status: CompletionStatus | null;
  /** Best score of an ended attempt 0–100, or null. */
  score: number | null;
  /** Verbs of this registration whose statements the LRS holds. */
  told: readonly ('completed' | 'passed' | 'failed')[];
}

/**
 * What one launch keeps in the tab: the fetch URL gives its token once, so a page that is loaded anew
 * goes on with this; and what the LRS has not confirmed outlives the page.
 */
export interface Kept {
  fetchUrl: string;
  token: string;
  /** `LMS.LaunchData` and the learner's preferences as they were read; null before. */
  launchData: JsonObject | null;
  preferences: JsonObject | null;
  progress: Progress;
  result: Result;
  /** True while the LRS lacks the document. */
  progressDue: boolean;
  resultDue: boolean;
  /** Facts that the LRS has not confirmed, in order. */
  outbox: readonly Fact[];
  /** When `initialized` was, and the latest fact since (ms since 1970); null before. */
  begunAt: number | null;
  latestAt: number;
  /** Learning time of the session in pages before this one (ms). */
  spentMs: number;
  /** `terminated` is among the facts: there must be no other after it. */
  over: boolean;
}

/** A launch that has just got its token. */
export function newlyKept(launch: Launch, token: string): Kept {
  return {
    fetchUrl: launch.fetchUrl,
    token,
    launchData: null,
    preferences: null,
    progress: { suspendData: null, location: null },
    result: { status: null, score: null, told: [] },
    progressDue: false,
    resultDue: false,
    outbox: [],
    begunAt: null,
    latestAt: 0,
    spentMs: 0,
    over: false,
  };
}

/** The tab's store; it may be missing or full, and then everything lives in memory alone. */
export type TabStore = Pick<Storage, 'getItem' | 'setItem'>;

/** The browser's store, which outlives the tab; it may be missing or full. */
export type LastingStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The same for the same learner, registration and module alone, and telling nobody who that is. */
const nameOf = ({ registration, activityId, actor }: Launch) =>
  `cmi5:${stableUuid(registration, activityId, JSON.stringify(actor))}`;

/**
 * Keeps for the next launch, in whatever tab, what is earned and not yet told; takes it away once the
 * LRS has it. Without the token, which ends with the tab, and without the place: on another device the
 * learner may have come further.
 */
export function keepLeft(store: LastingStore | null, launch: Launch, kept: Kept): void {
  const { resultDue, outbox } = kept;
  if (resultDue || outbox.some(({ what }) => what.verb === 'answered')) {
    keep(store, launch, { ...kept, fetchUrl: '', token: '', progressDue: false });
  } else store?.removeItem(nameOf(launch));
}

/** Writes what is kept; a store that refuses changes nothing for this page. */
export function keep(store: TabStore | null, launch: Launch, kept: Kept): void {
  try {
    store?.setItem(nameOf(launch), JSON.stringify(kept));
  } catch {
    // Forbidden or full: the page goes on in memory.
  }
}

/**
 * What an earlier page of this tab kept for the same learner and module, from this launch or from one
 * before. Null without anything that can be used.
 */
export function readKept(store: TabStore | null, launch: Launch): Kept | null {
  try {
    const text = store?.getItem(nameOf(launch)) ?? null;
    const value = text === null ? null : parseObject(text);
    return value !== null && isKept(value) ? value : null;
  } catch {
    return null;
  }
}

/** The store is this page's own; the check is for one written by another version. */
function isKept(value: JsonObject): value is JsonObject & Kept {
  const blank: JsonObject = { ...newlyKept({ fetchUrl: '' } as Launch, '') };
  return (
    Object.keys(blank).every((name) => name in value) &&
    isObject(value.progress) &&
    isObject(value.result) &&
    Array.isArray(value.result.told) &&
    Array.isArray(value.outbox)
  );
}

/** The progress document as it is written and read; nothing in it is trusted to be there. */
export function readProgress(document: JsonObject | null): Progress {
  return {
    suspendData: document === null ? null : textOf(document, 'suspendData'),
    location: document === null ? null : textOf(document, 'location'),
  };
}

/** The result document. */
export function readResult(document: JsonObject | null): Result {
  if (document === null) return { status: null, score: null, told: [] };
  const { score, told } = document;
  const verbs = ['completed', 'passed', 'failed'] as const;
  return {
    status: statusOf(textOf(document, 'status') ?? undefined),
    score: typeof score === 'number' && score >= 0 && score <= 100 ? score : null,
    told: verbs.filter((verb) => Array.isArray(told) && told.includes(verb)),
  };
}

/** The better of two results in every part. */
export function betterResult(a: Result, b: Result): Result {
  return {
    status: better(a.status, b.status),
    score: a.score === null ? b.score : b.score === null ? a.score : Math.max(a.score, b.score),
    told: [...new Set([...a.told, ...b.told])],
  };
}
