import type { Question, ScenarioQuestion } from '../schemas/quiz.ts';
import type { Interaction, InteractionResponse } from '../scorm/learning-session.ts';
import type { Answer } from './answer.ts';
import { walk } from './answer.ts';
import { POINT, QUALITY } from './grading.ts';
import { shorten } from './shorten.ts';

/** Longest description SCORM 2004 promises to keep, in characters. */
const DESCRIPTION_MAX = 250;

/** When and how a question was answered. */
export interface AnswerEvent {
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** Points earned, in units of 1/`POINT`. */
  readonly points: number;
  /** From the question being shown to its answer, in milliseconds. */
  readonly latencyMs: number;
  readonly at: Date;
}

/**
 * A graded answer in SCORM's terms, or null for one that SCORM cannot hold (`unknown`). Only full
 * points are `correct`: SCORM 1.2 has no word for an answer that is right in part, and the score
 * carries its points.
 */
export function interactionOf(
  question: Question,
  answer: Answer,
  event: AnswerEvent,
): Interaction | null {
  const response = responseOf(question, answer);
  return (
    response && {
      id: event.attempt === 1 ? question.id : `${question.id}-${event.attempt}`,
      response,
      correct: correctResponse(question),
      result: event.points === POINT ? 'correct' : 'incorrect',
      weighting: 1,
      latencyMs: Math.max(0, Math.round(event.latencyMs)),
      at: event.at,
      description: shorten(question.prompt, DESCRIPTION_MAX),
    }
  );
}

function responseOf(question: Question, answer: Answer): InteractionResponse | null {
  switch (answer.kind) {
    case 'choice':
      return { type: 'choice', ids: answer.ids };
    case 'truth':
      return { type: 'true-false', value: answer.value };
    case 'text':
      return { type: 'fill-in', text: answer.text };
    case 'pairs':
      return { type: 'matching', pairs: answer.pairs };
    case 'order':
      return { type: 'sequencing', ids: answer.ids };
    case 'path':
      return question.kind === 'scenario' ? performance(question, answer.choices) : null;
    case 'unknown':
      return null;
  }
}

/** The right answer in SCORM's terms; for `fill` the first accepted text. */
export function correctResponse(question: Question): InteractionResponse {
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const right = question.options.filter(({ correct }) => correct);
      return { type: 'choice', ids: right.map(({ id }) => id) };
    }
    case 'true-false':
      return { type: 'true-false', value: question.answer };
    case 'fill':
      return { type: 'fill-in', text: question.accept[0] ?? '' };
    case 'matching':
      return { type: 'matching', pairs: question.pairs.map(({ id }) => [id, id]) };
    case 'ordering':
      return { type: 'sequencing', ids: question.items.map(({ id }) => id) };
    case 'scenario':
      return performance(question, bestPath(question));
  }
}

function performance(question: ScenarioQuestion, choices: readonly string[]): InteractionResponse {
  const { taken } = walk(question, choices);
  return {
    type: 'performance',
    steps: taken.map(({ step, choice }) => ({ step: step.id, choice: choice.id })),
  };
}

/** The best choice at every step that following the best choices leads to. */
export function bestPath(question: ScenarioQuestion): string[] {
  const choices: string[] = [];
  for (let open = walk(question, []).open; open; open = walk(question, choices).open) {
    const best = open.choices.reduce((a, b) => (QUALITY[b.quality] > QUALITY[a.quality] ? b : a));
    choices.push(best.id);
  }
  return choices;
}
