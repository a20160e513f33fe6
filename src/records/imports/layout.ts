import type { ImportKind } from '../contract.ts';
import type { Sheet, Table } from '../reading/table.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import { parseDay } from '../wording/days.ts';
import { tidy } from '../wording/fold.ts';
import { completionState } from '../wording/moodle-states.ts';
import { type FieldName, fieldsOf, guessColumns, HEADER_LEVELS } from './fields.ts';
import { schoolOfSheet, sectionTitle } from './school-headings.ts';

/** Where the table begins in a sheet. */
export interface SheetLayout {
  sheet: Sheet;
  /** Index of the (upper) header row. */
  headerRow: number;
  /** Index of the first row below the header. */
  firstRow: number;
  /** One text a column; of two header rows the upper and the lower one, joined by `HEADER_LEVELS`. */
  header: string[];
  /** The one school a sheet is about, as its titles or its name say; null when they name none. */
  school: string | null;
  /** Schools that rows of their own name below the header, each for the rows after it. */
  sections: string[];
}

/** How many rows from the top may be titles. */
const TITLE_ROWS = 40;

/** Kinds of table, the most particular first. */
const TABLE_KINDS = [
  'moodle-course-completion',
  'moodle-scorm-basic',
  'moodle-activity-completion',
  'completions',
  'classes',
  'roster',
] as const satisfies readonly ImportKind[];
export type TableKind = (typeof TABLE_KINDS)[number];

/** True for a kind that is read as a table. */
export function isTableKind(kind: ImportKind): kind is TableKind {
  return kind !== 'record-file' && kind !== 'school-file';
}

/**
 * Finds what a table holds and where it begins. With `kind` the officer said what it is; without it
 * is recognised by its headers. Throws `UnreadableFile` when there is no header to be found.
 */
export function findLayout(
  table: Table,
  kind: TableKind | null,
): { kind: TableKind; sheets: SheetLayout[] } {
  const kinds = kind === null ? TABLE_KINDS : [kind];
  for (const candidate of kinds) {
    const sheets = table.sheets.flatMap((sheet) => {
      const layout = findHeader(sheet, candidate);
      return layout === null || (kind === null && !looksRight(layout, candidate)) ? [] : [layout];
    });
    if (sheets.length === 0) continue;
    const roster = candidate === 'classes' && kind === null ? rosterBeside(table, sheets) : [];
    return roster.length > 0 ? { kind: 'roster', sheets: roster } : { kind: candidate, sheets };
  }
  if (kind === null) {
    throw new UnreadableFile(
      'unknown-kind',
      'Không nhận ra tệp này chứa gì: không thấy dòng tiêu đề cột như "Họ và tên", "Đơn vị", "Vai trò", "Mô-đun", "Kết quả". ' +
        'Hãy thêm dòng tiêu đề ở trên cùng bảng, hoặc chọn đúng loại tệp rồi nhập lại.',
    );
  }
  const wanted = fieldsOf(kind)
    .filter(({ required }) => required)
    .map(({ label }) => `"${label}"`);
  throw new UnreadableFile(
    'no-header',
    `Không thấy dòng tiêu đề cột trong ${TITLE_ROWS} dòng đầu${wanted.length > 0 ? `; cần có các cột ${wanted.join(', ')}` : ''}. ` +
      'Hãy thêm dòng tiêu đề ở trên cùng bảng, hoặc chọn loại tệp khác, rồi nhập lại.',
  );
}

/** The sheets of people in a workbook that has some classes too, when people are most of it; else none. */
function rosterBeside(table: Table, classes: readonly SheetLayout[]): SheetLayout[] {
  const taken = new Set(classes.map(({ sheet }) => sheet));
  const roster = table.sheets.flatMap((sheet) => {
    const layout = taken.has(sheet) ? null : findHeader(sheet, 'roster');
    return layout === null ? [] : [layout];
  });
  const rows = (sheets: readonly SheetLayout[]) =>
    sheets.reduce((sum, { sheet, firstRow }) => sum + sheet.rows.length - firstRow, 0);
  return rows(roster) > rows(classes) ? roster : [];
}

/** The row, or the two rows, that name the most fields; one row where two say no more. */
function findHeader(sheet: Sheet, kind: TableKind): SheetLayout | null {
  let best: Omit<SheetLayout, 'school' | 'sections'> | null = null;
  let bestScore = 0;
  const last = Math.min(sheet.rows.length, TITLE_ROWS);
  for (const depth of kind.startsWith('moodle') ? [1] : [1, 2]) {
    for (let index = 0; index + depth <= last; index++) {
      const upper = (sheet.rows[index] ?? []).map((cell) => tidy(cell));
      const header = depth === 1 ? upper : joinHeaders(upper, sheet.rows[index + 1] ?? []);
      const score = header === null ? 0 : headerScore(header, kind);
      if (header !== null && score > bestScore) {
        best = { sheet, headerRow: index, firstRow: index + depth, header };
        bestScore = score;
      }
    }
  }
  if (best === null) return null;
  const header = nameInTwoColumns(sheet, best.firstRow, best.header, kind);
  const sections =
    kind === 'roster' || kind === 'classes' ? sectionsBelow(sheet, best.firstRow) : [];
  return { ...best, header, school: schoolOfSheet(sheet, best.headerRow), sections };
}

function sectionsBelow(sheet: Sheet, firstRow: number): string[] {
  const named = new Set<string>();
  for (const row of sheet.rows.slice(firstRow)) {
    const section = sectionTitle(row);
    if (section !== null) named.add(section);
  }
  return [...named];
}

/** A row with a name in words beside other cells: no numbering of columns, no total. */
function isPerson(row: readonly string[], column: number): boolean {
  return /^[\p{L}\s]+$/u.test(row[column] ?? '') && row.filter((cell) => cell !== '').length > 2;
}

/** Rows looked at to tell whether a name stands in two columns. */
const NAME_SAMPLE = 50;

/** `Họ và tên` merged over two columns without a second header row: họ đệm in the left one, tên in the right. */
function nameInTwoColumns(
  sheet: Sheet,
  firstRow: number,
  header: readonly string[],
  kind: TableKind,
): string[] {
  const joined = [...header];
  const column = guessColumns(header, kind).indexOf('name');
  const title = header[column];
  if (column < 0 || title === undefined || (header[column + 1] ?? '') !== '') return joined;
  const named = sheet.rows
    .slice(firstRow, firstRow + NAME_SAMPLE)
    .filter((row) => isPerson(row, column));
  const both = named.filter((row) => /^\p{L}+$/u.test(tidy(row[column + 1] ?? ''))).length;
  if (both === 0 || both < named.length / 2) return joined;
  joined[column] = `${title}${HEADER_LEVELS}Họ đệm`;
  joined[column + 1] = `${title}${HEADER_LEVELS}Tên`;
  return joined;
}

/**
 * Two header rows as one: a group stands over its columns, merged or with blanks to its right. Null
 * when the lower row says nothing of its own.
 */
function joinHeaders(upper: readonly string[], lowerRow: readonly string[]): string[] | null {
  const lower = lowerRow.map((cell) => tidy(cell));
  const width = Math.max(upper.length, lower.length);
  let group = '';
  let joined = 0;
  const header = Array.from({ length: width }, (_, index) => {
    const above = upper[index] ?? '';
    const below = lower[index] ?? '';
    if (above !== '') group = above;
    if (below === '' || below === above) return above;
    joined++;
    return group === '' ? below : `${group}${HEADER_LEVELS}${below}`;
  });
  return joined === 0 ? null : header;
}

/**
 * Moodle's activity report has next to no header words, so a title row could pass for one: without
 * the officer's word it must stand at the top, and the row below it must hold states.
 */
function looksRight({ sheet, headerRow, header }: SheetLayout, kind: TableKind): boolean {
  if (kind !== 'moodle-activity-completion') return true;
  const below = sheet.rows[headerRow + 1] ?? [];
  return (
    headerRow === 0 &&
    activityPairs(header).every(({ state }) => {
      const text = below[state] ?? '';
      return text !== '' && completionState(text) !== null;
    })
  );
}

/** How much a row looks like the header of this kind: the number of fields it names, 0 when it is none. */
function headerScore(header: readonly string[], kind: TableKind): number {
  const fields = new Set(guessColumns(header, kind).filter((field) => field !== null));
  const has = (...names: FieldName[]) => names.every((name) => fields.has(name));
  const named = has('name') || has('surname', 'given');
  const identified = named || has('code') || has('email') || has('username');
  switch (kind) {
    case 'roster':
      return named && (has('unit') || has('role') || has('code')) ? fields.size : 0;
    case 'classes':
      return has('className', 'size') ? fields.size : 0;
    case 'completions':
      return identified && has('module') && (has('status') || has('score')) ? fields.size : 0;
    case 'moodle-scorm-basic':
      return identified && has('attempt', 'started', 'last') ? fields.size : 0;
    case 'moodle-course-completion':
      return identified ? coursePairs(header).length : 0;
    case 'moodle-activity-completion':
      return (header[0] ?? '') === '' ? activityPairs(header).length : 0;
  }
}

/** An activity's columns in a report: its title, the column of its state and of its date. */
export interface ActivityPair {
  title: string;
  state: number;
  date: number;
}

/** `X` followed by `X - Completion date` (or the same in another language). */
export function coursePairs(header: readonly string[]): ActivityPair[] {
  const pairs: ActivityPair[] = [];
  for (let index = 0; index + 1 < header.length; index++) {
    const title = header[index] ?? '';
    const next = header[index + 1] ?? '';
    if (title !== '' && next.startsWith(`${title} - `))
      pairs.push({ title, state: index, date: index + 1 });
  }
  return pairs;
}

/** After the identity columns, a title followed by an empty header or the expected day, to the end. */
export function activityPairs(header: readonly string[]): ActivityPair[] {
  const identity = guessColumns(header, 'moodle-activity-completion');
  let index = 1;
  while (index < header.length && identity[index] !== null && !isBlankOrDay(header[index + 1]))
    index++;
  const pairs: ActivityPair[] = [];
  while (index < header.length) {
    const title = header[index] ?? '';
    if (title === '' || !isBlankOrDay(header[index + 1])) break;
    pairs.push({ title, state: index, date: index + 1 });
    index += 2;
  }
  return pairs;
}

function isBlankOrDay(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || parseDay(cell) !== null;
}

/** True when a row repeats the header, as the second line of a merged header or on a new page. */
export function repeatsHeader(row: readonly string[], header: readonly string[]): boolean {
  let filled = 0;
  let same = 0;
  for (const [index, cell] of row.entries()) {
    if (cell === '') continue;
    filled++;
    if (isHeaderText(tidy(cell), header[index] ?? '')) same++;
    else if (filled - same > 2) return false;
  }
  return same >= 2 && same >= filled / 2;
}

function isHeaderText(text: string, header: string): boolean {
  const plain = text.toLowerCase();
  if (plain === header.toLowerCase()) return true;
  return (
    header.includes(HEADER_LEVELS) && header.toLowerCase().split(HEADER_LEVELS).includes(plain)
  );
}
