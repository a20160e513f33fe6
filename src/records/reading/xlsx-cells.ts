import type { ReadPace } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

/** The cells of one sheet's XML, and the small XML helpers they need. */

/** A stretch of a text in one font; null: the cell's own. */
export interface Run {
  text: string;
  font: string | null;
}

/** How a sheet's raw values become text. */
export interface CellContext {
  strings: readonly (readonly Run[])[];
  showNumber: (value: number, style: number) => string;
  /** Text as the font it is set in shows it. */
  showRuns: (runs: readonly Run[], style: number) => string;
}

/** A merged range, all bounds 0-based and included. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
}

/** Rows beyond this are refused: Excel's own limit is 1,048,576. */
const MAX_ROWS = 300_000;
const MAX_COLUMNS = 400;

/** One pattern for each attribute name: a sheet asks for the same three a million times. */
const attributePatterns = new Map<string, RegExp>();

/** Value of an attribute of a tag, entities still in it; `name` may be a pattern. */
export function attribute(tag: string, name: string): string | null {
  let pattern = attributePatterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`[\\s<]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    attributePatterns.set(name, pattern);
  }
  const found = pattern.exec(tag);
  return found?.[1] ?? found?.[2] ?? null;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML text with its entities and Excel's `_x000D_` escapes resolved. */
export function textOf(xml: string): string {
  if (!xml.includes('&') && !xml.includes('_x')) return xml;
  return xml
    .replace(
      /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
      (whole, hex: string, decimal: string, name: string) => {
        if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal) return String.fromCodePoint(Number(decimal));
        return ENTITIES[name] ?? whole;
      },
    )
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

/** The texts of a plain or rich string, without phonetic hints, each with its own font if it has one. */
export function textRuns(xml: string): Run[] {
  const plain = xml.includes('rPh')
    ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
    : xml;
  const parts = /<(?:\w+:)?r>([\s\S]*?)<\/(?:\w+:)?r>/.test(plain)
    ? [...plain.matchAll(/<(?:\w+:)?r>([\s\S]*?)<\/(?:\w+:)?r>/g)].map(([, run = '']) => run)
    : [plain];
  return parts.map((part) => {
    const font = /<(?:\w+:)?rFont\b[^>]*>/.exec(part)?.[0];
    return {
      font: font === undefined ? null : textOf(attribute(font, 'val') ?? ''),
      text: [...part.matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g)]
        .map(([, text]) => textOf(text ?? ''))
        .join(''),
    };
  });
}

/** Column letters to a 0-based index; -1 when there are none. */
function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const code = character.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

/** Rows between two breaths. */
const STRIDE = 2000;

/** Reads all rows of a sheet as text, blank rows and cells included; `pace` is in characters of the sheet's XML. */
export async function readCells(
  xml: string,
  context: CellContext,
  pace: ReadPace,
): Promise<string[][]> {
  const rows: string[][] = [];
  const rowPattern = /<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g;
  let next = 0;
  let read = 0;
  for (const found of xml.matchAll(rowPattern)) {
    const [, attributes = '', inner = ''] = found;
    if (read++ % STRIDE === 0) await pace(found.index, xml.length);
    const number = attribute(` ${attributes}`, 'r');
    const index = number === null ? next : Number(number) - 1;
    if (index >= MAX_ROWS && inner.includes('<')) {
      throw new UnreadableFile(
        'too-many-rows',
        `Trang tính có hơn ${MAX_ROWS.toLocaleString('vi-VN')} dòng. Hãy tách thành nhiều tệp rồi nhập lần lượt.`,
      );
    }
    if (index >= MAX_ROWS) continue;
    while (rows.length <= index) rows.push([]);
    rows[index] = readRow(inner, context);
    next = index + 1;
  }
  if (/<(?:\w+:)?sheetData\b[^>]*[^/]>/.test(xml) && !/<\/(?:\w+:)?sheetData>/.test(xml)) {
    throw new UnreadableFile(
      'damaged-file',
      'Tệp Excel bị cắt giữa chừng. Hãy tải hoặc chép lại tệp gốc rồi nhập lại.',
    );
  }
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell.trim() === '')) rows.pop();
  return rows;
}

function readRow(xml: string, context: CellContext): string[] {
  const cells: string[] = [];
  const cellPattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
  for (const [, attributes = '', inner = ''] of xml.matchAll(cellPattern)) {
    const reference = attribute(` ${attributes}`, 'r');
    const index = reference === null ? cells.length : columnOf(reference);
    if (index < 0 || index >= MAX_COLUMNS) continue;
    const value = readValue(` ${attributes}`, inner, context);
    if (value === '') continue;
    while (cells.length < index) cells.push('');
    cells[index] = value;
  }
  return cells;
}

function readValue(attributes: string, inner: string, context: CellContext): string {
  const type = attribute(attributes, 't') ?? 'n';
  const style = () => Number(attribute(attributes, 's') ?? 0);
  if (type === 'inlineStr') return context.showRuns(textRuns(inner), style());
  const raw = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1];
  if (raw === undefined || raw === '') return '';
  if (type === 's') return context.showRuns(context.strings[Number(raw)] ?? [], style());
  if (type === 'str') return context.showRuns([{ text: textOf(raw), font: null }], style());
  if (type === 'd') return textOf(raw);
  if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  const number = Number(raw);
  return Number.isFinite(number) ? context.showNumber(number, style()) : textOf(raw);
}

/** Merged ranges of a sheet. */
export function readMerges(xml: string): Merge[] {
  const merges: Merge[] = [];
  for (const [tag] of xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*>/g)) {
    const range = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attribute(tag, 'ref') ?? '');
    if (range === null) continue;
    const [, left = '', top = '', , bottom = ''] = range;
    merges.push({ top: Number(top) - 1, bottom: Number(bottom) - 1, left: columnOf(left) });
  }
  return merges;
}
