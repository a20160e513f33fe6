import type { Kysely } from 'kysely';
import type { UnitsSeen } from '../access/units-seen.ts';
import type { ImportKind, ImportMapping, ImportPreview } from '../contract.ts';
import { newId } from '../database/ids.ts';
import type { RecordsTables } from '../database/tables.ts';
import { LEGACY_NAMES } from '../reading/legacy-fonts.ts';
import { readTable, type Table } from '../reading/table.ts';
import { UnreadableFile } from '../reading/unreadable.ts';
import type { RecordFile } from '../record-file.ts';
import type { SchoolFile } from '../school-file.ts';
import { dayInVietnam } from '../wording/days.ts';
import { tidy } from '../wording/fold.ts';
import { dayColumnWarnings } from './day-columns.ts';
import { fieldsOf, guessColumns, isFieldName, missingFields } from './fields.ts';
import { judgeClasses } from './judge-classes.ts';
import { judgeCompletions } from './judge-completions.ts';
import { judgeRoster } from './judge-roster.ts';
import { judgeSchoolFile } from './judge-school-file.ts';
import type { Judgement } from './judged.ts';
import { findLayout, isTableKind, type SheetLayout, type TableKind } from './layout.ts';
import type { Line, ReportedCompletion } from './lines.ts';
import { type KnownModule, matchModule } from './module-titles.ts';
import type { Pace } from './pace.ts';
import { readClasses } from './read-classes.ts';
import { readCompletions } from './read-completions.ts';
import { moodleTitles, moodleWarnings, readMoodle, WHOLE_REPORT } from './read-moodle.ts';
import { looksLikeJson, parseRecordFile, readRecordFile } from './read-record-file.ts';
import { readRoster } from './read-roster.ts';
import { looksLikeSchoolFile, parseSchoolFile } from './read-school-file.ts';
import { countVerdicts } from './write-import.ts';

/** A file that was read but not confirmed; kept in memory, gone with the page or the server. */
export interface PendingImport {
  id: string;
  /** Who brought it: nobody else may see or confirm it. */
  owner: string;
  fileName: string;
  content: FileContent;
  mapping: ImportMapping;
  /** What the headers alone said, before the officer's word of now or of an earlier file. */
  guessed: ImportMapping;
  /** The mapping is the one kept from an earlier file. */
  remembered: boolean;
  judgement: Judgement;
  /** Revision of the records it was judged against. */
  revision: string;
}

type FileContent =
  | { type: 'record-file'; file: RecordFile }
  | { type: 'school-file'; file: SchoolFile }
  | { type: 'table'; table: Table; kind: TableKind; sheets: SheetLayout[] };

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
  return { type: 'table', table, ...layout };
}

/** The first guess at what the columns and module titles of a file mean. */
export function guessMapping(
  content: FileContent,
  fileName: string,
  modules: readonly KnownModule[],
): ImportMapping {
  if (content.type !== 'table') return { kind: content.type, columns: [], modules: [] };
  const { kind, sheets } = content;
  const header = sheets[0]?.header ?? [];
  const guessed = guessColumns(header, kind);
  // Moodle's activity report leaves the header of the name empty; its "ID" is its own, not the roster's.
  if (kind === 'moodle-activity-completion' && guessed[0] === null && !guessed.includes('name'))
    guessed[0] = 'name';
  return {
    kind,
    columns: header.map((text, index) => ({ index, header: text, field: guessed[index] ?? null })),
    modules: titlesOf(content, guessed.indexOf('module')).map((title) => ({
      title,
      module:
        matchModule(title === WHOLE_REPORT ? fileName.replace(/\.[^.]+$/, '') : title, modules)
          ?.slug ?? null,
    })),
  };
}

/** Titles in the file that a module must be chosen for, in the order of the file. */
function titlesOf(content: FileContent & { type: 'table' }, moduleColumn: number): string[] {
  const { kind, sheets } = content;
  const [first] = sheets;
  if (kind === 'roster' || kind === 'classes' || first === undefined) return [];
  if (kind !== 'completions') return moodleTitles(first, kind);
  const titles = new Set<string>();
  for (const layout of sheets) {
    const column =
      layout === first ? moduleColumn : guessColumns(layout.header, kind).indexOf('module');
    for (const row of layout.sheet.rows.slice(layout.firstRow)) {
      const title = column < 0 ? '' : tidy(row[column] ?? '');
      if (title !== '' && title !== layout.header[column] && titles.size < 200) titles.add(title);
    }
  }
  return [...titles];
}

/** Judges a file under a mapping against what is kept now of the units seen. */
export async function judgeFile(
  db: Kysely<RecordsTables>,
  content: FileContent,
  mapping: ImportMapping,
  fileName: string,
  modules: readonly KnownModule[],
  seen: UnitsSeen,
  pace: Pace,
): Promise<Judgement> {
  const today = dayInVietnam(new Date());
  if (content.type === 'record-file') {
    return judgeCompletions(db, readRecordFile(content.file), fileName, today, seen, pace);
  }
  if (content.type === 'school-file') {
    return judgeSchoolFile(db, content.file, fileName, today, seen, pace);
  }
  const { table, kind, sheets } = content;
  if (kind === 'roster')
    return judgeRoster(db, readRoster(table, sheets, mapping.columns), today, seen, pace);
  if (kind === 'classes')
    return judgeClasses(db, readClasses(table, sheets, mapping.columns, today), seen, pace);
  const choice = new Map(mapping.modules.map(({ title, module }) => [title, module]));
  const [first] = sheets;
  const lines: Line<ReportedCompletion>[] =
    kind === 'completions'
      ? readCompletions(table, sheets, mapping.columns, choice)
      : first === undefined
        ? []
        : readMoodle(table, first, kind, mapping.columns, choice, modules);
  const judgement = await judgeCompletions(db, lines, fileName, today, seen, pace);
  if (kind !== 'completions') judgement.warnings.push(...moodleWarnings(kind, lines, modules));
  return judgement;
}

/** Whether each sheet of a roster or list of classes names its school outside the columns. */
function namedByTitles({ kind, sheets }: FileContent & { type: 'table' }): boolean {
  return (kind === 'roster' || kind === 'classes') && sheets.every(({ school }) => school !== null);
}

/** What a column may mean; the school need not have one where titles name it. */
function fieldsShown(content: FileContent & { type: 'table' }): ImportPreview['fields'] {
  const known = namedByTitles(content);
  return fieldsOf(content.kind).map((one) =>
    known && one.field === 'unit' ? { ...one, required: false } : one,
  );
}

/** What the officer is shown of a pending import. */
export function previewOf(pending: PendingImport): ImportPreview {
  const { content, mapping, judgement } = pending;
  const counts = countVerdicts(judgement.rows, null);
  const warnings = [...judgement.warnings];
  let ready = true;
  if (content.type === 'table') {
    const fields = new Set(
      mapping.columns.flatMap(({ field }) => (field !== null && isFieldName(field) ? [field] : [])),
    );
    if (namedByTitles(content)) fields.add('unit');
    const missing = missingFields(mapping.kind, fields);
    if (missing.length > 0) {
      warnings.push(
        `Chưa biết cột nào là ${missing.map((label) => `"${label}"`).join(', ')}. Hãy chọn cột tương ứng.`,
      );
      ready = false;
    }
    if (
      content.kind.startsWith('moodle') &&
      mapping.modules.every(({ module }) => module === null)
    ) {
      warnings.push('Chưa biết báo cáo này là của mô-đun nào. Hãy chọn mô-đun tương ứng.');
      ready = false;
    }
    if (content.table.encoding === 'Windows-1258') {
      warnings.push(
        'Tệp dùng bảng mã cũ Windows-1258. Hãy xem kỹ dấu trong họ tên trước khi giữ; nếu sai, lưu lại tệp dạng "CSV UTF-8" rồi nhập lại.',
      );
    }
    if (content.table.legacy.length > 0) {
      const names = content.table.legacy.map((encoding) => LEGACY_NAMES[encoding]).join(' và ');
      warnings.push(
        `Tệp gõ bằng bảng mã cũ ${names}; trang đã chuyển sang Unicode. Hãy xem kỹ dấu trong họ tên trước khi giữ; nếu sai, chuyển mã bằng Unikey Toolkit rồi nhập lại.`,
      );
    }
    if (namedByTitles(content) && !mapping.columns.some(({ field }) => field === 'unit')) {
      const schools = content.sheets.map(({ school }) => school);
      warnings.push(
        `Bảng không có cột đơn vị; tên trường lấy ở tiêu đề hoặc tên trang tính: ${schools.slice(0, 5).join('; ')}${schools.length > 5 ? ` và ${schools.length - 5} trường khác` : ''}.`,
      );
    }
    warnings.push(...dayColumnWarnings(content.sheets[0], mapping.columns));
    const skipped = content.table.sheets.length - content.sheets.length;
    if (skipped > 0)
      warnings.push(`${skipped} trang tính không có dòng tiêu đề cột nên không được đọc.`);
  }
  const kept = counts.new + counts.changed + counts.proposed + counts.unmatched;
  if (ready && kept === 0) {
    warnings.push(
      counts.error > 0
        ? 'Không có dòng nào nhập được. Hãy xem lỗi từng dòng, sửa tệp rồi nhập lại.'
        : 'Tệp này không có gì mới so với dữ liệu đang giữ.',
    );
  }
  return {
    id: pending.id,
    fileName: pending.fileName,
    kind: mapping.kind,
    encoding: content.type === 'table' ? content.table.encoding : 'UTF-8',
    mapping,
    fields: content.type === 'table' ? fieldsShown(content) : [],
    counts,
    warnings,
    ready: ready && kept + counts.same > 0,
    remembered: pending.remembered,
  };
}

/** A fresh key for a pending import, which becomes that of the import when it is confirmed. */
export function newPendingId(): string {
  return newId();
}
