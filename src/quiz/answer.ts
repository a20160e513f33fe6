import type { Question, ScenarioQuestion } from '../schemas/quiz.ts';

/** What a learner answered; ids are those of the quiz. */
export type Answer =
  /** `single` (one id) and `multiple`. */
  | { readonly kind: 'choice'; readonly ids: readonly string[] }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'text'; readonly text: string }
  /** Pairs of the pair ids whose left and right sides were put together. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [left: string, right: string])[] }
  /** Item ids from first to last. */
  | { readonly kind: 'order'; readonly ids: readonly string[] }
  /** Choice ids, step by step from the start. */
  | { readonly kind: 'path'; readonly choices: readonly string[] }
  /** Answered on an earlier visit; an update changed the question so that it cannot be shown. */
  | { readonly kind: 'unknown' };

/** Longest text a learner can type, in UTF-16 units; accepted answers have at most 60. */
export const TEXT_MAX = 80;

type Step = ScenarioQuestion['steps'][number];
type Choice = Step['choices'][number];

/** Where a path through a scenario leads. */
export interface Walk {
  readonly taken: readonly { readonly step: Step; readonly choice: Choice }[];
  /** The step to decide now, or null when the case has ended. */
  readonly open: Step | null;
}

/**
 * Follows choices through a scenario. Stops at the first choice that its step does not have; a step
 * never comes twice (a `next` that leads back ends the case), so every walk ends.
 */
export function walk(question: ScenarioQuestion, choices: readonly string[]): Walk {
  const taken: { step: Step; choice: Choice }[] = [];
  let open = stepOf(question, question.start);
  for (const id of choices) {
    const choice = open?.choices.find((candidate) => candidate.id === id);
    if (!open || !choice) break;
    taken.push({ step: open, choice });
    const next = stepOf(question, choice.next);
    open = taken.some(({ step }) => step === next) ? null : next;
  }
  return { taken, open };
}

function stepOf(question: ScenarioQuestion, id: string | undefined): Step | null {
  return question.steps.find((step) => step.id === id) ?? null;
}

const SHAPES: Record<Question['kind'], Answer['kind']> = {
  single: 'choice',
  multiple: 'choice',
  'true-false': 'truth',
  fill: 'text',
  matching: 'pairs',
  ordering: 'order',
  scenario: 'path',
};

/** Whether an answer has the shape that the question asks for and leaves nothing open. */
export function isComplete(question: Question, answer: Answer): boolean {
  if (SHAPES[question.kind] !== answer.kind) return false;
  switch (answer.kind) {
    case 'choice':
      return answer.ids.length > 0;
    case 'text':
      return answer.text !== '' && answer.text.length <= TEXT_MAX;
    case 'path': {
      if (question.kind !== 'scenario') return false;
      const { taken, open } = walk(question, answer.choices);
      return open === null && taken.length === answer.choices.length;
    }
    default:
      return true;
  }
}
