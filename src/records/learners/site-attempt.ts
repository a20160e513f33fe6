import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import { COMPLETION_STATUSES } from '../../schemas/vocabulary.ts';
import type { LearnerAttemptRow } from '../database/tables.ts';

/** Which attempt a row is about, as one text. */
export function attemptKey({
  person_id,
  device,
  module,
  attempt,
}: Pick<LearnerAttemptRow, 'person_id' | 'device' | 'module' | 'attempt'>): string {
  return [person_id, module, device, attempt].join('|');
}

function rank(status: CompletionStatus): number {
  return COMPLETION_STATUSES.indexOf(status);
}

/** What is compared, in turn, to say which of two tellings gives the status: the smaller first. */
function order(row: LearnerAttemptRow): (number | string)[] {
  return [
    rank(row.status),
    row.day,
    row.reached_at,
    row.received_at,
    row.day_from,
    row.module_version,
    row.quiz_version,
  ];
}

function isBefore(a: LearnerAttemptRow, b: LearnerAttemptRow): boolean {
  const others = order(b);
  for (const [index, mine] of order(a).entries()) {
    const other = others[index] ?? '';
    if (mine !== other) return mine < other;
  }
  return true;
}

function first(a: string, b: string): string {
  return a < b ? a : b;
}

/**
 * Two tellings of one attempt as one: the better status with its day and version (of equal ones the
 * earlier), the best score, the longest time, the latest sequence number. Commutative, associative
 * and idempotent: commits may arrive in any order, twice or after a crash.
 */
export function joinAttempts(a: LearnerAttemptRow, b: LearnerAttemptRow): LearnerAttemptRow {
  return {
    ...(isBefore(a, b) ? a : b),
    score: Math.max(a.score, b.score),
    seconds: Math.max(a.seconds, b.seconds),
    sequence: Math.max(a.sequence, b.sequence),
    started_at: first(a.started_at, b.started_at),
    updated_at: a.updated_at > b.updated_at ? a.updated_at : b.updated_at,
  };
}
