/**
 * A learner code (mã học viên), e.g. `K7M2-9QXR-4T3A`: ten random characters (50 bits) and two check
 * characters, in Crockford's base 32, which has no I, L, O or U. See docs/decisions/learner-codes.md.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM = 10;
const CHECK = 2;
/** Characters of a code without its hyphens. */
export const CODE_LENGTH = RANDOM + CHECK;
/** The largest prime below 32²: two characters of base 32 hold any remainder. */
const MODULUS = 1021;

/** What is wrong with a typed code, found without asking anybody. */
export type CodeMistake =
  | { kind: 'empty' }
  /** A character that no code has. */
  | { kind: 'character'; character: string }
  /** Not 12 characters; `length` is how many there are. */
  | { kind: 'length'; length: number }
  /** The check characters do not fit: one or more characters are mistyped. */
  | { kind: 'check' };

/** A code as typed: understood (12 characters, no hyphens), or what is wrong with it. */
export type ReadCode = { code: string; mistake: null } | { code: null; mistake: CodeMistake };

/** ISO 7064's pure system: the weighted sum of all characters, remainder 1 when right. */
function remainder(characters: string): number {
  let rest = 0;
  for (const character of characters) rest = (rest * 32 + ALPHABET.indexOf(character)) % MODULUS;
  return rest;
}

function checkCharacters(random: string): string {
  const rest = (((1 - remainder(`${random}00`)) % MODULUS) + MODULUS) % MODULUS;
  return ALPHABET.charAt(Math.floor(rest / 32)) + ALPHABET.charAt(rest % 32);
}

/** A new code, without hyphens, from the platform's secure source. */
export function newLearnerCode(
  bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(RANDOM)),
): string {
  const random = Array.from(bytes.subarray(0, RANDOM), (byte) => ALPHABET.charAt(byte % 32)).join(
    '',
  );
  return random + checkCharacters(random);
}

/** As it stands on a card: groups of four. */
export function groupedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/**
 * Reads a typed or scanned code: case, hyphens and spaces do not matter; O counts as 0, I and L as 1,
 * which is what people mean who write them.
 */
export function readLearnerCode(typed: string): ReadCode {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code === '') return { code: null, mistake: { kind: 'empty' } };
  for (const character of code) {
    if (!ALPHABET.includes(character)) {
      return { code: null, mistake: { kind: 'character', character } };
    }
  }
  if (code.length !== CODE_LENGTH) {
    return { code: null, mistake: { kind: 'length', length: code.length } };
  }
  if (remainder(code) !== 1) return { code: null, mistake: { kind: 'check' } };
  return { code, mistake: null };
}

/** What to tell somebody who typed a code wrongly: what is wrong and what to do. */
export function mistakeText(mistake: CodeMistake): string {
  switch (mistake.kind) {
    case 'empty':
      return 'Thầy cô chưa nhập mã. Mã in trên thẻ do Phòng hoặc trường phát.';
    case 'character':
      return `Mã học viên không có ký tự “${mistake.character}”. Thầy cô xem lại trên thẻ.`;
    case 'length':
      return mistake.length < CODE_LENGTH
        ? `Mã có ${CODE_LENGTH} ký tự, thầy cô mới nhập ${mistake.length}. Nhập cả ba nhóm trên thẻ.`
        : `Mã có ${CODE_LENGTH} ký tự, thầy cô đã nhập ${mistake.length}. Xem lại có gõ thừa không.`;
    case 'check':
      return 'Mã gõ chưa đúng: có ký tự bị nhầm hoặc đổi chỗ. Thầy cô so lại từng nhóm với thẻ.';
  }
}
