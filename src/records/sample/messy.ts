import ExcelJS from 'exceljs';
import { type GeneratedPerson, levelName, seededRandom } from '../roster-generator.ts';
import { showDay } from '../wording/days.ts';
import { fold } from '../wording/fold.ts';

/**
 * A generated roster as an office would really send it: titles above the header, one merged cell for
 * each school, blank rows, words and dates written several ways, a few mistakes, a total and a
 * signature below. What is wrong on purpose is listed, so that a test can ask for exactly that.
 */
export interface MessyRoster {
  /** Rows as in the sheet, title rows included. */
  rows: MessyCell[][];
  /** Index of the header row. */
  headerRow: number;
  /** For each school, its first and last row index: one merged cell. */
  schools: { first: number; last: number }[];
  /** Rows (numbered as the spreadsheet does) that must be refused. */
  wrongRows: number[];
}
type MessyCell = string | number | Date | null;

const HEADER = [
  'STT',
  'Mã GV',
  'Họ và tên',
  'Đơn vị công tác',
  'Cấp học',
  'Chức vụ',
  'Thư điện tử',
  'Ngày vào',
  'Ngày nghỉ',
];

/** Makes a mess of a roster, the same for the same seed. */
export function messyRoster(roster: readonly GeneratedPerson[], seed = 1): MessyRoster {
  const random = seededRandom(seed);
  const rows: MessyCell[][] = [
    ['ỦY BAN NHÂN DÂN XÃ HOA BAN (MẪU)'],
    ['PHÒNG VĂN HÓA – XÃ HỘI'],
    [],
    ['DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN NĂM HỌC 2026–2027'],
    [],
    HEADER,
    HEADER.map((_, index) => `(${index + 1})`),
  ];
  const headerRow = 5;
  const schools: MessyRoster['schools'] = [];
  const wrongRows: number[] = [];
  let unit = '';
  for (const [index, person] of roster.entries()) {
    const isFirst = person.unit !== unit;
    if (isFirst && unit !== '' && random() < 0.3) rows.push([]);
    unit = person.unit;
    const row = rows.length;
    if (isFirst) schools.push({ first: row, last: row });
    const school = schools.at(-1);
    if (school !== undefined) school.last = row;
    const isWrong = random() < 0.004;
    if (isWrong) wrongRows.push(row + 1);
    rows.push([
      index + 1,
      random() < 0.1 ? person.code.toLowerCase() : person.code,
      random() < 0.05 ? ` ${person.name.toUpperCase()}  ` : person.name,
      isFirst ? person.unit : null,
      random() < 0.2 ? fold(levelName(person.level)) : levelName(person.level),
      isWrong ? 'Chưa rõ' : random() < 0.15 ? person.position.toUpperCase() : person.position,
      person.email,
      writtenDay(person.from, random()),
      person.to === null ? null : showDay(person.to),
    ]);
  }
  rows.push(
    [],
    [null, null, `Tổng cộng: ${roster.length} người`],
    [null, null, null, null, null, 'Hoa Ban, ngày 05 tháng 9 năm 2026'],
    [null, null, null, null, null, 'NGƯỜI LẬP BIỂU'],
  );
  return { rows, headerRow, schools, wrongRows };
}

function writtenDay(day: string, luck: number): MessyCell {
  const [year = '', month = '', dom = ''] = day.split('-');
  if (luck < 0.4) return new Date(`${day}T00:00:00Z`);
  if (luck < 0.6) return showDay(day);
  if (luck < 0.8) return `${Number(dom)}-${Number(month)}-${year}`;
  return `ngày ${dom} tháng ${month} năm ${year}`;
}

/** The mess as a CSV with semicolons, merged cells left blank as Excel leaves them. */
export function messyCsv({ rows }: MessyRoster): string {
  const text = (cell: MessyCell) => {
    const plain =
      cell instanceof Date ? showDay(cell.toISOString().slice(0, 10)) : String(cell ?? '');
    return /[;"\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return rows
    .map((row) => `${HEADER.map((_, index) => text(row[index] ?? null)).join(';')}\r\n`)
    .join('');
}

/** The mess as a workbook with truly merged cells and truly typed dates. */
export async function messyXlsx({ rows, schools }: MessyRoster): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  // Without this the file would differ at each run.
  book.created = new Date('2026-09-05T00:00:00Z');
  book.modified = book.created;
  const sheet = book.addWorksheet('Danh sách');
  for (const row of rows) sheet.addRow(row);
  sheet.mergeCells(4, 1, 4, HEADER.length);
  for (const { first, last } of schools) {
    if (last > first) sheet.mergeCells(first + 1, 4, last + 1, 4);
  }
  sheet.getColumn(8).numFmt = 'dd/mm/yyyy';
  book.addWorksheet('Hướng dẫn').addRow(['Mỗi người một dòng. Không đổi tên cột.']);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
