/**
 * Text as people type it in a hurry: lower case, no tone or vowel marks, `đ` as `d`.
 * `Đường dây nóng` becomes `duong day nong`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFC');
}

/** The words of a text (letters and digits, marks kept), in order. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * For each different word with "đ", the same word with "d": Pagefind folds tone marks by itself but
 * not this letter, and many people type without it.
 */
export function dAliases(text: string): string[] {
  const words = wordsOf(text.toLowerCase()).filter((word) => word.includes('đ'));
  return [...new Set(words.map((word) => word.replaceAll('đ', 'd')))].sort();
}
