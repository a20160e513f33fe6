import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersTo, quizzes } from '../../tests/fixtures/quiz/arbitrary.ts';
import { demoQuiz } from '../../tests/fixtures/quiz/demo.ts';
import { rightAnswer } from '../../tests/fixtures/quiz/right-answer.ts';
import type { Question } from '../schemas/quiz.ts';
import type { Answer } from './answer.ts';
import { isComplete } from './answer.ts';
import { grade, POINT, scorePercent } from './grading.ts';

function demo(id: string): Question {
  const question = demoQuiz.questions.find((candidate) => candidate.id === id);
  if (!question) throw new Error(`No question ${id}`);
  return question;
}

/** Share of the question's point, for an answer to a question of the demo. */
const share = (id: string, answer: Answer) => grade(demo(id), answer) / POINT;

describe('grading', () => {
  it.each(demoQuiz.questions)(
    'gives the right answer of $id ($kind) the full point',
    (question) => {
      expect(isComplete(question, rightAnswer(question))).toBe(true);
      expect(grade(question, rightAnswer(question))).toBe(POINT);
    },
  );

  it('takes the share of wrong options from the share of right ones', () => {
    const choose = (...ids: string[]) => share('dau-hieu', { kind: 'choice', ids });
    expect(choose('so-den-lop', 'mat-do')).toBeCloseTo(2 / 3);
    expect(choose('so-den-lop', 'mat-do', 'vet-bam', 'cao-len')).toBeCloseTo(1 / 2);
    expect(choose('so-den-lop', 'cao-len')).toBe(0);
    expect(choose('so-den-lop', 'mat-do', 'vet-bam', 'cao-len', 'doc-sach')).toBe(0);
  });

  it('gives a wrong option, statement or text nothing', () => {
    expect(share('goi-so-nao', { kind: 'choice', ids: ['mai'] })).toBe(0);
    expect(share('goi-so-nao', { kind: 'choice', ids: ['hoi', 'mai'] })).toBe(0);
    expect(share('giu-kin', { kind: 'truth', value: true })).toBe(0);
    expect(share('so-tong-dai', { kind: 'text', text: '113' })).toBe(0);
  });

  it('counts each pair of a matching', () => {
    const pairs = [
      ['chu-nhiem', 'chu-nhiem'],
      ['dau-moi', 'hieu-truong'],
      ['hieu-truong', 'dau-moi'],
    ] as const;
    expect(share('ai-lam-gi', { kind: 'pairs', pairs })).toBeCloseTo(1 / 3);
  });

  it('charges little for neighbours swapped, everything for an order reversed', () => {
    const order = (...ids: string[]) => share('cac-buoc', { kind: 'order', ids });
    expect(order('tran-an', 'nghe', 'ghi', 'bao')).toBeCloseTo(4 / 6);
    expect(order('bao', 'ghi', 'tran-an', 'nghe')).toBe(0);
  });

  it('averages the choices of a scenario over the steps taken', () => {
    const path = (...choices: string[]) => share('nhom-chat', { kind: 'path', choices });
    expect(path('de-sau', 'lang-nghe')).toBe(0.75);
    expect(path('cam-on', 'ep-ke')).toBe(0.5);
    expect(path('doc-lop')).toBe(0);
  });

  it('gives whole units between nothing and the full point, for any answer to any question', () => {
    const questions = quizzes().chain((quiz) => fc.constantFrom(...quiz.questions));
    const pairs = questions.chain((question) =>
      fc.tuple(fc.constant(question), answersTo(question)),
    );
    fc.assert(
      fc.property(pairs, questions, ([question, answer], other) => {
        for (const units of [grade(question, answer), grade(other, answer)]) {
          expect(Number.isInteger(units)).toBe(true);
          expect(units).toBeGreaterThanOrEqual(0);
          expect(units).toBeLessThanOrEqual(POINT);
        }
        expect(grade(question, rightAnswer(question))).toBeGreaterThanOrEqual(
          question.kind === 'scenario' ? 0 : POINT,
        );
      }),
    );
  });

  it('earns nothing by choosing every option of a multiple', () => {
    fc.assert(
      fc.property(quizzes(), (quiz) => {
        for (const question of quiz.questions) {
          if (question.kind !== 'multiple') continue;
          const ids = question.options.map((option) => option.id);
          expect(grade(question, { kind: 'choice', ids })).toBe(0);
        }
      }),
    );
  });
});

describe('the score', () => {
  it('is never above the truth, and passes exactly when the unrounded share does', () => {
    const units = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        earned: fc.integer({ min: 0, max: POINT * count }),
        passMark: fc.integer({ min: 1, max: 100 }),
      }),
    );
    fc.assert(
      fc.property(units, ({ count, earned, passMark }) => {
        const score = scorePercent(earned, count);
        const whole = BigInt(POINT) * BigInt(count);
        expect(BigInt(score) * whole <= BigInt(earned) * 100n).toBe(true);
        expect(BigInt(score + 1) * whole > BigInt(earned) * 100n).toBe(true);
        expect(score >= passMark).toBe(BigInt(earned) * 100n >= BigInt(passMark) * whole);
      }),
    );
  });

  it('shows 79.99% as 79', () => {
    expect(scorePercent(POINT * 8 - 1, 10)).toBe(79);
    expect(scorePercent(POINT * 8, 10)).toBe(80);
    expect(scorePercent(0, 0)).toBe(0);
  });
});
