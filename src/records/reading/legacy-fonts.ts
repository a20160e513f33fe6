import { countSyllables } from './syllables.ts';

/**
 * Text typed for the fonts of the 1990s, which reuse Latin letters and signs for Vietnamese: TCVN3
 * (ABC, `.VnTime`, TCVN 5712:1993 VN3) and VNI (`VNI-Times`). Read as Latin such text looks like
 * `NguyÔn V¨n §¹t` and `Nguyeãn Vaên Ñaït`; here it is recognised and turned into Unicode.
 */
export type LegacyEncoding = 'TCVN3' | 'VNI';

/** Names of the old encodings as an officer knows them. */
export const LEGACY_NAMES: Record<LegacyEncoding, string> = {
  TCVN3: 'TCVN3 (phông .VnTime)',
  VNI: 'VNI (phông VNI-Times)',
};

/** The code each letter has in TCVN3, as the Latin letter it is seen as. Capitals with tones have none. */
const TCVN3: ReadonlyMap<string, string> = pairs(
  '¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị' +
    'ßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ',
);

/** Letters that VNI writes with one sign; every other one is a vowel and a sign for its mark. */
const VNI_LETTERS: ReadonlyMap<string, string> = pairs('ñđÑĐôơÔƠöưÖƯæỉÆỈóĩÓĨòịÒỊîỵÎỴ');

/** VNI's sign after a vowel → the combining marks it stands for. */
const VNI_MARKS: ReadonlyMap<string, string> = new Map([
  ['ù', '\u0301'],
  ['ø', '\u0300'],
  ['û', '\u0309'],
  ['õ', '\u0303'],
  ['ï', '\u0323'],
  ['â', '\u0302'],
  ['á', '\u0302\u0301'],
  ['à', '\u0302\u0300'],
  ['å', '\u0302\u0309'],
  ['ã', '\u0302\u0303'],
  ['ä', '\u0323\u0302'],
  ['ê', '\u0306'],
  ['é', '\u0306\u0301'],
  ['è', '\u0306\u0300'],
  ['ú', '\u0306\u0309'],
  ['ü', '\u0306\u0303'],
  ['ë', '\u0323\u0306'],
]);

/** A vowel and its sign, or a letter of its own. */
const VNI_LETTER = /[aeouyôö][ùøûõïâáàåãäêéèúüë]|[ñôöæóòî]/gi;

function pairs(text: string): Map<string, string> {
  const letters = [...text.normalize('NFC')];
  const map = new Map<string, string>();
  for (let index = 0; index + 1 < letters.length; index += 2)
    map.set(letters[index] ?? '', letters[index + 1] ?? '');
  return map;
}

/** Letters that only Vietnamese in Unicode has: text with them was not typed in an old font. */
const UNICODE_VIETNAMESE = /[ăđơưĂĐƠƯĩũĨŨ\u1EA0-\u1EF9]/u;
const BEYOND_ASCII = /[\u0080-\u00ff]/;
const BEYOND_ASCII_ALL = /[\u0080-\u00ff]/g;

/**
 * Turns text typed for an old font into Unicode (NFC). Capitals that TCVN3 cannot write, as in
 * `NGUYÔN`, are restored where the rest of the word is in capitals.
 */
export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  return encoding === 'TCVN3' ? fromTcvn3(text) : fromVni(text);
}

function fromTcvn3(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  const converted = [...text].map((letter) => TCVN3.get(letter) ?? letter).join('');
  const capitals = /[A-Z]{2}/.test(text.replace(BEYOND_ASCII_ALL, '')) && !/[a-z]/.test(text);
  if (capitals) return upper(converted);
  return converted.replace(/\p{L}+/gu, (word) =>
    !/[a-z]/.test(word) && (word.match(/[A-Z]/g)?.length ?? 0) >= 2 ? upper(word) : word,
  );
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi');
}

function fromVni(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  // One pass: what a pair becomes may look like the sign of another letter.
  return text.replace(VNI_LETTER, (letter: string) => {
    const [vowel = '', sign] = letter;
    const base = VNI_LETTERS.get(vowel) ?? vowel;
    if (sign === undefined) return base;
    const marks = VNI_MARKS.get(sign.toLowerCase()) ?? '';
    if (takes(base, marks)) return (base + marks).normalize('NFC');
    return base + (VNI_LETTERS.get(sign) ?? sign);
  });
}

/** Circumflex stands on a, e, o; breve on a; on a letter with its own mark or u, y only a tone. */
function takes(base: string, marks: string): boolean {
  if (marks.includes('\u0302')) return /^[aeo]$/i.test(base);
  if (marks.includes('\u0306')) return /^a$/i.test(base);
  return true;
}

/** The encoding that a font of the 1990s needs, by the font's name; null for any other font. */
export function legacyFont(name: string): { encoding: LegacyEncoding; capitals: boolean } | null {
  if (/^\.vn/i.test(name)) return { encoding: 'TCVN3', capitals: /h$/i.test(name.trim()) };
  if (/^vni[- ]/i.test(name)) return { encoding: 'VNI', capitals: false };
  return null;
}

/** Text of a cell set in a font of the 1990s; what is Unicode all the same stays as it is. */
export function fromFont(text: string, font: string): string {
  const legacy = legacyFont(font);
  if (legacy === null || UNICODE_VIETNAMESE.test(text)) return text;
  const converted = fromLegacy(text, legacy.encoding);
  return legacy.capitals ? upper(converted) : converted;
}

/** What a text that was typed for an old font is. */
export interface LegacyText {
  encoding: LegacyEncoding;
  /** Some of it is Unicode: what reads well as it stands is then left. */
  mixed: boolean;
}

/**
 * The old font a text was typed for, or null when it is Unicode (or has too little to tell): the
 * reading under which most words can be Vietnamese, and clearly more of them than as the text stands.
 */
export function findLegacy(text: string): LegacyText | null {
  const words = text
    .slice(0, 200_000)
    .split(/[\s,;|"]+/)
    .filter((word) => /[\u0080-\uffff]/.test(word));
  const proper = words.filter((word) => UNICODE_VIETNAMESE.test(word)).length;
  const doubtful = words.filter((word) => !UNICODE_VIETNAMESE.test(word)).join(' ');
  const asIs = countSyllables(doubtful);
  let best: LegacyEncoding | null = null;
  let most = asIs.good + Math.max(2, proper);
  for (const encoding of ['TCVN3', 'VNI'] as const) {
    const { good, bad } = countSyllables(fromLegacy(doubtful, encoding));
    if (good <= most || good <= bad) continue;
    best = encoding;
    most = good;
  }
  return best === null ? null : { encoding: best, mixed: proper > 0 };
}

/** A cell of a file in an old encoding as Unicode; a cell that is Unicode already is left. */
export function cellFromLegacy(cell: string, { encoding, mixed }: LegacyText): string {
  if (!BEYOND_ASCII.test(cell) || UNICODE_VIETNAMESE.test(cell)) return cell;
  if (mixed && countSyllables(cell).bad === 0) return cell;
  return fromLegacy(cell, encoding);
}
