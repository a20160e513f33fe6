import type { State } from '../../records/contract.ts';
import { dayOf } from '../format.ts';

/** Days after which changed data ought to have been backed up. */
const BACKUP_AFTER_DAYS = 14;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The day of an instant or a day. */
function toDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : dayOf(new Date(text));
}

/**
 * Whether to remind of a back-up: something is kept and was never backed up, or it changed after the
 * last back-up, which is older than a fortnight.
 */
export function needsBackup(state: State, today: string): boolean {
  if (state.people === 0 && state.completions === 0) return false;
  if (state.lastBackup === null) return true;
  const last = toDay(state.lastBackup);
  const changed = state.lastChange === null ? null : toDay(state.lastChange);
  return changed !== null && changed >= last && daysBetween(last, today) > BACKUP_AFTER_DAYS;
}
