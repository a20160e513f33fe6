import { wordsOf } from './fold.ts';

/** A run of text that is, or is not, what was looked for. */
export interface TextRun {
  text: string;
  marked: boolean;
}

/**
 * Splits a text into runs, marking what was looked for: words of the query that stand together in the
 * text as they do in the query, or single words where none stand together. A letter typed without
 * marks stands for all its kinds (`a` for `ấ`, `d` for `đ`); one typed with marks for itself.
 */
export function markWords(text: string, query: string): TextRun[] {
  const { words, single, together } = matchesIn(text, query);
  const marks = together.includes(true) ? together : single;

  const runs: TextRun[] = [];
  const add = (piece: string, marked: boolean) => {
    const last = runs.at(-1);
    if (piece === '') return;
    if (last?.marked === marked) last.text += piece;
    else runs.push({ text: piece, marked });
  };
  let end = 0;
  words.forEach((word, at) => {
    const between = text.slice(end, word.index);
    add(between, between === ' ' && marks[at] === true && marks[at - 1] === true);
    add(word[0], marks[at] === true);
    end = word.index + word[0].length;
  });
  add(text.slice(end), false);
  return runs;
}

/** Whether a text says what is looked for: the query's words side by side, or its only word. */
export function saysIt(text: string, query: string): boolean {
  const { single, together } = matchesIn(text, query);
  return wordsOf(query).length === 1 ? single.includes(true) : together.includes(true);
}

/** Which words of a text match a word of the query, and which of them stand as in the query. */
function matchesIn(text: string, query: string) {
  const wanted = wordsOf(query.toLowerCase());
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  const matches = words.map((word) =>
    wanted.flatMap((each, index) => (isMeant(each, word[0]) ? [index] : [])),
  );
  const single = matches.map((indexes) => indexes.length > 0);
  const together = matches.map((indexes, at) =>
    indexes.some(
      (index) => matches[at + 1]?.includes(index + 1) || matches[at - 1]?.includes(index - 1),
    ),
  );
  return { words, single, together };
}

/** Whether a typed word means a word of the text: the same, or its beginning when it is long. */
function isMeant(typed: string, word: string): boolean {
  const typedLetters = [...typed.normalize('NFC')];
  const letters = [...word.toLowerCase().normalize('NFC')];
  // A short word must match whole: "an" is no reason to mark "anh".
  if (typedLetters.length > letters.length) return false;
  if (typedLetters.length < letters.length && typedLetters.length <= 3) return false;
  return typedLetters.every((letter, index) => {
    const other = letters[index] ?? '';
    return letter === other || letter === bare(other) || letter === toneless(other);
  });
}

/** `ấ` as `a`, `đ` as `d`. */
function bare(letter: string): string {
  return letter === 'đ' ? 'd' : (letter.normalize('NFD')[0] ?? letter);
}

/** `ấ` as `â`. */
function toneless(letter: string): string {
  return letter
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');
}

/**
 * Plain text of an excerpt as Pagefind gives it (HTML with `<mark>` and entities), with dots where it
 * was cut out of its sentence.
 */
export function plainExcerpt(html: string): string {
  const text = html
    .replace(/<\/?mark>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])(?=\s|$)/g, '$1')
    .trim();
  if (text === '') return '';
  const start = /^\p{Ll}/u.test(text) ? '… ' : '';
  const end = /[.!?…”)]$/.test(text) ? '' : ' …';
  return `${start}${text}${end}`;
}
