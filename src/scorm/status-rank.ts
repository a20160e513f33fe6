import type { CompletionStatus } from '../schemas/vocabulary.ts';

/** Worst first. */
const RANK: readonly (CompletionStatus | null)[] = [
  null,
  'incomplete',
  'failed',
  'completed',
  'passed',
];

/** The better of two statuses; `passed` beats all. */
export function better<S extends CompletionStatus | null>(a: S, b: S): S {
  return RANK.indexOf(b) > RANK.indexOf(a) ? b : a;
}

/** A SCORM status word as a completion status; `unknown`, `not attempted` and `browsed` are none. */
export function statusOf(word: string | undefined): CompletionStatus | null {
  return RANK.find((status) => status !== null && status === word) ?? null;
}
