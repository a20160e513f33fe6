import type { PersonPastRow, PersonRow } from '../database/tables.ts';
import { pastAfter } from '../units/past.ts';

/** What becomes of a person when a roster names another unit or role. */
export interface PersonHistory {
  /** The person as kept from now on: with the first day they were ever on the roster. */
  after: PersonRow;
  past: { before: PersonPastRow[]; after: PersonPastRow[] } | null;
  /** The day the change holds from, or null when nothing moved. */
  since: string | null;
}

/**
 * A change of unit or role closes the old period: from the day the file says they came (when that is
 * later than the first day known), else from `today`. Whoever had left and comes back later is off
 * the roster in between. A correction on the first day of their record leaves no past.
 */
export function personHistory(
  before: PersonRow,
  after: PersonRow,
  past: readonly PersonPastRow[],
  today: string,
  addedToday: boolean,
): PersonHistory {
  const moved = before.unit_id !== after.unit_id || before.role !== after.role;
  const came = after.from_day;
  const cameLater = came !== null && (before.from_day === null || came > before.from_day);
  const left = before.to_day;
  const cameBack = came !== null && left !== null && came > left && left !== after.to_day;
  const none = { after, past: null, since: null };
  if (!moved && !cameBack) return none;
  const since = cameLater ? came : today;
  if (!cameLater && addedToday) return none;
  if (before.from_day !== null && since <= before.from_day) return none;
  const kept = { ...after, from_day: cameLater ? before.from_day : after.from_day };
  const state = (row: PersonRow) => ({
    person_id: before.id,
    unit_id: row.unit_id,
    level: row.level,
    role: row.role,
    import_id: '',
  });
  const was: Omit<PersonPastRow, 'to_day'> = state(before);
  const sameAs = (unit: string | null, role: string) => (row: Omit<PersonPastRow, 'to_day'>) =>
    row.unit_id === unit && row.role === role;
  let rows: PersonPastRow[] = [...past];
  let current = was;
  if (cameBack) {
    rows = pastAfter(rows, current, left, () => false);
    current = { ...was, unit_id: null };
  }
  rows = pastAfter(rows, current, since, sameAs(after.unit_id, after.role));
  return { after: kept, past: { before: [...past], after: rows }, since };
}
