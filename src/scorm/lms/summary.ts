import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import { SUMMARY_KEY } from './summary-key.ts';

/**
 * Writes anew the small copy of the current learner's progress in localStorage, so that the module
 * list can show it without opening the database: module slug → 1 when passed, 0 when begun.
 * `progress-badge.ts` reads it. It may be missing or old; the database is what counts, and storage
 * that refuses is put up with.
 */
export function writeSummary(
  attempts: Iterable<{ module: string; status: CompletionStatus }>,
): void {
  const summary: Record<string, 0 | 1> = {};
  for (const { module, status } of attempts) {
    summary[module] = status === 'passed' || summary[module] === 1 ? 1 : 0;
  }
  try {
    localStorage.setItem(SUMMARY_KEY, JSON.stringify(summary));
  } catch {
    // Full or forbidden: the list shows no progress, nothing else is lost.
  }
}
