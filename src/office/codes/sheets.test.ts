import { describe, expect, it } from 'vitest';
import { CARDS_A_SHEET, cardLink, sheetsOf } from './sheets.ts';

const card = (unit: string, index: number) => ({
  personId: `${unit}-${index}`,
  name: `Người ${index}`,
  rosterCode: `GV${index}`,
  unit,
  code: '0123-4567-89CP',
});
const cards = (unit: string, count: number) =>
  Array.from({ length: count }, (_, index) => card(unit, index));

describe('sheets of cards', () => {
  it('hold one school each, and say which of its sheets they are', () => {
    const sheets = sheetsOf([...cards('A', CARDS_A_SHEET + 1), ...cards('B', 2)]);
    expect(
      sheets.map(({ unit, number, of, cards: own }) => [unit, number, of, own.length]),
    ).toEqual([
      ['A', 1, 2, CARDS_A_SHEET],
      ['A', 2, 2, 1],
      ['B', 1, 1, 2],
    ]);
  });
  it('are none without cards', () => {
    expect(sheetsOf([])).toEqual([]);
  });
  it('lead to the device page with the code where no server sees it', () => {
    const link = new URL(cardLink('https://truong.example.vn', '0123-4567-89CP'));
    expect(link.pathname).toBe('/thiet-bi/');
    expect(link.search).toBe('');
    expect(new URLSearchParams(link.hash.slice(1)).get('ma')).toBe('0123-4567-89CP');
  });
});
