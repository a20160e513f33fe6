/**
 * Recognises text typed for the fonts of the 1990s, which reuse Latin letters and signs for
 * Vietnamese: TCVN3 (.VnTime) and VNI (VNI-Times). In Unicode such text reads as in the examples.
 */

/** `NguyÔn V¨n §¹t`: a sign in the middle of a word, where Vietnamese has none. */
const TCVN3_SIGN = /\p{L}[µ¸¶·¹¨»¾¼½©®¬ª«­][\p{L}\s,;\t]|(?:^|[\s,;\t"])[§®][\p{L}µ¸¶·¹¨»¾¼½©]/gmu;
/** Letters that TCVN3 text has in mid-word as tones: `Ô`, `Þ`, `Ç`, `Ö`, `×` after a lower-case letter. */
const TCVN3_CASE = /\p{Ll}[ÆÇËÎÏÐÑÓÔÖ×ØÜÞ]/gu;
/** `Nguyeãn Vaên Ñaït`: the tone is a letter of its own after the vowel, `ñ` stands for đ. */
const VNI_PAIR = /[aeouyAEOUY][ùøûõïêéèúüëâáàåãäÙØÛÕÏÊÉÈÚÜËÂÁÀÅÃÄ]|[ñÑöÖ](?=\p{L})/gu;
/** Letters that only Vietnamese in Unicode has. */
const UNICODE_VIETNAMESE = /[ăđơưĂĐƠƯ\u1EA0-\u1EF9]/gu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The old font a text was typed for, or null when it is proper Unicode (or has too little to tell). */
export function findLegacyEncoding(text: string): 'TCVN3' | 'VNI' | null {
  const sample = text.slice(0, 200_000);
  const proper = count(sample, UNICODE_VIETNAMESE);
  const tcvn3 = count(sample, TCVN3_SIGN) + count(sample, TCVN3_CASE);
  const vni = count(sample, VNI_PAIR);
  const most = Math.max(tcvn3, vni);
  if (most < 3 || most <= proper) return null;
  return tcvn3 >= vni ? 'TCVN3' : 'VNI';
}
