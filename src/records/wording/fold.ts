/**
 * Text brought to a form in which two spellings of one thing are equal. Used for comparing only;
 * what people wrote is kept as they wrote it.
 */

/** Lower-case ASCII words joined by one space: no diacritics, `đ` as `d`, no punctuation. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Text that is tidy already, as most cells of a large file are: found out ten times faster than made. */
const TIDY = /^(?:[!-~À-ɏẠ-ỹ]+(?: [!-~À-ɏẠ-ỹ]+)*)?$/;

/** Text as it is kept: NFC, no control characters, runs of white space as one space. */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}\u200B\uFEFF]+/gu, ' ')
    .trim();
}

/** Key of a person's or unit's code: white space and case do not matter; null when empty. */
export function codeKey(code: string): string | null {
  const key = code
    .normalize('NFC')
    .replace(/[\s\p{Cc}\u200B\uFEFF]+/gu, '')
    .toUpperCase();
  return key === '' ? null : key;
}

/** Key of an e-mail address or user name: case does not matter; null when empty. */
export function accountKey(account: string): string | null {
  const key = tidy(account).toLowerCase();
  return key === '' || key === '-' ? null : key;
}
