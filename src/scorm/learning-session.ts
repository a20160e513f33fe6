import type { CompletionStatus } from '../schemas/vocabulary.ts';

/**
 * The contract between the quiz and SCORM. The quiz knows this file and nothing else of `src/scorm`;
 * it cannot tell a Moodle from the scorm-again LMS of the bare site.
 *
 * Life cycle: `start` once, `save` after every graded answer, `complete` at the end of an attempt
 * (again after a further attempt), and page events are the session's own business.
 */
export interface LearningSession {
  /** Finds the LMS, initialises it once, reads what was kept. Never throws: see `SessionStart.problem`. */
  start(): Promise<SessionStart>;
  /** Hands over progress within an attempt; resolves when the commit was answered. */
  save(progress: Progress): Promise<SaveState>;
  /** Hands over the end of an attempt: score, then status, then commit at once. */
  complete(result: AttemptResult): Promise<SaveState>;
  /** Tries the last commit again, for the button beside "Chưa lưu được". */
  retry(): Promise<SaveState>;
  /** Calls back at each change of the save state; returns a function that stops it. */
  onSaveState(listener: (state: SaveState) => void): () => void;
}

/** What a session finds when it begins. */
export interface SessionStart {
  /** Who listens: a real LMS, this device (scorm-again), or nobody (nothing can be stored). */
  recorder: 'lms' | 'device' | 'none';
  /** The quiz's own text from the last visit (`cmi.suspend_data`), or null at the first. */
  suspendData: string | null;
  /** Best status the LMS holds. `passed` is never downgraded by what follows. */
  status: CompletionStatus | null;
  /** Best score the LMS holds, 0–100, or null. */
  score: number | null;
  /** Name the LMS gives for the learner, or null. */
  learnerName: string | null;
  /** False when the LMS opened the module for review or browsing: nothing will be recorded. */
  recording: boolean;
  /** A Vietnamese sentence when recording is not possible, with what the learner can do. */
  problem: string | null;
}

/** `saved`: the LMS confirmed the last commit. `unsaved`: it did not; `message` says what to do. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'unsaved'; message: string };

/** Progress within an attempt. */
export interface Progress {
  /** The quiz's own state, at most 4,096 characters, ASCII. */
  suspendData: string;
  /** Score of the running attempt so far, 0–100. */
  score: number;
  /** Where the learner is, at most 255 characters, ASCII. */
  location: string;
  /** The interaction just graded, or null when only the place changed. */
  interaction: Interaction | null;
}

/** The end of an attempt. */
export interface AttemptResult {
  suspendData: string;
  /** Score 0–100. */
  score: number;
  passed: boolean;
}

/** An answered question in SCORM's terms; the client writes it in the standard's own format. */
export interface Interaction {
  /** ASCII, unique within the attempt: `<question id>` for the first attempt, `<question id>-<n>` after. */
  id: string;
  response: InteractionResponse;
  /** The right pattern, in the same shape as `response`. */
  correct: InteractionResponse;
  result: 'correct' | 'incorrect' | 'neutral';
  /** Points of the question. */
  weighting: number;
  /** Time the learner took, in milliseconds. */
  latencyMs: number;
  /** When it was answered. */
  at: Date;
  /** The question in words (2004's description). */
  description: string;
}

/** A response by SCORM interaction type. Ids are ASCII and short. */
export type InteractionResponse =
  | { type: 'choice'; ids: readonly string[] }
  | { type: 'true-false'; value: boolean }
  | { type: 'fill-in'; text: string }
  | { type: 'matching'; pairs: readonly (readonly [string, string])[] }
  | { type: 'sequencing'; ids: readonly string[] }
  | { type: 'performance'; steps: { step: string; choice: string }[] };

/** What a session must know of its module. */
export interface ModuleIdentity {
  slug: string;
  title: string;
  /** `version` of the module's front matter. */
  version: string;
  /** `version` of the quiz. */
  quizVersion: number;
  /** Per cent needed to pass. */
  passMark: number;
}
