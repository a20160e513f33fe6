import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { cellXml, columnName, escapeText, STYLE, STYLES_XML, type XlsxCell } from './xlsx-cells.ts';

/**
 * Workbooks, written as a stream: rows are asked for while the file goes out, so that 100,000 of them
 * take little memory in the page's worker and on the server alike (why not exceljs:
 * `docs/decisions/exports.md`).
 */

/** A column of a sheet. */
export interface XlsxColumn {
  header: string;
  /** In characters of the default font. */
  width: number;
  /** Long text is broken into lines within the cell. */
  wrap?: boolean;
}

/** A sheet: lines above the table, its header row (frozen, repeated on paper, with filters), its rows. */
export interface XlsxSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  name: string;
  /** Shown at the top of every printed page. */
  title: string;
  lead?: readonly (readonly XlsxCell[])[];
  columns: readonly XlsxColumn[];
  /** Asked for once. */
  rows: Iterable<readonly XlsxCell[]>;
}

/** How much XML is made before it is handed on (UTF-16 units). */
const PIECE = 64 * 1024;
/** Paper that holds this many characters upright; wider sheets lie. */
const PORTRAIT_WIDTH = 95;

/** Letters of the columns a sheet can have here. */
const LETTERS = Array.from({ length: 200 }, (_, index) => columnName(index));

/** A workbook as a stream of bytes; it is made as it is read. */
export function writeXlsx(sheets: readonly XlsxSheet[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const made: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, bytes) => {
    if (error !== null) failure = error;
    else if (bytes.length > 0) made.push(new Uint8Array(bytes));
  });
  const work = parts(zip, sheets);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        // Other calls get their turn between two pieces.
        await new Promise((resolve) => setTimeout(resolve));
        while (made.length === 0) {
          const step = work.next();
          if (failure !== null) throw failure;
          if (step.done === true) break;
        }
        if (made.length === 0) controller.close();
        for (const bytes of made.splice(0)) controller.enqueue(bytes);
      },
    },
    { highWaterMark: 1 },
  );
}

/** Adds part after part; gives way after every piece. */
function* parts(zip: Zip, sheets: readonly XlsxSheet[]): Generator<void> {
  const headerRows: number[] = [];
  const lastRows: number[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const file = new ZipDeflate(`xl/worksheets/sheet${index + 1}.xml`, { level: 3 });
    zip.add(file);
    headerRows.push((sheet.lead?.length ?? 0) + 1);
    let text = sheetHead(sheet);
    let row = 0;
    for (const cells of sheet.lead ?? []) text += rowXml(cells, ++row, () => STYLE.lead, '');
    row++;
    const headers = sheet.columns.map(({ header }) => header);
    const all = sheet.columns.map(({ width }, column) => ({ column, width }));
    text += rowXml(headers, row, () => STYLE.header, heightOf(headers, all));
    const wrapped = all.filter(({ column }) => sheet.columns[column]?.wrap === true);
    const styleOf = (column: number) =>
      sheet.columns[column]?.wrap === true ? STYLE.wrapped : STYLE.text;
    const columns = sheet.columns.length;
    for (const cells of sheet.rows) {
      text += rowXml(cells, ++row, styleOf, heightOf(cells, wrapped), columns);
      if (text.length < PIECE) continue;
      file.push(strToU8(text));
      text = '';
      yield;
    }
    lastRows.push(row);
    file.push(strToU8(text + sheetTail(sheet, row)), true);
    yield;
  }
  for (const [path, text] of Object.entries(frame(sheets, headerRows, lastRows))) {
    const file = new ZipPassThrough(path);
    zip.add(file);
    file.push(strToU8(text), true);
  }
  zip.end();
}

function rowXml(
  cells: readonly XlsxCell[],
  row: number,
  styleOf: (column: number) => number,
  height: string,
  columns = cells.length,
): string {
  let text = `<row r="${row}"${height}>`;
  for (let column = 0; column < columns; column++) {
    text += cellXml(cells[column] ?? null, LETTERS[column] ?? '', row, styleOf(column));
  }
  return `${text}</row>`;
}

/** Points that a line of the font takes. */
const LINE_HEIGHT = 16;

/** The height of a row whose text takes several lines, as attributes: not every program finds it by itself. */
function heightOf(
  cells: readonly XlsxCell[],
  wrapped: readonly { column: number; width: number }[],
): string {
  let lines = 1;
  for (const { column, width } of wrapped) {
    const cell = cells[column];
    if (typeof cell !== 'string' || cell.length <= width) continue;
    lines = Math.max(lines, Math.ceil((cell.length * 1.1) / width));
  }
  return lines === 1 ? '' : ` ht="${Math.min(lines * LINE_HEIGHT, 400)}" customHeight="1"`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function sheetHead({ columns, lead = [] }: XlsxSheet): string {
  const frozen = lead.length + 1;
  const cols = columns
    .map(
      ({ width }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join('');
  return `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="16"/><cols>${cols}</cols><sheetData>`;
}

function sheetTail(sheet: XlsxSheet, lastRow: number): string {
  const width = sheet.columns.reduce((sum, column) => sum + column.width, 0);
  const orientation = width > PORTRAIT_WIDTH ? 'landscape' : 'portrait';
  const top = escapeText(`&L${sheet.title.slice(0, 200).replaceAll('&', '&&')}&R`);
  return `</sheetData><autoFilter ref="${tableRange(sheet, lastRow)}"/><pageMargins left="0.6" right="0.4" top="0.8" bottom="0.7" header="0.4" footer="0.4"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>${top}</oddHeader><oddFooter>&amp;CTrang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>`;
}

function tableRange({ columns, lead = [] }: XlsxSheet, lastRow: number): string {
  return `A${lead.length + 1}:${columnName(columns.length - 1)}${lastRow}`;
}

/** Everything beside the sheets. */
function frame(
  sheets: readonly XlsxSheet[],
  headerRows: readonly number[],
  lastRows: readonly number[],
): Record<string, string> {
  const each = (write: (sheet: XlsxSheet, number: number) => string) =>
    sheets.map((sheet, index) => write(sheet, index + 1)).join('');
  const quoted = (sheet: XlsxSheet) => escapeText(`'${sheet.name.replaceAll("'", "''")}'`);
  const fixed = (range: string) => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return {
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${each(
      ({ name }, number) =>
        `<sheet name="${escapeText(name)}" sheetId="${number}" r:id="rId${number}"/>`,
    )}</sheets><definedNames>${each(
      (sheet, number) =>
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${number - 1}" hidden="1">${quoted(sheet)}!${fixed(tableRange(sheet, lastRows[number - 1] ?? 1))}</definedName>`,
    )}${each((sheet, number) => {
      const row = headerRows[number - 1] ?? 1;
      return `<definedName name="_xlnm.Print_Titles" localSheetId="${number - 1}">${quoted(sheet)}!$${row}:$${row}</definedName>`;
    })}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each(
      (_sheet, number) =>
        `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    )}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES_XML,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>${each(
      (_sheet, number) =>
        `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
    )}</Types>`,
  };
}
