import type { ChoiceQuality, Question } from '../schemas/quiz.ts';
import type { Answer } from './answer.ts';
import { walk } from './answer.ts';
import { sameText } from './fold.ts';

/**
 * Grading, exact to the last unit. A question is worth one point, counted as `POINT` whole units:
 * 5040 is divisible by every denominator that partial credit below can have, so nothing is rounded
 * before the score itself.
 */
export const POINT = 5040;

/** What a choice of a scenario is worth, in halves of its step's point. */
export const QUALITY: Record<ChoiceQuality, number> = { best: 2, acceptable: 1, harmful: 0 };

/**
 * Points of an answer, in units from 0 to `POINT`.
 *
 * - `single`, `true-false`, `fill`: all or nothing.
 * - `multiple`: the share of right options chosen minus the share of wrong options chosen, at least
 *   0; so neither choosing everything nor choosing nothing earns.
 * - `matching`: the share of left sides with their right side (two equal right texts are the same).
 * - `ordering`: of all pairs of items, the share in the right order minus the share in the wrong
 *   order, at least 0; so a random order earns nothing on average, one swap of neighbours costs
 *   little.
 * - `scenario`: the mean over the steps taken: best 1, acceptable ½, harmful 0.
 *
 * An answer of another question's shape is worth 0; ids that the question does not have count as
 * not given.
 */
export function grade(question: Question, answer: Answer): number {
  switch (question.kind) {
    case 'single': {
      if (answer.kind !== 'choice' || answer.ids.length !== 1) return 0;
      return question.options.some(({ id, correct }) => correct && id === answer.ids[0])
        ? POINT
        : 0;
    }
    case 'multiple': {
      if (answer.kind !== 'choice') return 0;
      const right = question.options.filter(({ correct }) => correct);
      const wrong = question.options.filter(({ correct }) => !correct);
      const share = (options: typeof right) =>
        options.length === 0
          ? 0
          : (options.filter(({ id }) => answer.ids.includes(id)).length * POINT) / options.length;
      return atLeastZero(share(right) - share(wrong));
    }
    case 'true-false':
      return answer.kind === 'truth' && answer.value === question.answer ? POINT : 0;
    case 'fill':
      return answer.kind === 'text' &&
        question.accept.some((accepted) => sameText(accepted, answer.text, question.strict))
        ? POINT
        : 0;
    case 'matching': {
      if (answer.kind !== 'pairs') return 0;
      const hits = question.pairs.filter(({ id }) => isMatch(question, id, answer)).length;
      return (hits * POINT) / question.pairs.length;
    }
    case 'ordering': {
      if (answer.kind !== 'order') return 0;
      const places = question.items.map(({ id }) => answer.ids.indexOf(id));
      let balance = 0;
      let pairs = 0;
      for (const [i, first] of places.entries()) {
        for (const second of places.slice(i + 1)) {
          pairs += 1;
          if (first >= 0 && second >= 0) balance += first < second ? 1 : -1;
        }
      }
      return atLeastZero((balance * POINT) / pairs);
    }
    case 'scenario': {
      if (answer.kind !== 'path') return 0;
      const { taken } = walk(question, answer.choices);
      if (taken.length === 0) return 0;
      const sum = taken.reduce((total, { choice }) => total + QUALITY[choice.quality], 0);
      return (sum * POINT) / (2 * taken.length);
    }
  }
}

/** Whether the left side of pair `left` was given its right side. */
export function isMatch(
  question: Extract<Question, { kind: 'matching' }>,
  left: string,
  answer: Extract<Answer, { kind: 'pairs' }>,
): boolean {
  const rightText = (id: string | undefined) =>
    question.pairs.find((pair) => pair.id === id)?.right;
  const given = rightText(answer.pairs.find(([id]) => id === left)?.[1]);
  return given !== undefined && given === rightText(left);
}

/** Without negative zero, which is not equal to zero everywhere. */
function atLeastZero(value: number): number {
  return value > 0 ? value : 0;
}

/**
 * Score in whole per cent, rounded down: never above the truth. Because pass marks are whole per
 * cent, `scorePercent(…) >= passMark` holds exactly when the unrounded share reaches the pass mark.
 *
 * @param units points earned, in units of 1/`POINT`
 * @param count number of questions in the attempt; 0 gives 0
 */
export function scorePercent(units: number, count: number): number {
  return count === 0 ? 0 : Math.floor((units * 100) / (POINT * count));
}
