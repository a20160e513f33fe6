import { tidy } from '../wording/fold.ts';
import type { TakenSheet } from './file-content.ts';
import type { SheetLayout } from './layout.ts';

/**
 * Warnings about columns of days that can be read two ways. Days with slashes are always read in the
 * Vietnamese order; where nothing in a column proves it, or something speaks against it, that is told.
 */

/** What the days of a column are written like. */
interface DayForms {
  /** `25/06/2026`: only day/month. */
  dayFirst: number;
  /** `06/25/2026`: only month/day, refused row by row. */
  monthFirst: string | null;
  /** `05/06/2026`: either. */
  either: string | null;
  /** Days that the workbook holds as days, all of them the 12th or earlier. */
  earlyDates: number;
  /** Days that the workbook holds as days, the 13th or later. */
  lateDates: number;
}

const SLASHED = /^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})$/;
const DATE_CELL = /^\d{4}-\d{2}-(\d{2})$/;

/** What is doubtful about the columns of a sheet that hold days. */
export function dayColumnWarnings({ layout, columns, named }: TakenSheet): string[] {
  return columns.flatMap(({ index, header, field }) => {
    if (!['from', 'to', 'date', 'sizeFrom'].includes(field ?? '')) return [];
    const warning = warningOf(formsOf(layout, index));
    const where = named === null ? '' : ` (trang "${named}")`;
    return warning === null ? [] : [`Cột "${header}"${where}: ${warning}`];
  });
}

function formsOf({ sheet, firstRow }: SheetLayout, column: number): DayForms {
  const forms: DayForms = {
    dayFirst: 0,
    monthFirst: null,
    either: null,
    earlyDates: 0,
    lateDates: 0,
  };
  for (const row of sheet.rows.slice(firstRow)) {
    const text = tidy(row[column] ?? '');
    const cell = DATE_CELL.exec(text);
    if (cell) {
      if (Number(cell[1]) > 12) forms.lateDates++;
      else forms.earlyDates++;
    }
    const slashed = SLASHED.exec(text);
    if (slashed === null) continue;
    const [first, second] = [Number(slashed[1]), Number(slashed[2])];
    if (first > 12) forms.dayFirst++;
    else if (second > 12) forms.monthFirst ??= text;
    else if (first !== second) forms.either ??= text;
  }
  return forms;
}

/** Days typed as day/month that a PC set to English took for month/day: it turns only those it can. */
const TURNED_AT_LEAST = 3;

function warningOf(forms: DayForms): string | null {
  const { dayFirst, monthFirst, either, earlyDates, lateDates } = forms;
  if (earlyDates >= TURNED_AT_LEAST && lateDates === 0 && dayFirst >= TURNED_AT_LEAST) {
    return 'có vẻ Excel đã đổi chỗ ngày và tháng ở một số ô (mọi ô kiểu ngày đều từ mùng 1 đến 12, các ngày từ 13 trở đi lại là chữ). Hãy so với bản gốc trước khi giữ.';
  }
  if (monthFirst !== null && either !== null) {
    return `có ngày viết kiểu tháng/ngày (${monthFirst}) nên không đọc được; các ngày như ${either} đang đọc là ${inWords(either)} và có thể sai. Hãy thống nhất kiểu ngày/tháng/năm rồi nhập lại.`;
  }
  if (either !== null && dayFirst === 0) {
    return `mọi ngày đều có thể đọc hai cách; trang đọc ngày trước tháng sau: ${either} là ${inWords(either)}.`;
  }
  return null;
}

function inWords(text: string): string {
  const [day, month] = text.split(/[-/.]/).map(Number);
  return `ngày ${day} tháng ${month}`;
}
