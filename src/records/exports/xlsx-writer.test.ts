import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { readTable } from '../reading/table.ts';
import { columnName, serialOfDay, type XlsxCell } from './xlsx-cells.ts';
import { writeXlsx, type XlsxSheet } from './xlsx-writer.ts';

function sheetOf(rows: Iterable<readonly XlsxCell[]>, columns = 3): XlsxSheet {
  return {
    name: 'Theo đơn vị',
    title: 'Theo đơn vị & cấp học',
    columns: Array.from({ length: columns }, (_, index) => ({
      header: `Cột ${index + 1}`,
      width: 20,
    })),
    rows,
  };
}

async function bytesOf(sheets: readonly XlsxSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(writeXlsx(sheets)).arrayBuffer());
}

async function workbookOf(sheets: readonly XlsxSheet[]): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await bytesOf(sheets)).buffer);
  return workbook;
}

it('writes numbers as numbers, days as days and rates as they are shown', async () => {
  const rows = [
    ['Trường Chiềng Lề', 1234, { day: '2026-12-01' }],
    ['', 87.5, { rate: '89,9%' }],
  ];
  const sheet = (await workbookOf([sheetOf(rows)])).getWorksheet('Theo đơn vị');
  expect(sheet?.getCell('B2').value).toBe(1234);
  expect(sheet?.getCell('C2').value).toEqual(new Date('2026-12-01T00:00:00Z'));
  expect(sheet?.getCell('C2').numFmt).toBe('dd/mm/yyyy');
  expect(sheet?.getCell('B3').value).toBe(87.5);
  expect(sheet?.getCell('C3').value).toBe('89,9%');
});

it('freezes the header, filters by it and repeats it on every A4 page', async () => {
  const lead = [[{ title: 'Độ bao phủ' }], []];
  const workbook = await workbookOf([{ ...sheetOf([['a', 1, 2]]), lead }]);
  const sheet = workbook.getWorksheet('Theo đơn vị');
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
  expect(sheet?.autoFilter).toBe('A3:C4');
  expect(sheet?.pageSetup).toMatchObject({
    paperSize: 9,
    orientation: 'portrait',
    fitToWidth: 1,
    printTitlesRow: '3:3',
  });
  expect(sheet?.headerFooter.oddHeader).toBe('&LTheo đơn vị && cấp học&R');
  expect(sheet?.headerFooter.oddFooter).toBe('&CTrang &P/&N');
  expect(sheet?.getColumn(1).width).toBe(20);
  const wide = (await workbookOf([sheetOf([], 8)])).getWorksheet('Theo đơn vị');
  expect(wide?.pageSetup.orientation).toBe('landscape');
});

it('holds what looks like a formula as text, unchanged, and says so to Excel', async () => {
  const formulas = ['=HYPERLINK("http://x")', '+84 912', '-1', '@SUM(A1)', ' =1', '＝1'];
  const workbook = await workbookOf([sheetOf(formulas.map((text) => [text]))]);
  const sheet = workbook.getWorksheet('Theo đơn vị');
  for (const [index, text] of formulas.entries()) {
    const cell = sheet?.getCell(index + 2, 1);
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
    expect(cell?.value).toBe(text);
  }
  const xml = new TextDecoder().decode(
    unzipSync(await bytesOf([sheetOf([['=1+1']])]))['xl/worksheets/sheet1.xml'],
  );
  expect(xml).toContain('<c r="A2" s="5" t="inlineStr">');
  expect(xml).not.toContain('<f>');
});

it('gives back any text, through our own reader, and is well-formed XML', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('_', 'x', '0', 'D', '&', '<', '>', '"', "'", '=', '\n', 'ễ'),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
      const bytes = await bytesOf([sheetOf(texts.map((each) => ['x', each]))]);
      for (const [path, part] of Object.entries(unzipSync(bytes))) {
        const parser = new SaxesParser({ xmlns: true, fileName: path });
        parser.on('error', (error) => {
          throw error;
        });
        parser.write(new TextDecoder().decode(part)).close();
      }
      const { sheets } = await readTable(bytes);
      const read = sheets[0]?.rows.slice(1).map((row) => row[1] ?? '');
      const lossy = /\p{Surrogate}|(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
      expect(read).toEqual(texts.map((each) => each.replace(lossy, '\uFFFD')));
    }),
    { numRuns: 60 },
  );
});

it('cuts text at what a cell of Excel holds', async () => {
  const bytes = await bytesOf([sheetOf([['x'.repeat(40_000)]])]);
  const { sheets } = await readTable(bytes);
  expect(sheets[0]?.rows[1]?.[0]).toHaveLength(32_767);
});

it('asks for rows only as fast as the file is read', async () => {
  let asked = 0;
  function* rows(): Generator<XlsxCell[]> {
    for (; asked < 100_000; asked++) yield ['Trường Tiểu học Chiềng Lề', asked, `mã ${asked}`];
  }
  const reader = writeXlsx([sheetOf(rows())]).getReader();
  await reader.read();
  expect(asked).toBeLessThan(20_000);
  await reader.cancel();
});

it('names columns as Excel does and counts days from 1900', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
  expect(serialOfDay('1900-03-01')).toBe(61);
  expect(serialOfDay('2026-12-01')).toBe(46357);
  expect(serialOfDay('not a day')).toBeNull();
});
