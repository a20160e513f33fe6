import { sha256 } from '../wording/sha256.ts';

/** Letters and digits that are not mistaken for one another when read aloud or off paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 16;

/** Days a one-time code stays good. */
export const SETUP_DAYS = 7;

/** A new one-time code: 78 random bits, as `ABCD-EFGH-JKMN-PQRS`. */
export function newSetupCode(): string {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      // Bytes past the last whole round of the alphabet would make its first letters likelier.
      const letter = byte < 240 ? ALPHABET[byte % ALPHABET.length] : undefined;
      if (letter !== undefined && code.length < LENGTH) code += letter;
    }
  }
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept of a code: the hash of its letters and digits, whatever stands between them. */
export function setupHash(code: string): string {
  return sha256(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}
