import type { InteractionResponse } from './learning-session.ts';

/** A data-model element (after `cmi.interactions.<n>.`) and the value to write. */
export type Row = readonly [element: string, value: string];

/** How one standard spells a response: its marks between items and within an item, and its limits. */
export interface Spelling {
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

/** Cuts by whole characters, never through a surrogate pair. */
export function cut(text: string, length: number): string {
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

/** A response as the standard spells it. */
export function spell(response: InteractionResponse, spelling: Spelling): string {
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

/** Points with at most two decimals. */
export function weight(points: number): string {
  return String(Math.round(points * 100) / 100);
}
