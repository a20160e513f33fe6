import type { Sheet } from '../reading/table.ts';
import { fold, tidy } from '../wording/fold.ts';

/** Schools that a sheet names outside its columns: in a row of their own, in a title, as its name. */

/** What a school's name begins with; "Trương Văn An" is a person. */
const SCHOOL_BEGINNING =
  /^(truong (mam non|mau giao|mn|tieu hoc|th|trung hoc|thcs|thpt|th thcs|th va thcs|pho thong|ptdt\w*|pt|cao dang|dai hoc|trung cap|lien cap)|nhom tre|nhom lop|lop mau giao|trung tam|mam non|tieu hoc|th thcs|th va thcs|thcs|thpt|ptdt\w*|mn) \S/;

/** `TH Chiềng Lề` as a sheet's name; "TH" alone may be a summary (tổng hợp) too. */
const PRIMARY_SCHOOL_SHEET = /^TH(?: \p{Lu}\p{Ll}+){2,}$/u;

/** True when a text begins as a school's name does. */
export function isSchoolName(text: string): boolean {
  return SCHOOL_BEGINNING.test(fold(text));
}

/** A row that only names a school is the heading of the rows below it. */
export function sectionTitle(row: readonly string[]): string | null {
  let only: string | undefined;
  for (const cell of row) {
    const text = cell === '' ? '' : tidy(cell);
    if (text === '' || /^[IVXLC\d]+[.)]?$/.test(text)) continue;
    // Most rows are a person's: their second text ends it.
    if (only !== undefined && text !== only) return null;
    only = text;
  }
  if (only === undefined) return null;
  const school = schoolIn(only);
  return school === null ? null : inSentenceCase(school);
}

/**
 * The school that a whole sheet is about: named by the sheet's own name, else by one of the rows
 * above its header. Null when none is named, or more than one.
 */
export function schoolOfSheet(sheet: Sheet, headerRow: number): string | null {
  const name = tidy(sheet.name ?? '');
  const named = schoolIn(name);
  if (named !== null) return named;
  if (PRIMARY_SCHOOL_SHEET.test(name)) return name;
  const titles = new Set<string>();
  for (const row of sheet.rows.slice(0, headerRow)) {
    for (const cell of row) {
      const school = schoolIn(tidy(cell));
      if (school !== null) titles.add(inSentenceCase(school));
    }
  }
  const [title, another] = titles;
  return title !== undefined && another === undefined ? title : null;
}

/** The school named by `II. Trường …`, `Đơn vị: Trường …` or the name alone. */
function schoolIn(text: string): string | null {
  const title = text
    .replace(/^(?:[IVXLC]+|\d+)[.)]\s*/, '')
    .replace(/^(?:tên )?(?:đơn vị|trường|cơ sở)\s*:\s*/i, '');
  return isSchoolName(title) ? title : null;
}

/** Words of a school's kind, which only begin with a capital as the first of their name. */
const KIND_WORDS = /(Mầm|Mẫu|Tiểu|Trung|Phổ|Liên) (Non|Giáo|Học|Thông|Cấp)(?: (Cơ Sở|Phổ Thông))?/g;

/** A title in capitals as the name of the school: `TRƯỜNG MẦM NON HOA BAN` → `Trường Mầm non Hoa Ban`. */
function inSentenceCase(name: string): string {
  if (name !== name.toLocaleUpperCase('vi')) return name;
  return name
    .replace(/\p{L}+/gu, (word) =>
      /[AEIOUY]/.test(fold(word).toUpperCase())
        ? word.charAt(0) + word.slice(1).toLocaleLowerCase('vi')
        : word,
    )
    .replace(
      KIND_WORDS,
      (_whole, first: string, second: string, third = '') =>
        `${first} ${second.toLowerCase()}${third === '' ? '' : ` ${third.toLowerCase()}`}`,
    );
}
