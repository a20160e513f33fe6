import type { CompletionStatus } from '../schemas/vocabulary.ts';
import type { AttemptResult, Interaction, Progress, SaveState } from './learning-session.ts';

/*
 * What the life cycle of a SCORM session knows: its state, what happens to it, what it wants done.
 * How one follows from the other: `lifecycle.ts`.
 */

/** What the LMS is to hold. Nothing in it ever gets worse: see `status-rank.ts`. */
export interface Held {
  status: CompletionStatus | null;
  /** Best score 0–100, or null. */
  score: number | null;
  suspendData: string | null;
  location: string | null;
}

/** An interaction with its place in the LMS's list. */
export interface PlacedInteraction {
  index: number;
  interaction: Interaction;
  /** Number of the write that brought it. */
  since: number;
}

export interface State {
  /** `closed` before the start, `paused` in the back/forward cache, `finished` for good. */
  phase: 'closed' | 'open' | 'paused' | 'finished';
  /** False in review or browse mode: nothing is written. */
  recording: boolean;
  /**
   * The LMS decides on passing by the score when the session closes. A score so far would then turn
   * a learner who only pauses into one who failed, so only scores of ended attempts are written.
   */
  judged: boolean;
  held: Held;
  /** Best score of an attempt that ended, or null. */
  endedScore: number | null;
  /** Interactions that no trusted commit has confirmed. */
  pending: readonly PlacedInteraction[];
  /** Index in the LMS's list by interaction id: what is sent twice is counted once. */
  places: Readonly<Record<string, number>>;
  nextIndex: number;
  /** Number of the last write of something earned. */
  written: number;
  /** Number of the last write that a trusted commit confirmed. */
  confirmed: number;
  /** Commits that failed in a row. */
  failures: number;
  /** Learning time up to `since`. */
  elapsedMs: number;
  /** Since when time runs, or null while the page is hidden. */
  since: number | null;
}

/** Why a commit did not hold. */
export type Failure =
  /** The LMS answered false, or took none of it. */
  | 'refused'
  /** The LMS answered true and yet holds nothing. */
  | 'not-kept'
  /** The LMS does not answer at all any more: its window or its API is gone. */
  | 'gone'
  /** The session is over. */
  | 'closed';

/** What a tab tells the other tabs of the same module and learner. */
export interface News {
  /** Best result of an ended attempt, or null. */
  status: 'passed' | 'failed' | null;
  /** Best score of an ended attempt, 0–100, or null. */
  score: number | null;
  /** Answers that the LMS has not confirmed to the tab that tells. */
  interactions: readonly Interaction[];
}

export type Event =
  | {
      type: 'opened';
      at: number;
      held: Held;
      recording: boolean;
      judged: boolean;
      /** Interactions that the LMS already lists. */
      interactions: number;
      /** Their places by id, as far as the LMS lets them be read. */
      places: Readonly<Record<string, number>>;
      visible: boolean;
    }
  | { type: 'progress'; at: number; progress: Progress }
  | { type: 'completed'; at: number; result: AttemptResult }
  | { type: 'hidden'; at: number }
  | { type: 'shown'; at: number }
  | { type: 'pagehide'; at: number; persisted: boolean }
  | { type: 'pageshow'; at: number }
  | { type: 'retry'; at: number }
  /** Another tab has just been opened and asks what it should know. */
  | { type: 'asked' }
  | { type: 'overheard'; at: number; news: News }
  /** Answer to a trusted `commit` effect. */
  | { type: 'committed'; write: number; failure: Failure | null; when: Date };

export type Effect =
  | {
      type: 'write';
      held: Held;
      exit: 'suspend' | 'passed';
      sessionMs: number;
      interactions: readonly PlacedInteraction[];
    }
  /** A trusted commit is answered with `committed`; the answer to any other says nothing. */
  | { type: 'commit'; write: number; trusted: boolean }
  | { type: 'finish' }
  /** Sends `retry` after so many milliseconds; replaces an earlier one. */
  | { type: 'retry-in'; ms: number }
  | { type: 'retry-stop' }
  /** For the other tabs of the same module and learner. */
  | { type: 'tell'; news: News }
  | { type: 'announce'; save: SaveState | { kind: 'unsaved'; failure: Failure } };

/** The next state and what is to be done, in order. */
export interface Step {
  state: State;
  effects: Effect[];
}
