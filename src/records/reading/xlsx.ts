import { type Unzipped, unzipSync } from 'fflate';
import { dayOfSerial } from '../wording/days.ts';
import {
  cellFromLegacy,
  findLegacy,
  fromFont,
  type LegacyEncoding,
  legacyFont,
} from './legacy-fonts.ts';
import type { ReadPace, Sheet, Table } from './table.ts';
import { UnreadableFile } from './unreadable.ts';
import {
  attribute,
  type Merge,
  type Run,
  readCells,
  readMerges,
  textOf,
  textRuns,
} from './xlsx-cells.ts';

/**
 * Reads the values of an XLSX workbook. A small reader of our own instead of exceljs: in the worker
 * it is a few kB beside 950, and holds text instead of a cell object each (exceljs writes the
 * workbooks in our tests, so the two check each other).
 */

/** Unpacked size above which a workbook is refused: a guard against ZIP bombs (bytes). */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/** Reads every visible sheet with something in it; throws `UnreadableFile` with the next step. */
export async function readXlsx(bytes: Uint8Array, pace: ReadPace): Promise<Table> {
  const files = unpack(bytes);
  const workbook = part(files, 'xl/workbook.xml');
  if (workbook === null) throw notAWorkbook(files);
  const strings = readStrings(part(files, 'xl/sharedStrings.xml') ?? '');
  const styles = part(files, 'xl/styles.xml') ?? '';
  const isDate = readDateStyles(styles);
  const fonts = readFontStyles(styles);
  const legacy = new Set<LegacyEncoding>();
  const showRuns = (runs: readonly Run[], style: number): string => {
    let shown = '';
    for (const { text, font } of runs) {
      const name = font ?? fonts[style] ?? '';
      const inFont = fromFont(text, name);
      const old = inFont === text ? null : legacyFont(name);
      if (old !== null) legacy.add(old.encoding);
      shown += inFont;
    }
    return shown;
  };
  const from1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook);
  const targets = readTargets(part(files, 'xl/_rels/workbook.xml.rels') ?? '');
  const sheets: Sheet[] = [];
  const hidden: string[] = [];
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const name = textOf(attribute(tag, 'name') ?? '');
    if (/\bstate=["'](hidden|veryHidden)["']/.test(tag)) {
      hidden.push(name);
      continue;
    }
    const target = targets.get(attribute(tag, '\\w+:id') ?? '');
    const xml = target === undefined ? null : part(files, target);
    if (xml === null) continue;
    const rows = await readCells(
      xml,
      {
        strings,
        showNumber: (number, style) => showNumber(number, isDate[style] === true, from1904),
        showRuns,
      },
      pace,
    );
    fillMerges(rows, readMerges(xml));
    if (rows.some((row) => row.some((cell) => cell !== ''))) {
      sheets.push({ name, rows });
    }
  }
  if (sheets.length === 0) {
    throw new UnreadableFile(
      'empty-file',
      'Tệp Excel không có dữ liệu ở trang tính nào. Hãy kiểm tra lại tệp rồi nhập lại.',
    );
  }
  unfontedToUnicode(sheets, legacy);
  return {
    encoding: ['XLSX', ...legacy].join(', '),
    sheets,
    broken: [],
    legacy: [...legacy],
    hidden,
  };
}

/** Text of an old font whose font was lost on the way, as in a copy without formats. */
function unfontedToUnicode(sheets: readonly Sheet[], found: Set<LegacyEncoding>): void {
  const sample = sheets
    .map(({ rows }) =>
      rows
        .slice(0, 500)
        .map((row) => row.join('\t'))
        .join('\n'),
    )
    .join('\n');
  const legacy = findLegacy(sample);
  if (legacy === null) return;
  found.add(legacy.encoding);
  for (const sheet of sheets)
    sheet.rows = sheet.rows.map((row) => row.map((cell) => cellFromLegacy(cell, legacy)));
}

function unpack(bytes: Uint8Array): Unzipped {
  let unpacked = 0;
  try {
    return unzipSync(bytes, {
      filter: (file) => {
        if (
          !/^\/?(xl\/.*\.(xml|rels)|\[Content_Types\]\.xml|mimetype|content\.xml|word\/document\.xml)$/.test(
            file.name,
          )
        )
          return false;
        unpacked += file.originalSize;
        if (unpacked > MAX_UNPACKED_BYTES) {
          throw new UnreadableFile(
            'file-too-large',
            'Tệp Excel quá lớn sau khi giải nén. Hãy tách thành nhiều tệp nhỏ hơn rồi nhập lần lượt.',
          );
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(
      'damaged-file',
      'Tệp Excel bị hỏng hoặc mới tải được một phần. Hãy tải hoặc chép lại tệp gốc, mở thử bằng Excel, rồi nhập lại.',
    );
  }
}

function part(files: Unzipped, path: string): string | null {
  const bytes = files[path] ?? files[`/${path}`];
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
}

function notAWorkbook(files: Unzipped): UnreadableFile {
  const what =
    files['content.xml'] !== undefined
      ? 'tệp OpenDocument (.ods)'
      : files['word/document.xml'] !== undefined
        ? 'tệp Word (.docx)'
        : 'tệp nén, không phải bảng tính Excel';
  return new UnreadableFile(
    'not-a-workbook',
    `Đây là ${what}. Hãy mở và lưu thành "Excel Workbook (.xlsx)" hoặc "CSV UTF-8" rồi nhập lại.`,
  );
}

/** Shared strings: the text runs of each `<si>`. */
function readStrings(xml: string): Run[][] {
  return [...xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(
    ([, inner]) => textRuns(inner ?? ''),
  );
}

/** For each cell style, whether it shows a number as a date. */
function readDateStyles(xml: string): boolean[] {
  const custom = new Map<number, boolean>();
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)) {
    const code = textOf(attribute(tag, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    custom.set(
      Number(attribute(tag, 'numFmtId')),
      /[dy]/i.test(code) || /m.*[dy]|[dy].*m/i.test(code),
    );
  }
  const cellXfs = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return [...cellXfs.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) => {
    const format = Number(attribute(tag, 'numFmtId') ?? 0);
    return (
      custom.get(format) ??
      ((format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 36))
    );
  });
}

/** For each cell style, the name of its font. */
function readFontStyles(xml: string): string[] {
  const fonts = /<(?:\w+:)?fonts\b[^>]*>([\s\S]*?)<\/(?:\w+:)?fonts>/.exec(xml)?.[1] ?? '';
  const names = [
    ...fonts.matchAll(/<(?:\w+:)?font\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?font>)/g),
  ].map(([, inner = '']) => {
    const name = /<(?:\w+:)?name\b[^>]*>/.exec(inner)?.[0];
    return name === undefined ? '' : textOf(attribute(name, 'val') ?? '');
  });
  const cellXfs = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return [...cellXfs.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(
    ([tag]) => names[Number(attribute(tag, 'fontId') ?? 0)] ?? '',
  );
}

function readTargets(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [tag] of xml.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const target = textOf(attribute(tag, 'Target') ?? '');
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    targets.set(attribute(tag, 'Id') ?? '', path);
  }
  return targets;
}

/** A number as a person would read it in the cell: a date as `YYYY-MM-DD`, no floating-point tail. */
function showNumber(number: number, isDate: boolean, from1904: boolean): string {
  if (isDate) {
    const day = dayOfSerial(from1904 ? number + 1462 : number);
    if (day !== null) return day;
  }
  return Number.isInteger(number) ? number.toFixed(0) : String(Number(number.toPrecision(15)));
}

/** A value that spans rows belongs to each of them; across columns it stays in the first. */
function fillMerges(rows: string[][], merges: readonly Merge[]): void {
  for (const { top, bottom, left } of merges) {
    const value = rows[top]?.[left] ?? '';
    if (value === '') continue;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) {
      const cells = rows[row];
      if (cells === undefined) continue;
      while (cells.length <= left) cells.push('');
      cells[left] = value;
    }
  }
}
