import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import type { Standard } from '../standard.ts';
import { better, statusOf } from '../status-rank.ts';

/**
 * Where an LMS keeps what was committed, a whole record for each attempt. LMS pages that share one are
 * tabs of one learner; as with many real LMSs, the last commit of an attempt replaces what was there.
 */
export interface FakeServer {
  /** What is kept of each attempt, oldest first. */
  attempts(): readonly Readonly<Record<string, string>>[];
  /**
   * Replaces what is kept of an attempt; the index may be one past the last.
   * @throws when the server cannot be reached or does not know the session any more
   */
  write(attempt: number, data: Readonly<Record<string, string>>): void;
}

/** A server that does what it is told; `isUp` says when it can be reached. */
export function fakeServer(
  attempts: readonly Readonly<Record<string, string>>[] = [],
  isUp = () => true,
): FakeServer {
  const kept = [...attempts];
  return {
    attempts: () => kept,
    write(attempt, data) {
      if (!isUp()) throw new Error('The server cannot be reached');
      kept[attempt] = { ...data };
    },
  };
}

/** The best of what a server keeps. */
export interface Best {
  status: CompletionStatus | null;
  /** Raw score, or null. */
  score: number | null;
}

/** Best status and score over all attempts, as the server holds them now. */
export function bestOf(server: FakeServer, standard: Standard): Best {
  const best: Best = { status: null, score: null };
  for (const data of server.attempts()) {
    const telling = standard.statusElements.find((element) => statusOf(data[element]) !== null);
    best.status = better<CompletionStatus | null>(best.status, statusOf(data[telling ?? '']));
    const raw = data[`${standard.score}raw`];
    if (raw !== undefined) best.score = Math.max(best.score ?? 0, Number(raw));
  }
  return best;
}
