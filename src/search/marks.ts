import { fold, wordsOf } from './fold.ts';

/** A run of text that is, or is not, what was looked for. */
export interface TextRun {
  text: string;
  marked: boolean;
}

/**
 * Splits a text into runs, marking the words that begin with a word of the query, whatever their
 * diacritics, "đ" included.
 */
export function markWords(text: string, query: string): TextRun[] {
  const wanted = wordsOf(query).map(fold);
  const runs: TextRun[] = [];
  const add = (piece: string, marked: boolean) => {
    if (piece === '') return;
    const last = runs.at(-1);
    if (last !== undefined && last.marked === marked) last.text += piece;
    else runs.push({ text: piece, marked });
  };
  let at = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    add(text.slice(at, match.index), false);
    const word = fold(match[0]);
    // A short word must match whole: "an" is no reason to mark "anh".
    const marked = wanted.some(
      (each) => word === each || (each.length > 3 && word.startsWith(each)),
    );
    add(match[0], marked);
    at = match.index + match[0].length;
  }
  add(text.slice(at), false);
  return joinAcrossSpaces(runs);
}

/** Marks a space between two marked words too, so that a phrase is one mark. */
function joinAcrossSpaces(runs: readonly TextRun[]): TextRun[] {
  const joined: TextRun[] = [];
  runs.forEach((run, index) => {
    const bridges =
      run.text === ' ' && !run.marked && runs[index - 1]?.marked && runs[index + 1]?.marked;
    const last = joined.at(-1);
    const marked = run.marked || bridges === true;
    if (last !== undefined && last.marked === marked) last.text += run.text;
    else joined.push({ text: run.text, marked });
  });
  return joined;
}

/** Plain text of an excerpt as Pagefind gives it: HTML with `<mark>` and entities. */
export function plainExcerpt(html: string): string {
  return html
    .replace(/<\/?mark>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
