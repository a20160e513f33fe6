import type { OutboxEntry } from '../lms/device-tables.ts';

/** How many results of whom wait: several commits of one attempt are one result. */
export function waitingResults(unsent: readonly OutboxEntry[], learner: string): number {
  return new Set(
    unsent.flatMap((entry) =>
      entry.learner === learner ? `${entry.commit.module} ${entry.commit.attempt}` : [],
    ),
  ).size;
}
