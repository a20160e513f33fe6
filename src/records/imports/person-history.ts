import type { PersonPastRow, PersonRow } from '../database/tables.ts';
import { pastAfter } from '../units/past.ts';

/** What a roster says of somebody who is kept. */
export interface Told {
  /** The person as the roster has them; its days are those kept. */
  person: PersonRow;
  /** First day in this place, or null when it does not say. */
  came: string | null;
  /** First day no longer on the roster; null: still there; undefined: the file has no such column. */
  leaves: string | null | undefined;
}

/** What is known of the time in which a roster is read. */
export interface Clock {
  today: string;
  /** The person came on the roster today: what a second file of the day says is a correction. */
  addedToday: boolean;
  /** The day on which the kept place was first told: a change dated before contradicts it. */
  knownSince: string;
}

/** What becomes of a person when a roster names them. */
export interface PersonHistory {
  /** The person as kept from now on: with the first day they were ever on the roster. */
  after: PersonRow;
  past: { before: PersonPastRow[]; after: PersonPastRow[] } | null;
  /** The day a change of place holds from, or null when nothing moved. */
  since: string | null;
  /** They had left and are on the roster again. */
  returned: boolean;
  /** The roster tells of a time before the place that is kept. */
  older: boolean;
  /** A first day later than the one kept: taken only on an officer's word, because old reports lose somebody. */
  laterFirstDay: boolean;
}

type State = Omit<PersonPastRow, 'to_day'>;

/**
 * Where somebody was and is, after one more roster. A day that is told decides: a later one moves them
 * from that day, an earlier one only adds to the past and never pulls them back, whatever the order of
 * files. A change without a day holds from `today`. Whoever had left and is named again is back, and off
 * the roster in between.
 */
export function personHistory(
  before: PersonRow,
  told: Told,
  past: readonly PersonPastRow[],
  clock: Clock,
): PersonHistory {
  const sorted = [...past].sort((a, b) => (a.to_day < b.to_day ? -1 : 1));
  const known: Known = { before, past: sorted, began: sorted.at(-1)?.to_day ?? before.from_day };
  const leaving = told.leaves === undefined ? before.to_day : told.leaves;
  const person = { ...told.person, from_day: before.from_day, to_day: leaving };
  const now = { ...told, person };
  if (isBack(before, told, clock)) return back(known, now, clock);
  const moved = before.unit_id !== person.unit_id;
  if (moved && told.came !== null) return movedOn(known, now, told.came, clock);
  if (moved || before.role !== person.role) {
    const { came } = now;
    // In the same unit the first day there tells nothing of the day of another role.
    const dated = came !== null && isNews(came, known, clock);
    return changedOn(known, person, dated ? came : clock.today, clock, dated);
  }
  return told.came === null ? unmoved(person) : sameSince(known, person, told.came, clock);
}

/** What is kept of somebody; `began`: the first day of the present place, or null when not known. */
interface Known {
  before: PersonRow;
  past: readonly PersonPastRow[];
  began: string | null;
}

function unmoved(after: PersonRow): PersonHistory {
  return { after, past: null, since: null, returned: false, older: false, laterFirstDay: false };
}

function withPast({ past }: Known, after: PersonRow, rows: PersonPastRow[]): PersonHistory {
  return { ...unmoved(after), past: { before: [...past], after: rows } };
}

function stateOf(row: PersonRow): State {
  const { id, unit_id, level, role } = row;
  return { person_id: id, unit_id, level, role, import_id: '' };
}

const sameAs =
  ({ unit_id, role }: PersonRow) =>
  (state: State) =>
    state.unit_id === unit_id && state.role === role;

function isBack(before: PersonRow, { came, leaves }: Told, { today }: Clock): boolean {
  const left = before.to_day;
  if (left === null || left > today) return false;
  if (leaves === undefined || leaves === null) return true;
  return leaves !== left && came !== null && came > left;
}

function back(known: Known, { person, came, leaves }: Told, clock: Clock): PersonHistory {
  const { before, past } = known;
  const left = before.to_day ?? clock.today;
  const after = { ...person, to_day: leaves ?? null };
  if (clock.addedToday && (came === null || came <= left)) return unmoved(after);
  const since = came !== null && came > left ? came : clock.today;
  const was = stateOf(before);
  const rows =
    since === left
      ? pastAfter<State>(past, was, since, sameAs(after))
      : pastAfter<State>(
          pastAfter<State>(past, was, left, () => false),
          { ...was, unit_id: null },
          since,
          () => false,
        );
  return { ...withPast(known, after, rows), since, returned: true };
}

/** Another place or role from a day on; on the first day of their record it is a correction of it. */
function changedOn(
  known: Known,
  person: PersonRow,
  since: string,
  { addedToday }: Clock,
  dated: boolean,
): PersonHistory {
  const { before, past } = known;
  if (!dated && addedToday) return unmoved(person);
  if (before.from_day !== null && since <= before.from_day) return unmoved(person);
  const rows = pastAfter<State>(past, stateOf(before), since, sameAs(person));
  return { ...withPast(known, person, rows), since };
}

/** Another unit with the first day there. */
function movedOn(known: Known, told: Told, came: string, clock: Clock): PersonHistory {
  const { began } = known;
  if (began !== null && came < began) return earlierPlace(known, told.person, came, began);
  const since = came === began || isNews(came, known, clock) ? came : clock.today;
  return changedOn(known, told.person, since, clock, true);
}

/** Whether a day is after what is known; one before it was told that they are elsewhere dates no move. */
function isNews(came: string, { began }: Known, { addedToday, knownSince }: Clock): boolean {
  return began === null ? addedToday || came > knownSince : came > began;
}

/** A place of an earlier time: it goes into the past, the present stays. */
function earlierPlace(known: Known, person: PersonRow, came: string, began: string): PersonHistory {
  const { before, past } = known;
  const nothing = { ...unmoved(before), older: true };
  const was = stateOf(person);
  const at = past.findIndex(({ to_day }) => to_day > came);
  const first = before.from_day;
  if (first !== null && came < first) {
    const oldest = past[0];
    const after = { ...before, from_day: came };
    // They were there before that too.
    if (oldest !== undefined && sameAs(person)(oldest)) return { ...unmoved(after), older: true };
    const rows = [{ ...was, to_day: first }, ...past];
    return { ...withPast(known, after, rows), older: true };
  }
  const then = past[at];
  const start = past[at - 1]?.to_day ?? first;
  if (then === undefined || then.unit_id === person.unit_id || start === came) return nothing;
  const rows = [
    ...past.slice(0, at),
    { ...then, to_day: came },
    { ...was, to_day: then.to_day },
    ...past.slice(at + 1),
  ];
  return came < began ? { ...withPast(known, before, rows), older: true } : nothing;
}

/** The same place, with the first day there. */
function sameSince(known: Known, person: PersonRow, came: string, clock: Clock): PersonHistory {
  const { before, past, began } = known;
  if (came === began) return unmoved(person);
  const last = past.at(-1);
  if (last === undefined) {
    const after = { ...person, from_day: came };
    const later = came > (began ?? clock.knownSince);
    return later && !clock.addedToday ? { ...unmoved(after), laterFirstDay: true } : unmoved(after);
  }
  const start = past.at(-2)?.to_day ?? before.from_day;
  if (came > last.to_day) {
    const rows = [...past.slice(0, -1), { ...last, to_day: came }];
    return { ...withPast(known, person, rows), since: came, laterFirstDay: true };
  }
  if (start !== null && came <= start) return { ...unmoved(person), older: true };
  const rows = [...past.slice(0, -1), { ...last, to_day: came }];
  return { ...withPast(known, person, rows), since: came };
}
