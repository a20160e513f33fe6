/** Words that stand before a pupil's name. */
const PUPIL_WORDS = /(?<![\p{L}])(?:em|cháu|bé|bạn|học sinh|hs|con)\s+((?:\p{Lu}\p{Ll}*\s*)+)/u;
/** Two to five words with capitals in a row, the first a common family name. */
const WHOLE_NAME =
  /(?<![\p{L}])(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Lò|Quàng|Cà|Tòng|Lường|Vì|Cầm|Bạc|Giàng|Mùa|Sùng|Thào|Vàng|Hờ)(?:\s+\p{Lu}\p{Ll}*){1,4}/u;

/**
 * What in a note looks like a person's name, or null. Only for a warning: notes are free text, and
 * no pupil's name belongs into the records.
 */
export function nameInNote(note: string): string | null {
  const text = note.normalize('NFC');
  const pupil = PUPIL_WORDS.exec(text)?.[1];
  return (pupil ?? WHOLE_NAME.exec(text)?.[0])?.trim() ?? null;
}
