import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import type { UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import { COMPLETIONS_HEADER, completionLines } from './completion-lines.ts';
import { type CsvStyle, writeCsv } from './csv-writer.ts';

/** The lines of `completionLines` as CSV. */
export async function completionsCsv(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  style: CsvStyle,
  seen: UnitsSeen = 'all',
): Promise<string> {
  const { lines } = await completionLines(db, programme, on, seen);
  return writeCsv([COMPLETIONS_HEADER, ...lines], style);
}
