import type { ImportKind, ImportMapping, SheetMapping } from '../contract.ts';
import { readTable, type Table } from '../reading/table.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import type { RecordFile } from '../record-file.ts';
import type { SchoolFile } from '../school-file.ts';
import { tidy } from '../wording/fold.ts';
import { guessColumns } from './fields.ts';
import { findLayout, isTableKind, type SheetLayout, type TableKind } from './layout.ts';
import { type KnownModule, matchModule } from './module-titles.ts';
import type { Pace } from './pace.ts';
import { moodleTitles, WHOLE_REPORT } from './read-moodle.ts';
import { parseRecordFile } from './read-record-file.ts';
import { looksLikeSchoolFile, parseSchoolFile } from './read-school-file.ts';
import { looksLikeJson } from './read-sealed-json.ts';

/** A table with the sheets in which a header was found. */
export interface TableContent {
  type: 'table';
  table: Table;
  kind: TableKind;
  sheets: SheetLayout[];
}

/** What a file holds, before anything is compared with what is kept. */
export type FileContent =
  | { type: 'record-file'; file: RecordFile }
  | { type: 'school-file'; file: SchoolFile }
  | TableContent;

/** Reads a file; the kind is recognised when `kind` is null. Throws `UnreadableFile`. */
export async function readFile(
  bytes: Uint8Array,
  kind: ImportKind | null,
  pace: Pace,
): Promise<FileContent> {
  await pace(0, 1);
  const json = looksLikeJson(bytes);
  if (kind === 'school-file' || (kind === null && json && looksLikeSchoolFile(bytes))) {
    return { type: 'school-file', file: parseSchoolFile(bytes) };
  }
  if (kind === 'record-file' || (kind === null && json)) {
    return { type: 'record-file', file: parseRecordFile(bytes) };
  }
  if (json) {
    throw new UnreadableFile(
      'wrong-kind',
      'Tệp này giống tệp kết quả của người học, không phải bảng. Hãy chọn "Tự nhận ra" hoặc đúng loại tệp rồi nhập lại.',
    );
  }
  const table = await readTable(bytes, pace);
  const layout = findLayout(table, kind !== null && isTableKind(kind) ? kind : null);
  // An LMS's report is one table; what else stands in the workbook is somebody's own.
  if (layout.kind.startsWith('moodle')) layout.sheets.length = 1;
  return { type: 'table', table, ...layout };
}

/** The first guess at what the columns and module titles of a file mean. */
export function guessMapping(
  content: FileContent,
  fileName: string,
  modules: readonly KnownModule[],
): ImportMapping {
  if (content.type !== 'table') return { kind: content.type, sheets: [], modules: [] };
  const sheets = content.sheets.map((layout) => guessSheet(layout, content.kind));
  return withModules({ kind: content.kind, sheets, modules: [] }, content, fileName, modules);
}

function guessSheet(
  { sheet, header, school, sections }: SheetLayout,
  kind: TableKind,
): SheetMapping {
  const guessed = guessColumns(header, kind);
  // Moodle's activity report leaves the header of the name empty; its "ID" is its own, not the roster's.
  if (kind === 'moodle-activity-completion' && guessed[0] === null && !guessed.includes('name'))
    guessed[0] = 'name';
  return {
    sheet: sheet.name,
    included: true,
    school: school ?? (sections.length > 0 ? 'trường nêu ở dòng riêng phía trên' : null),
    columns: header.map((text, index) => ({ index, header: text, field: guessed[index] ?? null })),
  };
}

/**
 * An officer's mapping on the sheets that the file really has, with a choice of module for every title
 * in the columns that it now names.
 */
export function fitMapping(
  content: FileContent,
  asked: ImportMapping,
  guessed: ImportMapping,
  fileName: string,
  modules: readonly KnownModule[],
): ImportMapping {
  if (content.type !== 'table') return guessed;
  const sheets = guessed.sheets.map((sheet, place): SheetMapping => {
    const wish = asked.sheets[place];
    if (wish === undefined) return sheet;
    const fields = new Map(wish.columns.map(({ index, field }) => [index, field]));
    const columns = sheet.columns.map((column) => ({
      ...column,
      field: fields.has(column.index) ? (fields.get(column.index) ?? null) : column.field,
    }));
    return { ...sheet, included: wish.included, columns };
  });
  return withModules({ ...asked, sheets }, content, fileName, modules);
}

function withModules(
  mapping: ImportMapping,
  content: TableContent,
  fileName: string,
  modules: readonly KnownModule[],
): ImportMapping {
  const chosen = new Map(mapping.modules.map(({ title, module }) => [title, module]));
  const guess = (title: string) =>
    matchModule(title === WHOLE_REPORT ? fileName.replace(/\.[^.]+$/, '') : title, modules)?.slug;
  return {
    ...mapping,
    modules: titlesOf(content, mapping).map((title) => ({
      title,
      module: chosen.has(title) ? (chosen.get(title) ?? null) : (guess(title) ?? null),
    })),
  };
}

/** Most module titles that an officer is asked about. */
const MOST_TITLES = 200;

/** Titles in the sheets taken that a module must be chosen for, in the order of the file. */
function titlesOf(content: TableContent, mapping: ImportMapping): string[] {
  const { kind, sheets } = content;
  const [first] = sheets;
  if (kind === 'roster' || kind === 'classes' || first === undefined) return [];
  if (kind !== 'completions') return moodleTitles(first, kind);
  const titles = new Set<string>();
  for (const { layout, columns } of sheetsTaken(content, mapping)) {
    const column = columns.find(({ field }) => field === 'module')?.index;
    if (column === undefined) continue;
    for (const row of layout.sheet.rows.slice(layout.firstRow)) {
      const title = tidy(row[column] ?? '');
      if (title !== '' && title !== layout.header[column] && titles.size < MOST_TITLES)
        titles.add(title);
    }
  }
  return [...titles];
}

/** A sheet that is read, and how. */
export interface TakenSheet {
  layout: SheetLayout;
  columns: SheetMapping['columns'];
  /** What rows of it are said to be in: the sheet's name where the file has several, else null. */
  named: string | null;
}

/** The sheets of a table that the officer did not leave out. */
export function sheetsTaken(content: TableContent, mapping: ImportMapping): TakenSheet[] {
  const several = content.table.sheets.length > 1;
  return content.sheets.flatMap((layout, place) => {
    const { included = true, columns = [] } = mapping.sheets[place] ?? {};
    return included ? [{ layout, columns, named: several ? layout.sheet.name : null }] : [];
  });
}
