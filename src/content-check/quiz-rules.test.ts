import { describe, expect, it } from 'vitest';
import { tagOf } from '../quiz/attempt.ts';
import type { Question, Quiz } from '../schemas/quiz.ts';
import { checkQuiz } from './quiz-rules.ts';

function quizOf(questions: Question[], draw = questions.length): Quiz {
  return { version: 1, passMark: 80, draw, attempts: 0, questions };
}

function trueFalse(id: string): Question {
  return {
    id,
    kind: 'true-false',
    prompt: 'Đúng hay sai?',
    always: false,
    answer: true,
    feedback: { true: 'Đúng.', false: 'Chưa đúng.' },
  };
}

/** Two ids that are stored alike; among some ten thousand there are always a few. */
function clashingPair(): [string, string] {
  const seen = new Map<string, string>();
  for (let number = 0; ; number += 1) {
    const id = `q-${number}`;
    const other = seen.get(tagOf(id));
    if (other !== undefined) return [other, id];
    seen.set(tagOf(id), id);
  }
}

describe('what a quiz keeps between visits', () => {
  it('is refused when it would not fit in SCORM 1.2', () => {
    // The schema allows no quiz this large; the check guards against a change of either.
    const many = Array.from({ length: 700 }, (_, index) => trueFalse(`q-${index}`));
    expect(checkQuiz(quizOf(many), null)).toContainEqual(
      expect.objectContaining({
        severity: 'problem',
        path: ['draw'],
        found: expect.stringContaining('SCORM 1.2'),
      }),
    );
  });

  it('is refused when two ids would be stored alike', () => {
    const [first, second] = clashingPair();
    expect(checkQuiz(quizOf([trueFalse('a'), trueFalse(first), trueFalse(second)]), null)).toEqual([
      expect.objectContaining({
        severity: 'problem',
        path: ['questions', 2],
        found: expect.stringContaining(second),
      }),
    ]);
  });

  it('of an ordinary quiz is accepted', () => {
    expect(checkQuiz(quizOf([trueFalse('a'), trueFalse('b')]), null)).toEqual([]);
  });
});
