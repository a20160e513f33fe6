import { z } from 'zod';
import type { ReportLetter } from '../../records/contract/report.ts';
import type { LetterHabit } from './letter.ts';

const habitSchema = z.object({
  parent: z.string(),
  symbol: z.string(),
  place: z.string(),
  recipients: z.array(z.string()),
  signer: z.array(z.string()),
});

const keyOf = (reporter: string) => `quan-ly/bao-cao/${reporter}`;

/** What was written on the last report of this unit on this PC, or null. */
export function keptHabit(reporter: string): LetterHabit | null {
  try {
    const parsed = habitSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(reporter)) ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    // Nothing kept, or storage is forbidden: the usual words are offered.
    return null;
  }
}

/** Keeps it for the next report. */
export function keepHabit(reporter: string, letter: ReportLetter): void {
  const { parent, symbol, place, recipients, signer } = letter;
  try {
    const text = JSON.stringify({ parent, symbol, place, recipients, signer });
    localStorage.setItem(keyOf(reporter), text);
  } catch {
    // Storage may be forbidden; it is then typed again.
  }
}
