import type { Effect, Failure, Held } from './lifecycle-model.ts';

/** What the recorder holds when the session begins. */
export interface Found {
  held: Held;
  learnerName: string | null;
  /** False in review and browse mode. */
  recording: boolean;
  /** The recorder decides on passing by the score. */
  judged: boolean;
  /** Interactions that it already lists. */
  interactions: number;
  /** Their places by id; empty where nobody can read them. */
  places: Record<string, number>;
  /**
   * The recorder's id of the learner, where its last commit replaces the whole record: tabs of one
   * learner then tell each other what they earn. An empty string where commits are merged.
   */
  learnerId: string;
}

/** What a session asks of whoever keeps the record, in whatever standard. No call throws. */
export interface RecordKeeper {
  /** Opens the session; false when that is refused. */
  initialize(): boolean;
  /** Reads everything the session needs to begin; what cannot be read counts as absent. */
  read(): Found;
  /** Writes the record. True when everything was taken that a result is lost without. */
  write(effect: Extract<Effect, { type: 'write' }>): boolean;
  /**
   * Makes what was written last. Null when all is well so far.
   * @param trusted false when the page is hidden or going away, and the answer may never be read
   */
  commit(held: Held, trusted: boolean): Failure | null;
  /** Ends the session for good. */
  finish(): void;
}
