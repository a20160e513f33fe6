import type { CompletionStatus } from '../schemas/vocabulary.ts';
import type { Interaction } from './learning-session.ts';
import type { Effect, Event, Held, News, State, Step } from './lifecycle-model.ts';
import { better } from './status-rank.ts';

/**
 * The life of a SCORM session as a pure state machine: `step(state, event)` gives the next state and
 * the effects to carry out, in order. It knows no LMS, DOM, timer or clock; `at` is a time in
 * milliseconds of any clock. Why it is so: docs/decisions/scorm-lifecycle.md.
 */

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
