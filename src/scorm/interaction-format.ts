import type { Interaction, InteractionResponse } from './learning-session.ts';
import { plainAscii } from './plain-ascii.ts';
import { clockTime12, instant2004, timespan12, timespan2004 } from './time-format.ts';

/** A data-model element (after `cmi.interactions.<n>.`) and the value to write. */
export type Row = readonly [element: string, value: string];

/** How one standard spells a response: its marks between items and within an item, and its limits. */
interface Spelling {
  between: string;
  within: string;
  /** Longest response as a whole, in characters. */
  longest: number;
  /** Longest free text, in characters. */
  longestText: number;
  yes: string;
  no: string;
  text(text: string): string;
}

const SPELLING_12: Spelling = {
  between: ',',
  within: '.',
  longest: 255,
  longestText: 255,
  yes: 't',
  no: 'f',
  text: plainAscii,
};

const SPELLING_2004: Spelling = {
  between: '[,]',
  within: '[.]',
  // Four characters a set member × 36 members of 250 is what the standard asks an LMS to keep.
  longest: 4000,
  longestText: 250,
  yes: 'true',
  no: 'false',
  // Brackets and a leading brace are the standard's own marks (`[,]`, `{lang=…}`).
  text: (text) => text.replace(/\[([,.:])\]/g, '($1)').replace(/^\{/, '('),
};

/** Cuts by whole characters, never through a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

/** Joins items; what does not fit is left off at a whole item, so that what stands is well formed. */
function join(items: readonly string[], spelling: Spelling): string {
  let text = '';
  for (const item of items) {
    const longer = text === '' ? item : text + spelling.between + item;
    if (longer.length > spelling.longest) break;
    text = longer;
  }
  return text;
}

function spell(response: InteractionResponse, spelling: Spelling): string {
  switch (response.type) {
    case 'choice':
    case 'sequencing':
      return join(response.ids, spelling);
    case 'true-false':
      return response.value ? spelling.yes : spelling.no;
    case 'fill-in':
      return cut(spelling.text(response.text), spelling.longestText);
    case 'matching':
      return join(
        response.pairs.map(([left, right]) => left + spelling.within + right),
        spelling,
      );
    case 'performance':
      return join(
        response.steps.map(({ step, choice }) => step + spelling.within + choice),
        spelling,
      );
  }
}

function weight(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/**
 * The rows of an interaction in SCORM 1.2: ASCII, responses of at most 255 characters, `wrong` for
 * incorrect. There is no description in 1.2.
 */
export function interactionRows12(interaction: Interaction): Row[] {
  return [
    ['id', interaction.id],
    ['time', clockTime12(interaction.at)],
    ['type', interaction.response.type],
    ['correct_responses.0.pattern', spell(interaction.correct, SPELLING_12)],
    ['weighting', weight(interaction.weighting)],
    ['student_response', spell(interaction.response, SPELLING_12)],
    ['result', interaction.result === 'incorrect' ? 'wrong' : interaction.result],
    ['latency', timespan12(interaction.latencyMs)],
  ];
}

/**
 * The rows of an interaction in SCORM 2004 4th edition, id and type first as the standard's
 * dependencies want. Vietnamese stays as it is; a description has at most 250 characters.
 */
export function interactionRows2004(interaction: Interaction): Row[] {
  return [
    ['id', interaction.id],
    ['type', interaction.response.type],
    ['timestamp', instant2004(interaction.at)],
    ['correct_responses.0.pattern', spell(interaction.correct, SPELLING_2004)],
    ['weighting', weight(interaction.weighting)],
    ['learner_response', spell(interaction.response, SPELLING_2004)],
    ['result', interaction.result],
    ['latency', timespan2004(interaction.latencyMs)],
    ['description', cut(SPELLING_2004.text(interaction.description), 250)],
  ];
}
