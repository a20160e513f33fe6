import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersTo, quizzes } from '../../tests/fixtures/quiz/arbitrary.ts';
import { demoQuiz } from '../../tests/fixtures/quiz/demo.ts';
import { type Quiz, quizSchema } from '../schemas/quiz.ts';
import { TEXT_MAX } from './answer.ts';
import { type Attempt, drawAttempt, questionOf, tagOf } from './attempt.ts';
import { grade, POINT } from './grading.ts';
import type { Memory } from './state.ts';
import {
  clashingIds,
  decodeMemory,
  encodeMemory,
  SUSPEND_LIMIT,
  worstCaseSuspendLength,
} from './suspend.ts';

/** A quiz and what a learner may have kept of it. */
const kept: fc.Arbitrary<{ quiz: Quiz; memory: Memory }> = quizzes().chain((quiz) => {
  const record = fc.record({
    attempts: fc.nat({ max: 5000 }),
    best: fc.option(fc.nat({ max: 100 })),
    passed: fc.boolean(),
  });
  const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  return fc
    .tuple(record, seed, fc.double({ min: 0, max: 1.2, noNaN: true }))
    .chain(([known, number, share]) => {
      const blank = drawAttempt(quiz, number);
      const items = blank.items.map((item, place) => {
        const question = questionOf(quiz, item);
        return question && place < share * blank.items.length
          ? answersTo(question).map((answer) => ({
              ...item,
              answer,
              points: grade(question, answer),
            }))
          : fc.constant(item);
      });
      return fc.tuple(...items).map((filled) => {
        const finished = filled.every((item) => item.points !== null);
        return { quiz, memory: { record: known, attempt: { ...blank, items: filled, finished } } };
      });
    });
});

/** Memory with typed texts cut as they are when stored. */
function comparable(memory: Memory | null): unknown {
  return JSON.parse(
    JSON.stringify(memory, (_, value) =>
      value?.kind === 'text' ? { ...value, text: value.text.slice(0, 8) } : value,
    ),
  );
}

describe('what is kept between visits', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(kept, ({ quiz, memory }) => {
        fc.pre(clashingIds(quiz) === null);
        expect(comparable(decodeMemory(quiz, encodeMemory(memory)))).toEqual(comparable(memory));
      }),
    );
  });

  it('is ASCII, within its own worst case and within what SCORM holds', () => {
    fc.assert(
      fc.property(kept, ({ quiz, memory }) => {
        const text = encodeMemory(memory);
        expect(text).toMatch(/^[\w.~*+/=-]*$/);
        expect(text.length).toBeLessThanOrEqual(worstCaseSuspendLength(quiz));
        expect(worstCaseSuspendLength(quiz)).toBeLessThan(SUSPEND_LIMIT);
      }),
    );
  });

  it('stays below the limit for the largest bank the schema allows', () => {
    const quiz = quizSchema.parse({
      version: 1,
      passMark: 80,
      draw: 30,
      attempts: 0,
      questions: Array.from({ length: 60 }, (_, place) => ({
        id: `cau-hoi-rat-dai-so-thu-${place}`.slice(0, 24),
        kind: 'fill',
        prompt: 'Viết gì?',
        always: true,
        accept: ['ừ'],
        hint: 'một câu',
        feedback: { correct: 'Ừ.', wrong: 'À.' },
      })),
    });
    const longText = 'ễ'.repeat(TEXT_MAX);
    const blank = drawAttempt(quiz, 2 ** 32 - 1);
    const attempt: Attempt = {
      ...blank,
      finished: true,
      items: blank.items.map((item) => ({
        ...item,
        answer: { kind: 'text', text: longText },
        points: POINT,
      })),
    };
    const text = encodeMemory({ record: { attempts: 1e9, best: 100, passed: true }, attempt });
    expect(attempt.items).toHaveLength(60);
    expect(text.length).toBeLessThanOrEqual(worstCaseSuspendLength(quiz));
    expect(worstCaseSuspendLength(quiz)).toBeLessThan(SUSPEND_LIMIT);
    const answer = decodeMemory(quiz, text)?.attempt?.items[0]?.answer;
    expect(answer?.kind === 'text' && answer.text).toMatch(/^ễ+…$/);
  });

  it('keeps a scenario that is half-way through', () => {
    const blank = drawAttempt(demoQuiz, 1);
    const items = blank.items.map((item) =>
      item.tag === tagOf('nhom-chat')
        ? { ...item, answer: { kind: 'path', choices: ['cam-on'] } as const }
        : item,
    );
    const memory: Memory = {
      record: { attempts: 0, best: null, passed: false },
      attempt: { ...blank, items },
    };
    expect(decodeMemory(demoQuiz, encodeMemory(memory))).toEqual(memory);
  });
});

describe('damaged or foreign text', () => {
  it('never throws, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        expect(decodeMemory(demoQuiz, text)).toBeNull();
      }),
    );
    expect(decodeMemory(demoQuiz, null)).toBeNull();
    expect(decodeMemory(demoQuiz, '')).toBeNull();
  });

  it('never turns into another record or attempt by a changed, lost or added character', () => {
    fc.assert(
      fc.property(kept, fc.nat(), fc.constantFrom('', 'A', '.', '~', '0', 'zz'), (one, at, put) => {
        const text = encodeMemory(one.memory);
        const place = at % text.length;
        const damaged = text.slice(0, place) + put + text.slice(place + 1);
        fc.pre(damaged !== text);
        const whole = decodeMemory(one.quiz, text);
        const read = decodeMemory(one.quiz, damaged);
        if (read !== null) {
          expect(read.record).toEqual(whole?.record);
          expect(read.attempt).toBeNull();
        }
      }),
    );
  });

  it('keeps the record when the attempt was cut off', () => {
    const attempt = drawAttempt(demoQuiz, 1);
    const text = encodeMemory({ record: { attempts: 2, best: 55, passed: false }, attempt });
    expect(decodeMemory(demoQuiz, text.slice(0, -3))).toEqual({
      record: { attempts: 2, best: 55, passed: false },
      attempt: null,
    });
  });

  it('is read against any other version of the quiz, keeping all points', () => {
    fc.assert(
      fc.property(kept, quizzes(), ({ quiz, memory }, other) => {
        const changed: Quiz = {
          ...other,
          questions: other.questions.map((question, place) => ({
            ...question,
            id: quiz.questions[place]?.id ?? question.id,
          })),
        };
        const read = decodeMemory(changed, encodeMemory(memory));
        expect(read?.attempt?.items.map((item) => item.points)).toEqual(
          memory.attempt?.items.map((item) => item.points),
        );
      }),
    );
  });
});
