import type { CodeCard } from '../../records/contract/learners.ts';

/** Cards on one sheet of A4: two beside each other, four below each other. */
export const CARDS_A_SHEET = 8;

/** One sheet of paper: cards of one school alone, so that each school gets its own sheets. */
export interface Sheet {
  unit: string;
  /** From 1, within the school. */
  number: number;
  /** Sheets of the school. */
  of: number;
  cards: CodeCard[];
}

/** Puts cards, which come school by school, onto sheets. */
export function sheetsOf(cards: readonly CodeCard[]): Sheet[] {
  const schools = new Map<string, CodeCard[]>();
  for (const card of cards) {
    const school = schools.get(card.unit);
    if (school === undefined) schools.set(card.unit, [card]);
    else school.push(card);
  }
  return [...schools].flatMap(([unit, own]) => {
    const of = Math.ceil(own.length / CARDS_A_SHEET);
    return Array.from({ length: of }, (_, index) => ({
      unit,
      number: index + 1,
      of,
      cards: own.slice(index * CARDS_A_SHEET, (index + 1) * CARDS_A_SHEET),
    }));
  });
}

/** What a card's QR code holds. Behind `#`, so that no server or log ever sees the code. */
export function cardLink(address: string, code: string): string {
  return `${address}/thiet-bi/#ma=${code}`;
}
