import type { CsvCell } from './csv-writer.ts';
import { printable } from './xml-text.ts';

/**
 * Cells of a workbook as SpreadsheetML (ECMA-376, part 1, 18.3.1.4): text in place instead of a table
 * of shared strings, so that a sheet is written row by row and nothing of it is held.
 */

/** What a cell can hold: as in a CSV, and a heading. */
export type XlsxCell = CsvCell | { title: string };

/** Indexes of `cellXfs` in `STYLES_XML`. */
export const STYLE = {
  text: 0,
  header: 1,
  wrapped: 2,
  day: 3,
  count: 4,
  guarded: 5,
  rate: 6,
  title: 7,
  number: 8,
  guardedWrapped: 9,
  lead: 10,
} as const;

/** Excel's longest text in a cell, in UTF-16 units. */
const MAX_TEXT = 32_767;

/** What Excel would run if somebody edited the cell: marked as text (`quotePrefix`), the text stays as it is. */
const FORMULA_LIKE = /^[\s\u00A0]*[=+\-@＝＋－＠]/;

/** Letters of a column: 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const head = index >= 26 ? columnName(Math.floor(index / 26) - 1) : '';
  return head + String.fromCharCode(65 + (index % 26));
}

/** One cell; `row` is counted from 1, empty text and null give a cell with nothing but its frame. */
export function cellXml(cell: XlsxCell, column: string, row: number, style: number): string {
  const at = `<c r="${column}${row}"`;
  if (cell === null || cell === '') return `${at} s="${style}"/>`;
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return `${at} s="${style}"/>`;
    const shown = Number.isInteger(cell) ? STYLE.count : STYLE.number;
    return `${at} s="${shown}"><v>${cell}</v></c>`;
  }
  if (typeof cell === 'string') {
    return inline(at, FORMULA_LIKE.test(cell) ? guarded(style) : style, cell);
  }
  if ('day' in cell) {
    const serial = serialOfDay(cell.day);
    return serial === null
      ? inline(at, STYLE.text, cell.day)
      : `${at} s="${STYLE.day}"><v>${serial}</v></c>`;
  }
  if ('rate' in cell) return inline(at, STYLE.rate, cell.rate);
  return inline(at, STYLE.title, cell.title);
}

function guarded(style: number): number {
  if (style === STYLE.wrapped) return STYLE.guardedWrapped;
  return style === STYLE.text ? STYLE.guarded : style;
}

function inline(at: string, style: number, text: string): string {
  return `${at} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** A day as Excel counts days (1900 date system, right from 1900-03-01 on); null for no day. */
export function serialOfDay(day: string): number | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  const serial = Number.isNaN(time) ? 0 : Math.round((time - Date.UTC(1899, 11, 30)) / 86_400_000);
  return serial > 60 ? serial : null;
}

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Text for XML: `printable`, with entities; `_x000D_`, which Excel would read as a character, is escaped as Excel does it.
 */
export function escapeText(text: string): string {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  if (/^[\p{L}\p{N} .,:;/()'–-]*$/u.test(cut)) return cut;
  return printable(cut)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\r/g, '_x000D_')
    .replace(/[&<>"]/g, (character) => ENTITY[character] ?? character);
}

/** Fonts, fills, borders and number formats; `STYLE` names the cell formats in their order. */
export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="3"><font><sz val="12"/><name val="Times New Roman"/><family val="1"/></font><font><b/><sz val="12"/><name val="Times New Roman"/><family val="1"/></font><font><b/><sz val="14"/><name val="Times New Roman"/><family val="1"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FF9AA5B1"/></left><right style="thin"><color rgb="FF9AA5B1"/></right><top style="thin"><color rgb="FF9AA5B1"/></top><bottom style="thin"><color rgb="FF9AA5B1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="11">${[
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="top"/></xf>',
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
].join(
  '',
)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
