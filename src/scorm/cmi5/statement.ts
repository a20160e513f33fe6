import { type Spelling, spell } from '../interaction-format.ts';
import type { Interaction } from '../learning-session.ts';
import { timespan2004 } from '../time-format.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Launch, LaunchData } from './launch.ts';
import {
  CATEGORY_CMI5,
  CATEGORY_MOVE_ON,
  INTERACTION_TYPE,
  MASTERY_SCORE,
  VERBS,
} from './vocabulary.ts';

/** Something to tell the LMS, before it is written as a statement of the session that sends it. */
export interface Fact {
  /** The statement's id: sent again after a failure, it is the same statement. */
  id: string;
  /** When it happened, in milliseconds since 1970. */
  at: number;
  what:
    | { verb: 'initialized' }
    | { verb: 'answered'; interaction: Omit<Interaction, 'at'> }
    | { verb: 'completed'; spentMs: number }
    /** `score`: 0–100. */
    | { verb: 'passed' | 'failed'; spentMs: number; score: number | null }
    | { verb: 'terminated'; spentMs: number };
}

/** xAPI sets no limits; four thousand characters are more than any answer here has. */
const SPELLING: Spelling = {
  between: '[,]',
  within: '[.]',
  longest: 4000,
  longestText: 4000,
  yes: 'true',
  no: 'false',
  text: (text) => text.replace(/\[([,.:])\]/g, '($1)').replace(/^\{/, '('),
};

/** The statement that tells a fact (cmi5 9; answers are "cmi5 allowed" statements, 7.1.3). */
export function statementOf(fact: Fact, launch: Launch, data: LaunchData): JsonObject {
  const { verb } = fact.what;
  return {
    id: fact.id,
    actor: launch.actor,
    verb: { id: VERBS[verb], display: { 'en-US': verb } },
    object:
      fact.what.verb === 'answered'
        ? question(fact.what.interaction, launch.activityId)
        : { objectType: 'Activity', id: launch.activityId },
    ...resultOf(fact.what, data.masteryScore),
    context: contextOf(fact.what, launch, data),
    timestamp: new Date(fact.at).toISOString(),
  };
}

function resultOf(what: Fact['what'], masteryScore: number | null): { result?: JsonObject } {
  switch (what.verb) {
    case 'initialized':
      return {};
    case 'answered': {
      const { interaction } = what;
      return {
        result: {
          response: spell(interaction.response, SPELLING),
          duration: timespan2004(interaction.latencyMs),
          ...(interaction.result === 'neutral'
            ? {}
            : { success: interaction.result === 'correct' }),
        },
      };
    }
    case 'completed':
      return { result: { completion: true, duration: timespan2004(what.spentMs) } };
    case 'passed':
    case 'failed':
      return {
        result: {
          success: what.verb === 'passed',
          duration: timespan2004(what.spentMs),
          ...scoreOf(what.verb, what.score, masteryScore),
        },
      };
    case 'terminated':
      return { result: { duration: timespan2004(what.spentMs) } };
  }
}

/**
 * The score, rounded down to four decimals. It is left out where it would contradict the verb by the
 * LMS's own pass mark, which makes the statement void (cmi5 9.3.4, 9.3.5).
 */
function scoreOf(
  verb: 'passed' | 'failed',
  score: number | null,
  masteryScore: number | null,
): { score?: JsonObject } {
  if (score === null) return {};
  const scaled = Math.floor(score * 100 + 1e-6) / 10_000;
  if (masteryScore !== null && scaled >= masteryScore !== (verb === 'passed')) return {};
  // `raw` is a whole number in cmi5 (9.5.1).
  return {
    score: Number.isInteger(score) ? { scaled, raw: score, min: 0, max: 100 } : { scaled },
  };
}

function contextOf(what: Fact['what'], launch: Launch, data: LaunchData): JsonObject {
  const { contextTemplate, masteryScore } = data;
  const isResult = what.verb === 'passed' || what.verb === 'failed';
  const activities = isObject(contextTemplate.contextActivities)
    ? contextTemplate.contextActivities
    : {};
  const category = Array.isArray(activities.category) ? activities.category : [];
  const own =
    what.verb === 'answered'
      ? []
      : isResult || what.verb === 'completed'
        ? [CATEGORY_CMI5, CATEGORY_MOVE_ON]
        : [CATEGORY_CMI5];
  const missing = own.filter((id) => !category.some((one) => isObject(one) && one.id === id));
  return {
    ...contextTemplate,
    registration: launch.registration,
    contextActivities: {
      ...activities,
      ...(missing.length > 0 ? { category: [...category, ...missing.map((id) => ({ id }))] } : {}),
    },
    extensions: {
      ...(isObject(contextTemplate.extensions) ? contextTemplate.extensions : {}),
      ...(isResult && masteryScore !== null ? { [MASTERY_SCORE]: masteryScore } : {}),
    },
  };
}

function question(interaction: Omit<Interaction, 'at'>, activityId: string): JsonObject {
  return {
    objectType: 'Activity',
    id: `${activityId}/cau-hoi/${interaction.id}`,
    definition: {
      type: INTERACTION_TYPE,
      interactionType: interaction.response.type,
      description: { vi: interaction.description },
      correctResponsesPattern: [spell(interaction.correct, SPELLING)],
    },
  };
}
