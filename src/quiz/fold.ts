/**
 * Comparing what people type. The same word is typed in many ways: with or without diacritics,
 * composed or decomposed, `hoà` or `hòa`, with a full stop that the phone added.
 */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARKS = /\p{M}/gu;
const EDGES = /^[\s"'“”‘’.,;:!?…]+|[\s"'“”‘’.,;:!?…]+$/gu;

/** Case, width, composition and punctuation at the edges taken away; decomposed. */
function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(EDGES, '');
}

/** A text without case, diacritics (`đ` included), spaces and punctuation at its edges. */
export function fold(text: string): string {
  return plain(text).replace(MARKS, '').replaceAll('đ', 'd').replace(/\s+/gu, '');
}

/** As `fold` but with its diacritics and single spaces; where in a word the tone stands does not matter. */
export function foldKeepingDiacritics(text: string): string {
  return plain(text)
    .split(/\s+/u)
    .map((word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
    .join(' ');
}

/** Whether two typed texts say the same. `strict` compares diacritics too. */
export function sameText(a: string, b: string, strict: boolean): boolean {
  const compare = strict ? foldKeepingDiacritics : fold;
  return compare(a) === compare(b);
}
