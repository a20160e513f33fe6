import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersTo, quizzes } from '../../tests/fixtures/quiz/arbitrary.ts';
import { demoQuiz } from '../../tests/fixtures/quiz/demo.ts';
import { rightAnswer } from '../../tests/fixtures/quiz/right-answer.ts';
import type { Quiz } from '../schemas/quiz.ts';
import type { Answer } from './answer.ts';
import { attemptScore, openIndex, questionOf } from './attempt.ts';
import { canBegin, openState, type QuizEvent, type QuizState, reduce } from './state.ts';
import { decodeMemory, encodeMemory } from './suspend.ts';

const NOTHING_SEEN = { status: null, score: null };

function questionNow(quiz: Quiz, state: QuizState) {
  const { attempt, screen } = state;
  const item = screen.name === 'question' ? attempt?.items[screen.index] : undefined;
  const question = item && questionOf(quiz, item);
  if (!question) throw new Error('No question on the screen');
  return question;
}

/** Answers the question on the screen and goes on. */
function play(quiz: Quiz, state: QuizState, right: boolean): QuizState {
  const question = questionNow(quiz, state);
  const answer: Answer = right
    ? rightAnswer(question)
    : wrongAnswer(question.kind, rightAnswer(question));
  const answered = reduce(quiz, state, { type: 'answer', answer });
  return reduce(quiz, answered, { type: 'next' });
}

function wrongAnswer(kind: string, right: Answer): Answer {
  switch (right.kind) {
    case 'choice':
      return { kind: 'choice', ids: [kind === 'multiple' ? 'cao-len' : 'mai'] };
    case 'truth':
      return { kind: 'truth', value: !right.value };
    case 'text':
      return { kind: 'text', text: '113' };
    case 'pairs': {
      const [first] = right.pairs;
      return {
        kind: 'pairs',
        pairs: right.pairs.map(([left], i, all) => [left, all[i + 1]?.[1] ?? first?.[1] ?? left]),
      };
    }
    case 'order':
      return { kind: 'order', ids: right.ids.toReversed() };
    default:
      return { kind: 'path', choices: ['doc-lop'] };
  }
}

function playAll(quiz: Quiz, state: QuizState, right: boolean): QuizState {
  let now = state;
  while (now.screen.name === 'question') now = play(quiz, now, right);
  return now;
}

const opened = (seed = 1) => openState(demoQuiz, null, NOTHING_SEEN, seed);

/** What another visit makes of this state, by way of what is stored. */
const reopened = (state: QuizState, quiz = demoQuiz, seed = 99) =>
  openState(
    quiz,
    decodeMemory(quiz, encodeMemory({ record: state.record, attempt: state.attempt })),
    NOTHING_SEEN,
    seed,
  );

describe('an attempt', () => {
  it('asks one question after the other and ends with a result', () => {
    const end = playAll(demoQuiz, opened(), true);
    expect(end.screen).toEqual({ name: 'result' });
    expect(end.record).toEqual({ attempts: 1, best: 100, passed: true });
  });

  it('shows feedback before it goes on, and grades a question once', () => {
    const start = opened();
    const question = questionNow(demoQuiz, start);
    const answered = reduce(demoQuiz, start, { type: 'answer', answer: rightAnswer(question) });
    expect(answered.screen).toEqual(start.screen);
    const again = reduce(demoQuiz, answered, { type: 'answer', answer: rightAnswer(question) });
    expect(again).toBe(answered);
    expect(reduce(demoQuiz, answered, { type: 'next' }).screen).toEqual({
      name: 'question',
      index: 1,
    });
  });

  it('does not go on without an answer', () => {
    expect(reduce(demoQuiz, opened(), { type: 'next' }).screen).toEqual({
      name: 'question',
      index: 0,
    });
  });

  it('counts as soon as the last question is answered, not when the result is looked at', () => {
    let state = opened();
    while (openIndex(state.attempt ?? { seed: 0, items: [], finished: false }) < 6) {
      state = play(demoQuiz, state, true);
    }
    const question = questionNow(demoQuiz, state);
    const last = reduce(demoQuiz, state, { type: 'answer', answer: rightAnswer(question) });
    expect(last.record.attempts).toBe(1);
    expect(last.screen.name).toBe('question');
    expect(reopened(last).screen).toEqual({ name: 'result' });
  });

  it('fails below the pass mark and can be repeated while attempts are left', () => {
    let state = opened();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      state = playAll(demoQuiz, state, false);
      expect(state.record).toEqual({ attempts: attempt, best: 0, passed: false });
      expect(canBegin(demoQuiz, state)).toBe(attempt < 3);
      state = reduce(demoQuiz, state, { type: 'begin', seed: attempt });
    }
    expect(state.screen).toEqual({ name: 'result' });
  });

  it('keeps the best score and the pass when a later attempt is worse', () => {
    const passed = playAll(demoQuiz, opened(), true);
    const second = reduce(demoQuiz, passed, { type: 'begin', seed: 5 });
    expect(playAll(demoQuiz, second, false).record).toEqual({
      attempts: 2,
      best: 100,
      passed: true,
    });
  });

  it('decides a scenario step by step and grades it at its end', () => {
    let state = opened();
    while (questionNow(demoQuiz, state).kind !== 'scenario') state = play(demoQuiz, state, true);
    const { screen } = state;
    const points = (one: QuizState) =>
      screen.name === 'question' ? one.attempt?.items[screen.index]?.points : undefined;
    expect(reduce(demoQuiz, state, { type: 'choose', choice: 'lang-nghe' })).toBe(state);
    state = reduce(demoQuiz, state, { type: 'choose', choice: 'de-sau' });
    expect(points(state)).toBeNull();
    state = reopened(state);
    expect(questionNow(demoQuiz, state).kind).toBe('scenario');
    state = reduce(demoQuiz, state, { type: 'choose', choice: 'lang-nghe' });
    expect(points(state)).toBe(3780);
  });
});

describe('a later visit', () => {
  it('goes on at the same question with the same order of questions and options', () => {
    const state = play(demoQuiz, play(demoQuiz, opened(42), true), false);
    const later = reopened(state);
    expect(later.attempt).toEqual(state.attempt);
    expect(later.screen).toEqual(state.screen);
    expect(later.resumed).toBe('yes');
    expect(play(demoQuiz, later, true).resumed).toBe('no');
  });

  it('shows the last result, and begins nothing by itself', () => {
    const end = playAll(demoQuiz, opened(), false);
    const later = reopened(end);
    expect(later.screen).toEqual({ name: 'result' });
    expect(later.attempt).toEqual(end.attempt);
    expect(canBegin(demoQuiz, later)).toBe(true);
  });

  it('begins anew when what was kept cannot be read', () => {
    const later = openState(demoQuiz, decodeMemory(demoQuiz, 'rác'), NOTHING_SEEN, 3);
    expect(later.screen).toEqual({ name: 'question', index: 0 });
  });

  it('believes the LMS that the module was passed', () => {
    const later = openState(demoQuiz, null, { status: 'passed', score: 80 }, 3);
    expect(later.record).toEqual({ attempts: 0, best: 80, passed: true });
    expect(later.screen).toEqual({ name: 'result' });
  });

  it('says when an update changed the attempt under way, and ends it when nothing is left to ask', () => {
    let state = opened();
    for (let i = 0; i < 6; i += 1) state = play(demoQuiz, state, true);
    const last = questionNow(demoQuiz, state);
    const without: Quiz = {
      ...demoQuiz,
      questions: demoQuiz.questions.filter(({ id }) => id !== last.id),
    };
    expect(reopened(state, without).resumed).toBe('updated');
    const done = {
      ...without,
      draw: 3,
      questions: without.questions.filter(({ id }) => id !== 'bat-nat-mang'),
    };
    const ended = reopened(state, done);
    expect(ended.screen).toEqual({ name: 'result' });
    expect(ended.record).toEqual({ attempts: 1, best: 100, passed: true });
  });
});

describe('any sequence of events', () => {
  /** Plays random events, most of which fit. */
  const games = quizzes(5, 8).chain((quiz) =>
    fc.record({
      quiz: fc.constant(quiz),
      moves: fc.array(
        fc.oneof(
          { weight: 6, arbitrary: fc.constant('answer' as const) },
          { weight: 4, arbitrary: fc.constant('next' as const) },
          fc.constantFrom('begin' as const, 'show' as const, 'choose' as const, 'visit' as const),
        ),
        { maxLength: 40 },
      ),
      answers: fc.tuple(...quiz.questions.map(answersTo)),
    }),
  );

  it('never lets the record get worse, and passes only with the pass mark', () => {
    fc.assert(
      fc.property(games, ({ quiz, moves, answers }) => {
        let state = openState(quiz, null, NOTHING_SEEN, 1);
        for (const [turn, move] of moves.entries()) {
          const { attempt, screen } = state;
          const item = screen.name === 'question' ? attempt?.items[screen.index] : undefined;
          const question = item ? questionOf(quiz, item) : null;
          const answer = question ? answers[quiz.questions.indexOf(question)] : undefined;
          const event: QuizEvent =
            move === 'answer'
              ? { type: 'answer', answer: answer ?? { kind: 'unknown' } }
              : move === 'begin'
                ? { type: 'begin', seed: turn }
                : move === 'show'
                  ? { type: 'show', screen: 'review' }
                  : move === 'choose'
                    ? { type: 'choose', choice: 'a' }
                    : { type: 'next' };
          const next = move === 'visit' ? reopened(state, quiz, turn) : reduce(quiz, state, event);
          expect(next.record.attempts).toBeGreaterThanOrEqual(state.record.attempts);
          expect(next.record.best ?? -1).toBeGreaterThanOrEqual(state.record.best ?? -1);
          expect(next.record.passed).toBe((next.record.best ?? -1) >= quiz.passMark);
          if (quiz.attempts > 0) {
            expect(next.record.attempts).toBeLessThanOrEqual(quiz.attempts);
          }
          if (next.attempt?.finished) {
            expect(next.record.best ?? -1).toBeGreaterThanOrEqual(attemptScore(next.attempt));
          }
          state = next;
        }
      }),
    );
  });
});
