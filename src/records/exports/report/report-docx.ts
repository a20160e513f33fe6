import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ReportLetter } from '../../contract/report.ts';
import type { ReportFigures } from '../report-figures.ts';
import { printable } from '../xml-text.ts';
import { closingPart, letterhead } from './letter-parts.ts';
import { BODY_SIZE, FONT, TABLE_SIZE, TEXT_WIDTH } from './page.ts';
import { type Block, reportText } from './report-text.ts';

/**
 * The periodic report in the layout of Nghị định 30/2020/NĐ-CP, phụ lục I: A4 upright, margins 20 mm
 * above and below, 30 mm left, 15 mm right; Times New Roman 14, tables 13; page numbers centred at
 * the top from the second page on. Loaded only when a report is asked for: the library is large.
 */
export async function reportDocx(
  figures: ReportFigures,
  letter: ReportLetter,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = reportText(figures, letter.issuer);
  const annex =
    text.annex.length === 0
      ? []
      : [
          new Paragraph({
            pageBreakBefore: true,
            alignment: AlignmentType.CENTER,
            heading: HeadingLevel.HEADING_1,
            children: [run('PHỤ LỤC')],
          }),
          ...blocks(text.annex),
        ];
  const document = new Document({
    title: `Báo cáo: ${printable(letter.about)}`,
    creator: printable(letter.issuer),
    lastModifiedBy: printable(letter.issuer),
    description: '',
    styles: {
      default: {
        document: {
          run: { font: FONT, size: BODY_SIZE, language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 120 } },
        },
        heading1: {
          run: { font: FONT, size: BODY_SIZE, bold: true, color: '000000' },
          paragraph: { spacing: { before: 240, after: 120 }, indent: { firstLine: 567 } },
        },
        heading2: {
          run: { font: FONT, size: BODY_SIZE, bold: true, color: '000000' },
          paragraph: { spacing: { before: 120, after: 120 }, indent: { firstLine: 567 } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1701, right: 850, header: 567, footer: 567 },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: BODY_SIZE })],
              }),
            ],
          }),
        },
        children: [
          ...letterhead(letter, figures.on),
          ...letter.bases.map((basis) =>
            body([
              new TextRun({ text: `${printable(basis).replace(/[;.\s]+$/, '')};`, italics: true }),
            ]),
          ),
          body([run(text.opening)]),
          ...blocks(text.body),
          body([run(text.closing)]),
          ...closingPart(letter),
          ...annex,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function run(text: string): TextRun {
  return new TextRun({ text: printable(text) });
}

/** A paragraph of the text: justified, first line set in by 1 cm. */
function body(children: TextRun[]): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: 567 },
    spacing: { after: 120, line: 276 },
    children,
  });
}

function blocks(all: readonly Block[]): (Paragraph | Table)[] {
  return all.flatMap(partsOf);
}

function partsOf(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'section':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          keepNext: true,
          children: [run(block.text)],
        }),
      ];
    case 'part':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          keepNext: true,
          children: [run(block.text)],
        }),
      ];
    case 'text':
      return [body([run(block.text)])];
    case 'item':
      return [body([run(`- ${block.text}`)])];
    case 'to-fill':
      return [
        ...(block.about === '' ? [] : [body([run(`- ${block.about}`)])]),
        ...Array.from({ length: block.lines }, () => dottedLine()),
      ];
    case 'table':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: [new TextRun({ text: printable(block.caption), bold: true, size: TABLE_SIZE })],
        }),
        table(block),
        new Paragraph({ spacing: { after: 60 } }),
      ];
  }
}

function dottedLine(): Paragraph {
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH, leader: 'dot' }],
    spacing: { after: 120 },
    children: [new TextRun({ text: '\t' })],
  });
}

/** Rows of a table that is kept on one page: cut off, it would be a few lines under a repeated header. */
const KEPT_TOGETHER = 16;

function table({ columns, rows }: Block & { kind: 'table' }): Table {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((TEXT_WIDTH * share) / shares));
  const keptWithNext = (row: number) => rows.length <= KEPT_TOGETHER && row < rows.length - 1;
  const cell = (
    text: string,
    index: number,
    { bold, start, keepNext }: { bold: boolean; start: boolean; keepNext: boolean },
  ) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 70, right: 70, top: 30, bottom: 30 },
      children: [
        new Paragraph({
          alignment: start ? AlignmentType.START : AlignmentType.CENTER,
          spacing: { after: 0 },
          keepNext,
          children: [new TextRun({ text: printable(text), bold, size: TABLE_SIZE })],
        }),
      ],
    });
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, index) =>
          cell(header, index, { bold: true, start: false, keepNext: true }),
        ),
      }),
      ...rows.map(
        (texts, row) =>
          new TableRow({
            cantSplit: true,
            children: texts.map((text, index) =>
              // A line without a number is the total.
              cell(text, index, {
                bold: texts[0] === '',
                start: columns[index]?.align === 'start',
                keepNext: keptWithNext(row),
              }),
            ),
          }),
      ),
    ],
  });
}
