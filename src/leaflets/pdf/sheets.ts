/** A kind of sheet that every leaflet is printed as. */
export interface Sheet {
  id: 'to-gap' | 'ap-phich-a4' | 'ap-phich-a3';
  /** What the link to its PDF says. */
  name: string;
  /** Page below the leaflet's address that is printed. */
  page: '' | 'ap-phich/';
  /** Selector of the choice to make on the page before printing. */
  choice?: string;
  /** Sides of the PDF. */
  sides: number;
  /** Width and height of a side in mm. */
  size: readonly [width: number, height: number];
}

/** The PDF files of a leaflet, in the order in which they are offered. */
export const SHEETS: readonly Sheet[] = [
  { id: 'to-gap', name: 'Tờ gấp A4', page: '', sides: 2, size: [297, 210] },
  { id: 'ap-phich-a4', name: 'Áp phích A4', page: 'ap-phich/', sides: 1, size: [210, 297] },
  {
    id: 'ap-phich-a3',
    name: 'Áp phích A3',
    page: 'ap-phich/',
    choice: '#kho-a3',
    sides: 1,
    size: [297, 420],
  },
];

/** File of a leaflet's PDF within its folder: named for who finds it among downloads later. */
export function pdfName(slug: string, sheet: Pick<Sheet, 'id'>): string {
  return `${slug}-${sheet.id}.pdf`;
}
