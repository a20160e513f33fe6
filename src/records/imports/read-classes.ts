import type { Level } from '../../schemas/vocabulary.ts';
import { schoolYearOf } from '../coverage/school-year.ts';
import type { Table } from '../reading/table.ts';
import { parseDay } from '../wording/days.ts';
import { fold, tidy } from '../wording/fold.ts';
import { parseLevel } from '../wording/words.ts';
import { Columns } from './columns.ts';
import type { TakenSheet } from './file-content.ts';
import { repeatsHeader } from './layout.ts';
import { type Cell, type ClassEntry, filled, type Line, type Said } from './lines.ts';
import { sectionTitle } from './school-headings.ts';

/** What a merged or left-out cell takes over from the row above. */
interface Carried {
  unit: string;
  unitCode: string;
  office: string;
  schoolYear: string;
}

/** Most pupils a class is believed to have; more is a total or a mistake. */
const MOST_PUPILS = 500;

/** Reads classes and their sizes; a row without a school year is of the one `today` lies in. */
export function readClasses(
  table: Table,
  sheets: readonly TakenSheet[],
  today: string,
): Line<ClassEntry>[] {
  const lines: Line<ClassEntry>[] = [];
  for (const { layout, columns: mapping, named } of sheets) {
    const columns = new Columns(layout, mapping);
    let carried: Carried = {
      unit: columns.has('unit') ? '' : (layout.school ?? ''),
      unitCode: '',
      office: '',
      schoolYear: schoolYearOf(today),
    };
    for (let index = layout.firstRow; index < layout.sheet.rows.length; index++) {
      const row = layout.sheet.rows[index] ?? [];
      const texts = row.map(tidy).filter((cell) => cell !== '');
      if (texts.length === 0) continue;
      const section = sectionTitle(row);
      if (section !== null) carried = { ...carried, unit: section, unitCode: '' };
      else if (besideTheClasses(row, texts, layout.header) === null)
        carried = carry(row, columns, carried);
      const place = { row: index + 1, sheet: named };
      const broken = table.broken.find((problem) => problem.row === index);
      const said = readLine(row, texts, columns, carried, layout.header);
      lines.push({
        ...place,
        ...(broken
          ? {
              cells: said.cells,
              outcome: 'error',
              reason: `${broken.reason}. Hãy xuất hoặc tải lại tệp gốc.`,
            }
          : said),
      });
    }
  }
  return lines;
}

function carry(row: readonly string[], columns: Columns, above: Carried): Carried {
  const unit = columns.get(row, 'unit') || above.unit;
  const sameUnit = fold(unit) === fold(above.unit);
  return {
    unit,
    unitCode: columns.get(row, 'unitCode') || (sameUnit ? above.unitCode : ''),
    office: columns.get(row, 'office') || above.office,
    schoolYear: schoolYear(columns.get(row, 'schoolYear')) ?? above.schoolYear,
  };
}

/** `2026-2027`, `2026–2027`, `2026/27`, `Năm học 2026 - 2027`; null when it is none. */
function schoolYear(text: string): string | null {
  const years = /(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})(?!\d)/.exec(text);
  const first = Number(years?.[1]);
  return years !== null && Number(years[2]) % 100 === (first + 1) % 100
    ? `${first}-${first + 1}`
    : null;
}

/** Why a row is no class's, or null; its cells say nothing for the rows below it. */
function besideTheClasses(
  row: readonly string[],
  texts: readonly string[],
  header: readonly string[],
): string | null {
  if (repeatsHeader(row, header)) return 'Lặp lại dòng tiêu đề.';
  if (
    texts.length > 2 &&
    texts.every((text, index) => text.replace(/[()]/g, '') === `${index + 1}`)
  )
    return 'Dòng đánh số cột.';
  return texts.some((text) => /^(tong|tong cong|tong so|cong)( |$)/.test(fold(text)))
    ? 'Dòng tổng cộng, không phải lớp.'
    : null;
}

function readLine(
  row: readonly string[],
  texts: readonly string[],
  columns: Columns,
  carried: Carried,
  header: readonly string[],
): Said<ClassEntry> {
  const name = columns.get(row, 'className');
  const sizeText = columns.get(row, 'size');
  const ignore = (reason: string): Said<ClassEntry> => ({
    cells: () => [{ label: 'Dòng', value: texts.join(' · ') }],
    outcome: 'ignored',
    reason,
  });
  const aside = besideTheClasses(row, texts, header);
  if (aside !== null) return ignore(aside);
  if (name === '') return ignore('Dòng không ghi tên lớp.');
  const cells = (): Cell[] =>
    filled([
      { label: 'Đơn vị', value: carried.unit },
      { label: 'Lớp', value: name },
      { label: 'Sĩ số', value: sizeText },
      { label: 'Năm học', value: carried.schoolYear },
    ]);
  const errors: string[] = [];
  if (carried.unit === '' && carried.unitCode === '')
    errors.push(`${columns.title('unit')}: thiếu đơn vị`);
  const size = /^\d{1,3}(?:[.,]0+)?$/.test(sizeText) ? Math.floor(Number.parseFloat(sizeText)) : 0;
  if (size < 1 || size > MOST_PUPILS)
    errors.push(`${columns.title('size')}: sĩ số "${sizeText}" phải là số từ 1 đến ${MOST_PUPILS}`);
  const yearText = columns.get(row, 'schoolYear');
  if (yearText !== '' && schoolYear(yearText) === null)
    errors.push(`${columns.title('schoolYear')}: không hiểu "${yearText}"; viết dạng 2026-2027`);
  const fromText = columns.get(row, 'sizeFrom');
  const from = parseDay(fromText);
  if (fromText !== '' && fromText !== '-' && from === null)
    errors.push(
      `${columns.title('sizeFrom')}: không hiểu ngày "${fromText}"; viết dạng ngày/tháng/năm, ví dụ 05/09/2026`,
    );
  if (errors.length > 0)
    return {
      cells,
      outcome: 'error',
      reason: `${errors.join('. ')}. Hãy sửa trong tệp rồi nhập lại.`,
    };
  // "Khối" holds a grade in most files: what is no level is left to the school's own.
  const level: Level | null = parseLevel(columns.get(row, 'level'));
  return { cells, outcome: 'entry', entry: { ...carried, name, size, level, from } };
}
