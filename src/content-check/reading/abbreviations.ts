import type { TextBlock } from './blocks.ts';

/** Said by their letters by everybody, names of levels and of organisations, words printed on things. */
const KNOWN = new Set(
  (
    'THCS THPT SMS OTP USB SOS ID IP HIV AIDS PDF QR A4 A3 TV AI ADN LED CO CCCD ' +
    // Organisations and surveys that are named as such.
    'NSPCC NAMHS UNICEF WHO ' +
    // What stands on a packet or over a door.
    'THC EXIT'
  ).split(' '),
);

/** An abbreviation that an entry uses and never explains. */
export interface Unexplained {
  line: number;
  abbreviation: string;
}

/**
 * Abbreviations of two or more capitals that are nowhere in the entry put in brackets behind their
 * words, `công tác xã hội (CTXH)`, nor followed by brackets with their words, `CTXH (công tác xã hội)`.
 */
export function unexplainedAbbreviations(blocks: readonly TextBlock[]): Unexplained[] {
  const whole = blocks.map(({ text }) => text).join('\n');
  const seen = new Set<string>();
  const found: Unexplained[] = [];
  for (const { line, text } of blocks) {
    // Numbers of acts (18/2025/TT-BGDĐT) are names, and shouted words are not abbreviations.
    const bare = text.replace(/\d+\/[\p{L}\d/-]+/gu, ' ');
    if (!/\p{Ll}/u.test(bare)) continue;
    for (const [abbreviation] of bare.matchAll(/(?<![\p{L}\d])\p{Lu}[\p{Lu}\d]+(?![\p{L}\d])/gu)) {
      if (KNOWN.has(abbreviation) || seen.has(abbreviation)) continue;
      seen.add(abbreviation);
      const explained =
        whole.includes(`(${abbreviation}`) ||
        whole.includes(`(viết tắt ${abbreviation}`) ||
        new RegExp(`${abbreviation} ?\\(\\p{Ll}`, 'u').test(whole);
      if (!explained) found.push({ line, abbreviation });
    }
  }
  return found;
}
