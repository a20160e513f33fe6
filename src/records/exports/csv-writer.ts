import { z } from 'zod';
import { showDay } from '../wording/days.ts';

/**
 * How a CSV is laid out, because Excel reads one by the PC's regional settings and no layout opens
 * right under all of them (a `sep=` line would, but makes Excel forget that the text is UTF-8):
 * `semicolon` for Vietnamese settings: `;`, decimal comma, dd/MM/yyyy;
 * `comma` for English ones: `,`, decimal point, and ISO days, which no setting takes for month/day.
 */
export const csvStyleSchema = z.enum(['semicolon', 'comma']);
export type CsvStyle = z.infer<typeof csvStyleSchema>;

/** A day (`YYYY-MM-DD`) to be written in the style's own form. */
export interface DayCell {
  day: string;
}
/** A shown rate such as `89,9%`, to be written with the style's decimal sign. */
export interface RateCell {
  rate: string;
}
export type CsvCell = string | number | null | DayCell | RateCell;

/** A CSV file: UTF-8 with BOM, lines end in CR LF, text that Excel would run as a formula is defused. */
export function writeCsv(rows: readonly (readonly CsvCell[])[], style: CsvStyle): string {
  return `${BOM}${rows.map((row) => writeLine(row, style)).join('')}`;
}

/** The same as a stream of bytes: rows are asked for as the file is read, so a million need no memory. */
export function streamCsv(
  rows: Iterable<readonly CsvCell[]>,
  style: CsvStyle,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const iterator = rows[Symbol.iterator]();
  let text = BOM;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        // Other calls get their turn between two pieces.
        await new Promise((resolve) => setTimeout(resolve));
        let isDone = false;
        while (text.length < PIECE && !isDone) {
          const next = iterator.next();
          if (next.done === true) isDone = true;
          else text += writeLine(next.value, style);
        }
        if (text !== '') controller.enqueue(encoder.encode(text));
        text = '';
        if (isDone) controller.close();
      },
      cancel: () => {
        iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

const BOM = '\uFEFF';
/** How much text is made before it is handed on (UTF-16 units). */
const PIECE = 64 * 1024;

function writeLine(row: readonly CsvCell[], style: CsvStyle): string {
  const separator = style === 'semicolon' ? ';' : ',';
  return `${row.map((cell) => writeCell(cell, style, separator)).join(separator)}\r\n`;
}

function writeCell(cell: CsvCell, style: CsvStyle, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return decimals(String(cell), style);
  if (typeof cell === 'string') return quote(defuse(cell), separator);
  if ('day' in cell) return style === 'semicolon' ? showDay(cell.day) : cell.day;
  return style === 'semicolon' ? cell.rate : cell.rate.replace(',', '.');
}

function decimals(number: string, style: CsvStyle): string {
  return style === 'semicolon' ? number.replace('.', ',') : number;
}

/** What begins like a formula, or hides one behind white space, gets an apostrophe: text to Excel. */
function defuse(text: string): string {
  return /^[\s\u00A0]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

function quote(text: string, separator: string): string {
  return text.includes(separator) || /["\t\r\n]|^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
