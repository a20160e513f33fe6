import { COMPLETIONS_HEADER, type CompletionLines } from './completion-lines.ts';
import type { CsvCell } from './csv-writer.ts';
import type { XlsxColumn, XlsxSheet } from './xlsx-writer.ts';

/** Lines on one sheet: Excel holds 1,048,576 rows. */
const MAX_LINES = 1_000_000;

const WIDTHS: Record<(typeof COMPLETIONS_HEADER)[number], number> = {
  Mã: 12,
  'Họ và tên': 26,
  'Đơn vị': 34,
  'Cấp học': 20,
  'Vai trò': 22,
  Email: 26,
  'Tên đăng nhập': 18,
  'Mô-đun': 44,
  'Mã mô-đun': 36,
  'Kết quả': 14,
  Điểm: 8,
  Ngày: 12,
  Nguồn: 30,
};

/** Completion records as a workbook, the header in row 1: the import desk reads it back. */
export function completionsSheets({ count, lines }: CompletionLines, title: string): XlsxSheet[] {
  const columns: XlsxColumn[] = COMPLETIONS_HEADER.map((header) => ({
    header,
    width: WIDTHS[header],
  }));
  const sheets = Math.max(1, Math.ceil(count / MAX_LINES));
  return Array.from({ length: sheets }, (_, index) => ({
    name: index === 0 ? 'Kết quả hoàn thành' : `Kết quả hoàn thành ${index + 1}`,
    title,
    columns,
    rows: take(lines, MAX_LINES),
  }));
}

/** The next lines, without ending what they come from. */
function* take(lines: Iterator<CsvCell[]>, most: number): Generator<CsvCell[]> {
  for (let taken = 0; taken < most; taken++) {
    const next = lines.next();
    if (next.done === true) return;
    yield next.value;
  }
}
