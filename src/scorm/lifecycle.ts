import type { CompletionStatus } from '../schemas/vocabulary.ts';
import type { AttemptResult, Interaction, Progress, SaveState } from './learning-session.ts';
import { better } from './status-rank.ts';

/**
 * The life of a SCORM session as a pure state machine: `step(state, event)` gives the next state and
 * the effects to carry out, in order. It knows no LMS, DOM, timer or clock; `at` is a time in
 * milliseconds of any clock. Why it is so: docs/decisions/scorm-lifecycle.md.
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

export const INITIAL: State = {
  phase: 'closed',
  recording: false,
  judged: false,
  held: { status: null, score: null, suspendData: null, location: null },
  endedScore: null,
  pending: [],
  places: {},
  nextIndex: 0,
  written: 0,
  confirmed: 0,
  failures: 0,
  elapsedMs: 0,
  since: null,
};

function higher(a: number | null, b: number): number {
  const bounded = Number.isFinite(b) ? Math.min(Math.max(b, 0), 100) : 0;
  return a === null ? bounded : Math.max(a, bounded);
}

/** A stretch without any event counts for at most two hours: nobody reads a page for longer. */
const LONGEST_STRETCH_MS = 2 * 3_600_000;

/** Learning time at `at`. A clock set back adds nothing. */
function elapsed(state: State, at: number): number {
  if (state.since === null) return state.elapsedMs;
  return state.elapsedMs + Math.min(Math.max(at - state.since, 0), LONGEST_STRETCH_MS);
}

function withTime(state: State, at: number, running: boolean): State {
  return { ...state, elapsedMs: elapsed(state, at), since: running ? at : null };
}

/** Number of the write that opens the session; nothing was earned with it. */
const OPENING = 1;

/** Pauses before the 1st, 2nd … retry, in milliseconds; the last one repeats. */
const BACK_OFF_MS = [2_000, 5_000, 15_000, 30_000, 60_000] as const;

function writeAndCommit(state: State, trusted: boolean): Effect[] {
  return [
    {
      type: 'write',
      held: state.judged ? { ...state.held, score: state.endedScore } : state.held,
      exit: state.held.status === 'passed' ? 'passed' : 'suspend',
      sessionMs: state.elapsedMs,
      interactions: state.pending,
    },
    { type: 'commit', write: state.written, trusted },
  ];
}

/** Takes something earned into what the LMS is to hold, then writes and commits it. */
function earn(state: State, at: number, change: Partial<State>): Step {
  const running = withTime(state, at, state.since !== null);
  const next: State = { ...running, ...change, phase: 'open', written: state.written + 1 };
  return {
    state: next,
    effects: [{ type: 'announce', save: { kind: 'saving' } }, ...writeAndCommit(next, true)],
  };
}

/** What other tabs are to know, so that their older copy of the record overwrites nothing. */
function tell({ held, endedScore, pending }: State): Effect {
  const status = held.status === 'passed' || held.status === 'failed' ? held.status : null;
  const interactions = pending.map(({ interaction }) => interaction);
  return { type: 'tell', news: { status, score: endedScore, interactions } };
}

/** Takes in what the learner earned in another tab; a better result is committed from here as well. */
function takeIn(state: State, at: number, { status, score, interactions }: News): Step {
  let next = state;
  for (const interaction of interactions) {
    if (!(interaction.id in next.places)) next = { ...next, ...place(next, interaction) };
  }
  const held: Held = {
    ...state.held,
    status: better<CompletionStatus | null>(state.held.status, status),
    score: score === null ? state.held.score : higher(state.held.score, score),
  };
  const endedScore = score === null ? state.endedScore : higher(state.endedScore, score);
  const isBetter = held.status !== state.held.status || endedScore !== state.endedScore;
  return isBetter ? earn(next, at, { held, endedScore }) : nothing(next);
}

function told(step: Step): Step {
  return { ...step, effects: [tell(step.state), ...step.effects] };
}

function nothing(state: State): Step {
  return { state, effects: [] };
}

function again(state: State): Step {
  if (state.confirmed === state.written) return nothing(state);
  return {
    state,
    effects: [{ type: 'announce', save: { kind: 'saving' } }, ...writeAndCommit(state, true)],
  };
}

function place(state: State, interaction: Interaction): Partial<State> {
  const known = state.places[interaction.id];
  const index = known ?? state.nextIndex;
  return {
    nextIndex: known === undefined ? index + 1 : state.nextIndex,
    places: { ...state.places, [interaction.id]: index },
    pending: [
      ...state.pending.filter((entry) => entry.index !== index),
      { index, interaction, since: state.written + 1 },
    ],
  };
}

/**
 * True while there is a session to write to. A paused one counts: whoever answers is on a page that
 * is alive, whatever the browser said before.
 */
function canWrite(state: State): boolean {
  return (state.phase === 'open' || state.phase === 'paused') && state.recording;
}

/** The whole life cycle. Total: any event in any state has an answer. */
export function step(state: State, event: Event): Step {
  switch (event.type) {
    case 'opened': {
      if (state.phase !== 'closed') return nothing(state);
      const opened: State = {
        ...state,
        phase: 'open',
        recording: event.recording,
        judged: event.judged,
        held: event.held,
        endedScore: event.held.score,
        nextIndex: event.interactions,
        places: event.places,
        since: event.visible ? event.at : null,
      };
      if (!event.recording) return nothing(opened);
      const status = better<CompletionStatus | null>(event.held.status, 'incomplete');
      const next = { ...opened, held: { ...event.held, status }, written: OPENING };
      return { state: next, effects: writeAndCommit(next, true) };
    }

    case 'progress': {
      if (!canWrite(state)) return refuse(state);
      const { progress } = event;
      const next = earn(state, event.at, {
        ...(progress.interaction === null ? {} : place(state, progress.interaction)),
        held: {
          status: better<CompletionStatus | null>(state.held.status, 'incomplete'),
          score: higher(state.held.score, progress.score),
          suspendData: progress.suspendData,
          location: progress.location,
        },
      });
      return told(next);
    }

    case 'completed': {
      if (!canWrite(state)) return refuse(state);
      const { result } = event;
      const next = earn(state, event.at, {
        endedScore: higher(state.endedScore, result.score),
        held: {
          ...state.held,
          status: better<CompletionStatus | null>(
            state.held.status,
            result.passed ? 'passed' : 'failed',
          ),
          score: higher(state.held.score, result.score),
          suspendData: result.suspendData,
        },
      });
      return told(next);
    }

    case 'asked':
      // Only what no LMS has: what it has, the new tab reads there, and of which attempt it is. A page
      // that has left wrote all it knew; SCORM 1.2 would list an answer told again a second time.
      return state.phase !== 'finished' &&
        state.confirmed < state.written &&
        state.written > OPENING
        ? { state, effects: [tell(state)] }
        : nothing(state);

    case 'overheard':
      return canWrite(state) ? takeIn(state, event.at, event.news) : nothing(state);

    case 'hidden': {
      const next = withTime(state, event.at, false);
      // The page may be going away, and an LMS may answer "true" to anything then: not trusted.
      return { state: next, effects: canWrite(state) ? writeAndCommit(next, false) : [] };
    }

    case 'shown':
    case 'pageshow': {
      if (state.phase === 'closed' || state.phase === 'finished') return nothing(state);
      const next: State = { ...withTime(state, event.at, true), phase: 'open' };
      return next.recording ? again(next) : nothing(next);
    }

    case 'pagehide': {
      if (state.phase === 'closed' || state.phase === 'finished') return nothing(state);
      const next = withTime(state, event.at, false);
      const effects = next.recording ? writeAndCommit(next, false) : [];
      if (event.persisted) return { state: { ...next, phase: 'paused' }, effects };
      return {
        state: { ...next, phase: 'finished' },
        effects: [...effects, { type: 'finish' }, { type: 'retry-stop' }],
      };
    }

    case 'retry':
      if (state.confirmed === state.written) return nothing(state);
      return canWrite(state)
        ? again(withTime(state, event.at, state.since !== null))
        : refuse(state);

    case 'committed': {
      if (event.write <= state.confirmed) return nothing(state);
      if (event.failure !== null) {
        if (state.phase === 'finished') return nothing(state);
        const pause = BACK_OFF_MS[Math.min(state.failures, BACK_OFF_MS.length - 1)] ?? 60_000;
        return {
          state: { ...state, failures: state.failures + 1 },
          effects: [
            { type: 'announce', save: { kind: 'unsaved', failure: event.failure } },
            { type: 'retry-in', ms: pause },
          ],
        };
      }
      const next: State = {
        ...state,
        confirmed: event.write,
        failures: 0,
        pending: state.pending.filter((entry) => entry.since > event.write),
      };
      if (event.write < state.written) return nothing(next);
      // Nobody is told "saved" for opening a page, unless "not saved" was said before.
      if (event.write === OPENING && state.failures === 0) return nothing(next);
      return {
        state: next,
        effects: [
          { type: 'retry-stop' },
          { type: 'announce', save: { kind: 'saved', at: event.when } },
        ],
      };
    }
  }
}

/** Something was earned that cannot be written: said, unless the LMS wants no record. */
function refuse(state: State): Step {
  if (state.phase !== 'finished' || !state.recording) return nothing(state);
  return {
    state,
    effects: [{ type: 'announce', save: { kind: 'unsaved', failure: 'closed' } }],
  };
}
