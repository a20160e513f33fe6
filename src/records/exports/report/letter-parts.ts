import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { formatMonth } from '../../../day.ts';
import type { ReportLetter } from '../../contract/report.ts';
import { printable } from '../xml-text.ts';
import { TEXT_WIDTH } from './page.ts';

/** What stands above and below a report's text (Nghị định 30/2020/NĐ-CP). */

/** Half points. */
const PT = 2;
/** Left and right half of the head, in twentieths of a point. */
const LEFT = 3900;
const RIGHT = TEXT_WIDTH - LEFT;

/** Name of state and motto, bodies, number, place and date, kind and subject of the document. */
export function letterhead(letter: ReportLetter, on: string): (Paragraph | Table)[] {
  const { parent, issuer, symbol, about } = letter;
  const left = [
    ...(parent === '' ? [] : [centred(parent.toLocaleUpperCase('vi'), 13)]),
    centred(issuer.toLocaleUpperCase('vi'), 13, { bold: true }),
    // A third to a half of the name's line.
    rule((LEFT - 1500) / 2),
    centred(`Số:           /${symbol}`, 13),
  ];
  const right = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 13, { bold: true }),
    centred('Độc lập - Tự do - Hạnh phúc', 14, { bold: true }),
    // As long as the motto.
    rule((RIGHT - 3350) / 2),
    centred(placeAndDate(letter, on), 14, { italics: true }),
  ];
  return [
    sideBySide(left, LEFT, right, RIGHT),
    centred('BÁO CÁO', 14, { bold: true }, { before: 360, after: 60 }),
    centred(about, 14, { bold: true }, { after: 0 }),
    rule((TEXT_WIDTH - 2000) / 2, 240),
  ];
}

/** Nơi nhận and the place to sign. */
export function closingPart({ recipients, signer }: ReportLetter): (Paragraph | Table)[] {
  const small = (text: string) =>
    new Paragraph({
      spacing: { after: 0 },
      children: [new TextRun({ text: printable(text), size: 11 * PT })],
    });
  const left = [
    new Paragraph({
      spacing: { after: 0 },
      children: [new TextRun({ text: 'Nơi nhận:', bold: true, italics: true, size: 12 * PT })],
    }),
    ...recipients.map((each, index) =>
      small(`- ${each.replace(/[;.]+$/, '')}${index === recipients.length - 1 ? '.' : ';'}`),
    ),
  ];
  const right = [
    ...signer.map((line) => centred(line.toLocaleUpperCase('vi'), 14, { bold: true })),
    centred('(Chữ ký, dấu, họ và tên)', 13, { italics: true }, { after: 1400 }),
  ];
  return [
    new Paragraph({ keepNext: true, spacing: { after: 120 } }),
    sideBySide(left, 4600, right, TEXT_WIDTH - 4600),
  ];
}

function placeAndDate({ place, dated }: ReportLetter, on: string): string {
  const [year = '', month = '', day = ''] = (dated === '' ? `${on.slice(0, 4)}--` : dated).split(
    '-',
  );
  const where = place === '' ? '…………' : place;
  return `${where}, ngày ${day === '' ? '      ' : day} tháng ${month === '' ? '      ' : formatMonth(month)} năm ${year}`;
}

function centred(
  text: string,
  points: number,
  look: { bold?: boolean; italics?: boolean } = {},
  spacing: { before?: number; after?: number } = { after: 0 },
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing,
    children: [new TextRun({ text: printable(text), size: points * PT, ...look })],
  });
}

/** A line across, set in from both sides by `indent` (twentieths of a point). */
function rule(indent: number, after = 120): Paragraph {
  return new Paragraph({
    indent: { left: Math.round(indent), right: Math.round(indent) },
    spacing: { before: 0, after, line: 40, lineRule: 'exact' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } },
  });
}

function sideBySide(
  left: Paragraph[],
  leftWidth: number,
  right: Paragraph[],
  rightWidth: number,
): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const cell = (children: Paragraph[], size: number) =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      borders,
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      children,
    });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [leftWidth, rightWidth],
    layout: TableLayoutType.FIXED,
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({ cantSplit: true, children: [cell(left, leftWidth), cell(right, rightWidth)] }),
    ],
  });
}
