/**
 * Whether words can be Vietnamese, judged by their letters alone. Used to tell which old encoding a
 * text is in: under the right one nearly every word is a syllable, under a wrong one nearly none.
 */

const ONSET = '(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?';
const CODA = '(?:ng|nh|ch|[cmnpt])?';
const NUCLEUS =
  '(?:iêu|yêu|oai|oao|oay|oeo|uay|uây|uôi|uya|uyê|uyu|ươi|ươu|' +
  'ai|ao|au|ay|âu|ây|eo|êu|ia|iê|yê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uă|ue|uê|ui|uô|uơ|ưa|ưi|ươ|ưu|uy|ya|' +
  '[aăâeêioôơuưy])';
const SYLLABLE = new RegExp(`^${ONSET}${NUCLEUS}${CODA}$`, 'u');
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** True when a word may be a Vietnamese syllable: its letters in their order, one tone at most, no capital inside. */
export function isSyllable(word: string): boolean {
  if (!/^(?:\p{Lu}[\p{Ll}\p{M}]*|[\p{Ll}\p{M}]+|[\p{Lu}\p{M}]+)$/u.test(word)) return false;
  const apart = word.normalize('NFD').toLowerCase();
  if ((apart.match(TONES)?.length ?? 0) > 1) return false;
  const toneless = apart.replace(TONES, '').normalize('NFC');
  return SYLLABLE.test(toneless);
}

/** How many of the words that the old encodings concern are syllables in `text`, and how many are not. */
export function countSyllables(text: string): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (const [word] of text.matchAll(WORD_BEYOND_ASCII)) {
    if (isSyllable(word)) good++;
    else bad++;
  }
  return { good, bad };
}

/** A run without separators that holds something beyond ASCII. */
const WORD_BEYOND_ASCII = /[^\s!-@[-`{-~]*[\u0080-\u{10ffff}][^\s!-@[-`{-~]*/gu;
