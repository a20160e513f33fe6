import { foldText } from '../format.ts';

/** One line of a block pasted from Excel, judged and not yet kept. */
export interface PastedLine<T> {
  /** In the block, from 1. */
  line: number;
  /** What was read of it, for showing. */
  cells: string[];
  verdict: 'new' | 'changed' | 'same' | 'bad';
  /** Why, in Vietnamese. */
  says: string;
  /** What will be kept; null of lines that are the same already or cannot be kept. */
  value: T | null;
}

/** A line that cannot be kept. */
export function badLine(line: number, cells: string[], says: string): PastedLine<never> {
  return { line, cells, verdict: 'bad', says, value: null };
}

/** Whether a row of cells is a heading: it names a column and holds no figure. */
export function isHeading(cells: readonly string[], words: readonly string[]): boolean {
  const folded = cells.map(foldText);
  return folded.some((cell) => words.includes(cell)) && !cells.some((cell) => /^\d+$/.test(cell));
}

/** The values of lines that will be kept, in their order. */
export function kept<T>(lines: readonly PastedLine<T>[]): T[] {
  return lines.flatMap(({ value }) => (value === null ? [] : [value]));
}
