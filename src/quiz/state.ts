import type { Quiz } from '../schemas/quiz.ts';
import type { SessionStart } from '../scorm/learning-session.ts';
import type { Answer } from './answer.ts';
import { isComplete, walk } from './answer.ts';
import type { Attempt, Item } from './attempt.ts';
import { attemptScore, drawAttempt, fitAttempt, openIndex, questionOf } from './attempt.ts';
import { grade } from './grading.ts';

/**
 * The quiz as a state machine: state + event → state. Nothing here knows a screen, a store or a
 * clock; what has to be random or timed comes in with the event.
 *
 * An attempt counts as used when its last question is answered, not when it begins: what was closed
 * half-way is resumed, never lost. A question is graded once, when it is answered.
 */
export interface QuizState {
  readonly record: QuizRecord;
  /** The attempt under way or, once finished, the last one, for its review. */
  readonly attempt: Attempt | null;
  readonly screen: Screen;
  /** How this visit began: nothing before, in the middle of an attempt, or so after an update of the
   * quiz; `no` again from the first question on that was answered. */
  readonly resumed: 'no' | 'yes' | 'updated';
}

/** What all attempts so far came to. */
export interface QuizRecord {
  /** Attempts finished. */
  readonly attempts: number;
  /** Best score in whole per cent, or null before the first attempt is finished. */
  readonly best: number | null;
  /** Once true it stays true. */
  readonly passed: boolean;
}

/** What the learner sees. */
export type Screen =
  /** A question to answer or, once it has points, its feedback. */
  | { readonly name: 'question'; readonly index: number }
  | { readonly name: 'result' }
  | { readonly name: 'review' };

/** What can happen. Events that do not fit the state change nothing. */
export type QuizEvent =
  /** Starts an attempt, when none is under way and one is left. */
  | { readonly type: 'begin'; readonly seed: number }
  /** Decides the open step of a scenario; the last decision answers the question. */
  | { readonly type: 'choose'; readonly choice: string }
  /** Answers the question on the screen. */
  | { readonly type: 'answer'; readonly answer: Answer }
  /** Goes on from feedback to the next question, or to the result. */
  | { readonly type: 'next' }
  | { readonly type: 'show'; readonly screen: 'result' | 'review' };

/** What the quiz keeps between visits. */
export interface Memory {
  readonly record: QuizRecord;
  readonly attempt: Attempt | null;
}

/** Whether another attempt may begin. */
export function canBegin(quiz: Quiz, state: Pick<QuizState, 'record' | 'attempt'>): boolean {
  const running = state.attempt !== null && !state.attempt.finished;
  return !running && (quiz.attempts === 0 || state.record.attempts < quiz.attempts);
}

/**
 * State at the start of a visit: goes on with the attempt under way, else shows the result of the
 * last one, else begins the first attempt with `seed`.
 *
 * @param memory what was kept, or null at the first visit and when it cannot be read
 * @param seen what the LMS itself holds; it is believed where it is better than `memory`
 */
export function openState(
  quiz: Quiz,
  memory: Memory | null,
  seen: Pick<SessionStart, 'status' | 'score'>,
  seed: number,
): QuizState {
  const known = memory?.record ?? { attempts: 0, best: null, passed: false };
  const record: QuizRecord = {
    attempts: known.attempts,
    best: seen.status === 'passed' ? larger(known.best, seen.score) : known.best,
    passed: known.passed || seen.status === 'passed',
  };
  const kept = memory?.attempt ?? null;
  if (kept && !kept.finished) {
    const attempt = fitAttempt(quiz, kept);
    const resumed = attempt === kept ? 'yes' : 'updated';
    return settle(quiz, { record, attempt, screen: { name: 'result' }, resumed }, true);
  }
  const state: QuizState = { record, attempt: kept, screen: { name: 'result' }, resumed: 'no' };
  return kept || record.passed || !canBegin(quiz, state)
    ? state
    : reduce(quiz, state, { type: 'begin', seed });
}

/** The state after an event. Never throws. */
export function reduce(quiz: Quiz, state: QuizState, event: QuizEvent): QuizState {
  const { attempt, screen } = state;
  switch (event.type) {
    case 'begin':
      return canBegin(quiz, state)
        ? {
            ...state,
            attempt: drawAttempt(quiz, event.seed),
            screen: { name: 'question', index: 0 },
            resumed: 'no',
          }
        : state;
    case 'show':
      return attempt?.finished ? { ...state, screen: { name: event.screen } } : state;
    case 'next':
      return attempt && screen.name === 'question' && attempt.items[screen.index]?.points !== null
        ? settle(quiz, { ...state, resumed: 'no' }, true)
        : state;
    case 'choose':
    case 'answer': {
      if (!attempt || screen.name !== 'question') return state;
      const item = attempt.items[screen.index];
      if (!item || item.points !== null) return state;
      const answered = answerItem(quiz, item, event);
      if (answered === item) return state;
      const items = attempt.items.map((one) => (one === item ? answered : one));
      return settle(quiz, { ...state, attempt: { ...attempt, items } }, false);
    }
  }
}

function answerItem(
  quiz: Quiz,
  item: Item,
  event: Extract<QuizEvent, { type: 'choose' | 'answer' }>,
): Item {
  const question = questionOf(quiz, item);
  if (!question) return item;
  if (event.type === 'answer') {
    return isComplete(question, event.answer)
      ? { ...item, answer: event.answer, points: grade(question, event.answer) }
      : item;
  }
  if (question.kind !== 'scenario') return item;
  const before = item.answer?.kind === 'path' ? item.answer.choices : [];
  const choices = [...before, event.choice];
  const answer: Answer = { kind: 'path', choices };
  if (walk(question, choices).taken.length !== choices.length) return item;
  return { ...item, answer, points: isComplete(question, answer) ? grade(question, answer) : null };
}

/**
 * Counts an attempt whose last question has been answered and, when asked to, moves to the next open
 * question or to the result.
 */
function settle(quiz: Quiz, state: QuizState, move: boolean): QuizState {
  const { attempt, record } = state;
  if (!attempt) return state;
  const open = openIndex(attempt);
  const screen: Screen = open < 0 ? { name: 'result' } : { name: 'question', index: open };
  const settled: QuizState =
    open >= 0 || attempt.finished
      ? state
      : {
          ...state,
          attempt: { ...attempt, finished: true },
          record: {
            attempts: record.attempts + 1,
            best: larger(record.best, attemptScore(attempt)),
            passed: record.passed || attemptScore(attempt) >= quiz.passMark,
          },
        };
  return move ? { ...settled, screen } : settled;
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
