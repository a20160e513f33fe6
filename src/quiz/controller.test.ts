import { describe, expect, it } from 'vitest';
import { demoQuiz } from '../../tests/fixtures/quiz/demo.ts';
import { FakeSession } from '../../tests/fixtures/quiz/fake-session.ts';
import { rightAnswer } from '../../tests/fixtures/quiz/right-answer.ts';
import { questionOf } from './attempt.ts';
import { openQuiz, type QuizController } from './controller.ts';
import { interactionOf } from './interactions.ts';

/** A clock that moves on five seconds each time it is read, and counted seeds. */
function world() {
  let time = Date.parse('2026-11-21T07:00:00Z');
  let seed = 0;
  return {
    now: () => {
      time += 5000;
      return new Date(time);
    },
    seed: () => {
      seed += 1;
      return seed;
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

function questionNow(controller: QuizController) {
  const { attempt, screen } = controller.view().state;
  const item = screen.name === 'question' ? attempt?.items[screen.index] : undefined;
  const question = item && questionOf(controller.quiz, item);
  if (!question) throw new Error('No question on the screen');
  return question;
}

async function answerAll(controller: QuizController) {
  while (controller.view().state.screen.name === 'question') {
    controller.dispatch({ type: 'answer', answer: rightAnswer(questionNow(controller)) });
    controller.dispatch({ type: 'next' });
  }
  await settled();
}

describe('the quiz and its session', () => {
  it('keeps the drawn attempt before the first answer, so that a reload shows the same', async () => {
    const session = new FakeSession();
    const controller = await openQuiz(demoQuiz, session, world());
    await settled();
    const suspendData = session.suspendData;
    const later = await openQuiz(demoQuiz, new FakeSession({ suspendData }), world());
    expect(later.view().state.attempt).toEqual(controller.view().state.attempt);
  });

  it('saves each answer with its interaction, and the result at the end', async () => {
    const session = new FakeSession();
    const controller = await openQuiz(demoQuiz, session, world());
    await answerAll(controller);
    const [first, ...answers] = session.saved;
    expect(first?.interaction).toBeNull();
    expect(answers.map((progress) => progress.score)).toEqual([14, 28, 42, 57, 71, 85, 100]);
    const ids = answers.map((progress) => progress.interaction?.id);
    expect(ids.toSorted()).toEqual(
      demoQuiz.questions
        .slice(0, 7)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(answers.every(({ interaction }) => interaction?.result === 'correct')).toBe(true);
    expect(answers.every(({ interaction }) => interaction?.latencyMs === 5000)).toBe(true);
    expect(session.completed).toEqual([
      { suspendData: expect.any(String), score: 100, passed: true },
    ]);
    expect(controller.view().save.kind).toBe('saved');
  });

  it('numbers the interactions of a further attempt', async () => {
    const session = new FakeSession();
    const controller = await openQuiz(demoQuiz, session, world());
    await answerAll(controller);
    controller.begin();
    await answerAll(controller);
    expect(session.saved.at(-1)?.interaction?.id).toMatch(/-2$/);
    expect(session.completed).toHaveLength(2);
  });

  it('shows a failing save and tries again when asked', async () => {
    const session = new FakeSession();
    const controller = await openQuiz(demoQuiz, session, world());
    session.failing = true;
    controller.dispatch({ type: 'answer', answer: rightAnswer(questionNow(controller)) });
    await settled();
    expect(controller.view().save).toEqual({ kind: 'unsaved', message: 'Mạng đang yếu.' });
    session.failing = false;
    controller.retry();
    await settled();
    expect(session.retries).toBe(1);
    expect(controller.view().save.kind).toBe('saved');
  });

  it('says that nothing was saved when the session breaks its promise', async () => {
    const session = new FakeSession();
    session.save = () => Promise.reject(new Error('hỏng'));
    const controller = await openQuiz(demoQuiz, session, world());
    await settled();
    expect(controller.view().save.kind).toBe('unsaved');
  });

  it('reports nothing on a visit that only looks at the result', async () => {
    const session = new FakeSession();
    await answerAll(await openQuiz(demoQuiz, session, world()));
    const visit = new FakeSession({ suspendData: session.suspendData, status: 'passed' });
    await openQuiz(demoQuiz, visit, world());
    await settled();
    expect(visit.saved).toEqual([]);
    expect(visit.completed).toEqual([]);
  });
});

describe('an interaction', () => {
  it.each([
    ['goi-so-nao', 'choice'],
    ['dau-hieu', 'choice'],
    ['giu-kin', 'true-false'],
    ['so-tong-dai', 'fill-in'],
    ['ai-lam-gi', 'matching'],
    ['cac-buoc', 'sequencing'],
    ['nhom-chat', 'performance'],
  ])('of %s is a %s whose right response is the right pattern', (id, type) => {
    const question = demoQuiz.questions.find((candidate) => candidate.id === id);
    if (!question) throw new Error(`No question ${id}`);
    const interaction = interactionOf(question, rightAnswer(question), {
      attempt: 1,
      points: 5040,
      latencyMs: -3,
      at: new Date(0),
    });
    expect(interaction).toMatchObject({ id, result: 'correct', latencyMs: 0, weighting: 1 });
    expect(interaction?.response.type).toBe(type);
    expect(interaction?.response).toEqual(interaction?.correct);
    expect(interaction?.description.length).toBeLessThanOrEqual(250);
  });

  it('is correct with full points only', () => {
    const [question] = demoQuiz.questions;
    const event = { attempt: 1, points: 5039, latencyMs: 1, at: new Date(0) };
    if (!question) throw new Error('The demo is empty');
    expect(interactionOf(question, rightAnswer(question), event)?.result).toBe('incorrect');
    expect(interactionOf(question, { kind: 'unknown' }, event)).toBeNull();
  });
});
