import type { CompletionSource, CompletionStatus, Level, Role } from '../../schemas/vocabulary.ts';

/** What the readers of files hand to the judges: one `Line` for each thing a row says. */

/** A labelled value, as shown to the officer. */
export interface Cell {
  label: string;
  value: string;
}

/** Where a line stands in its file; `row` is numbered as the spreadsheet does. */
export interface Place {
  row: number;
  sheet: string | null;
}

/** A place as another row's reason names it: `dòng 7`, `dòng 7 trang "Khối 1"`. */
export function placeOf({ row, sheet }: Place): string {
  return `dòng ${row}${sheet === null ? '' : ` trang "${sheet}"`}`;
}

/** A line that says something, nothing, or something wrong. */
export type Line<T> = Place & Said<T>;

/** What a line says, wherever it stands. */
export type Said<T> =
  | { cells: () => Cell[]; outcome: 'entry'; entry: T }
  | { cells: () => Cell[]; outcome: 'ignored'; reason: string }
  | { cells: () => Cell[]; outcome: 'error'; reason: string };

/** A person as a roster names them. */
export interface RosterEntry {
  code: string;
  name: string;
  unit: string;
  unitCode: string;
  office: string;
  level: Level | null;
  role: Role;
  email: string;
  username: string;
  /** Null: the column is there and empty. Undefined: the file does not say. */
  from: string | null | undefined;
  to: string | null | undefined;
}

/** A class as a list of classes names it. */
export interface ClassEntry {
  unit: string;
  unitCode: string;
  office: string;
  /** `2026-2027`. */
  schoolYear: string;
  name: string;
  size: number;
  /** Null: as the school's. */
  level: Level | null;
  /** First day of this size, or null when the list does not say. */
  from: string | null;
}

/** A completion as a file reports it. */
export interface ReportedCompletion {
  who: Identity;
  /** Module slug, of this site or another; null when the title in the file names none. */
  module: string | null;
  moduleTitle: string;
  /** `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
  day: string;
  status: CompletionStatus;
  /** 0–100, or null. */
  score: number | null;
  source: CompletionSource;
}

/** How a file names a person; what it does not say is empty. */
export interface Identity {
  code: string;
  email: string;
  username: string;
  name: string;
  unit: string;
}

/** Column letters as spreadsheets show them: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const head = index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '';
  return head + String.fromCharCode(65 + (index % 26));
}

/** Only the cells with something in them. */
export function filled(cells: readonly Cell[]): Cell[] {
  return cells.filter(({ value }) => value !== '');
}
