import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quizzes } from '../../tests/fixtures/quiz/arbitrary.ts';
import { demoQuiz } from '../../tests/fixtures/quiz/demo.ts';
import type { Quiz } from '../schemas/quiz.ts';
import {
  type Attempt,
  attemptSize,
  drawAttempt,
  fitAttempt,
  questionOf,
  shownOrder,
  startOrder,
  tagOf,
} from './attempt.ts';
import { POINT } from './grading.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const tags = (attempt: Attempt) => attempt.items.map((item) => item.tag);
const withQuestions = (quiz: Quiz, questions: Quiz['questions']): Quiz => ({ ...quiz, questions });

/** Marks the first `count` items as answered with full points. */
function answered(attempt: Attempt, count: number, points = POINT): Attempt {
  const items = attempt.items.map((item, place) =>
    place < count ? { ...item, answer: { kind: 'unknown' } as const, points } : item,
  );
  return { ...attempt, items };
}

describe('drawing', () => {
  it('draws distinct questions of the bank, as many as an attempt has, with those always asked', () => {
    fc.assert(
      fc.property(quizzes(), seeds, (quiz, seed) => {
        const drawn = tags(drawAttempt(quiz, seed));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn).toHaveLength(attemptSize(quiz));
        const bank = new Set(quiz.questions.map((question) => tagOf(question.id)));
        expect(drawn.every((tag) => bank.has(tag))).toBe(true);
        for (const question of quiz.questions) {
          if (question.always) expect(drawn).toContain(tagOf(question.id));
        }
      }),
    );
  });

  it('depends on the seed, not on the order of the bank', () => {
    fc.assert(
      fc.property(quizzes(), seeds, (quiz, seed) => {
        const turned = withQuestions(quiz, quiz.questions.toReversed());
        expect(drawAttempt(turned, seed)).toEqual(drawAttempt(quiz, seed));
      }),
    );
  });

  it('gives every question a fair chance', () => {
    const quiz = withQuestions(
      { ...demoQuiz, draw: 4 },
      demoQuiz.questions.map((question) => ({ ...question, always: false })),
    );
    const counts = new Map<string, number>();
    const rounds = 4000;
    for (let seed = 0; seed < rounds; seed += 1) {
      for (const tag of tags(drawAttempt(quiz, seed))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    expect(counts.size).toBe(8);
    for (const count of counts.values()) {
      expect(Math.abs(count / rounds - 0.5)).toBeLessThan(0.05);
    }
  });
});

describe('the order of options', () => {
  it('is a permutation that stays when others come and go', () => {
    const lists = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(lists, seeds, (list, seed) => {
        const attempt: Attempt = { seed, items: [], finished: false };
        const entries = list.map((id) => ({ id }));
        const order = shownOrder(attempt, 'q', entries).map(({ id }) => id);
        expect(order.toSorted()).toEqual(list.toSorted());
        const fewer = shownOrder(attempt, 'q', entries.slice(1).reverse()).map(({ id }) => id);
        expect(fewer).toEqual(order.filter((id) => id !== list[0]));
      }),
    );
  });

  it('never shows an ordering already solved', () => {
    fc.assert(
      fc.property(quizzes(), seeds, (quiz, seed) => {
        const attempt = drawAttempt(quiz, seed);
        for (const question of quiz.questions) {
          if (question.kind !== 'ordering') continue;
          const right = question.items.map(({ id }) => id);
          const shown = startOrder(attempt, question);
          expect(shown).not.toEqual(right);
          expect(shown.toSorted()).toEqual(right.toSorted());
        }
      }),
    );
  });
});

describe('an attempt under way after an update of the quiz', () => {
  const bank = withQuestions(
    { ...demoQuiz, draw: 5 },
    demoQuiz.questions.map((question) => ({ ...question, always: false })),
  );
  const attempt = answered(drawAttempt(bank, 7), 2);
  const without = (tag: string | undefined) =>
    withQuestions(
      bank,
      bank.questions.filter((question) => tagOf(question.id) !== tag),
    );

  it('is the same object when nothing in it changed, however the bank was reordered or grew', () => {
    const grown = withQuestions(bank, [
      ...bank.questions.toReversed(),
      ...bank.questions.slice(0, 1).map((question) => ({ ...question, id: 'moi', always: true })),
    ]);
    expect(fitAttempt(grown, attempt)).toBe(attempt);
  });

  it('replaces a removed question that was not answered', () => {
    const gone = attempt.items[3]?.tag;
    const fitted = fitAttempt(without(gone), attempt);
    expect(tags(fitted)).not.toContain(gone);
    expect(fitted.items).toHaveLength(5);
    expect(tags(fitted).slice(0, 4)).toEqual(tags(attempt).filter((tag) => tag !== gone));
  });

  it('keeps a removed question that earned points, and lets go of one that earned none', () => {
    const gone = attempt.items[0]?.tag;
    expect(fitAttempt(without(gone), attempt)).toBe(attempt);
    const failed = answered(attempt, 1, 0);
    expect(tags(fitAttempt(without(gone), failed))).not.toContain(gone);
  });

  it('shrinks and grows with the draw, never below what was answered', () => {
    expect(tags(fitAttempt({ ...bank, draw: 3 }, attempt))).toEqual(tags(attempt).slice(0, 3));
    const four = answered(attempt, 4);
    expect(tags(fitAttempt({ ...bank, draw: 3 }, four))).toEqual(tags(four).slice(0, 4));
    expect(tags(fitAttempt({ ...bank, draw: 7 }, attempt)).slice(0, 5)).toEqual(tags(attempt));
  });

  it('loses no point whatever the update is', () => {
    fc.assert(
      fc.property(quizzes(), quizzes(), seeds, fc.nat({ max: 15 }), (old, other, seed, done) => {
        const before = answered(drawAttempt(old, seed), done);
        const mixed = withQuestions(other, [
          ...old.questions.slice(3),
          ...other.questions.filter(({ id }) => !old.questions.some((one) => one.id === id)),
        ]);
        const after = fitAttempt(mixed, before);
        const points = (one: Attempt) =>
          one.items.reduce((sum, item) => sum + (item.points ?? 0), 0);
        expect(points(after)).toBe(points(before));
        expect(new Set(tags(after)).size).toBe(after.items.length);
        const open = after.items.filter((item) => item.points === null);
        expect(open.every((item) => questionOf(mixed, item) !== null)).toBe(true);
      }),
    );
  });
});
