import { type Kysely, sql } from 'kysely';
import type { Level, Role } from '../../schemas/vocabulary.ts';
import { levelOf, roleOf } from '../coverage/roster-on.ts';
import type { PersonPastRow, RecordsTables } from '../database/tables.ts';
import { dayAt, dayNumber, ENTRY, moduleAt, sourceAt } from './history.ts';
import { readModuleNumbers } from './module-numbers.ts';

/** People of one unit, level and role: places `first` to `last` (not included) in `Standings`. */
export interface StandingGroup {
  unitId: string;
  level: Level | null;
  role: Role;
  first: number;
  last: number;
}

/**
 * Everybody's place and history, in columns: somebody who moved stands here once for each place, with
 * the days of it, so that on any day they are in one place at most. Days are `dayNumber`s.
 */
export interface Standings {
  groups: readonly StandingGroup[];
  /** By person: first day in this place; 0 when always. */
  from: Int32Array;
  /** By person: first day no longer in this place; `NEVER` when it has not ended. */
  to: Int32Array;
  /** By person: where their entries begin; one more at the end. Entries are in the order of days. */
  begin: Int32Array;
  /** By entry: the day, the module's number and the source's place in `SOURCES_BY_STRENGTH`. */
  day: Int32Array;
  module: Int32Array;
  source: Uint8Array;
  /** Module numbers by slug. */
  numbers: ReadonlyMap<string, number>;
}

/** A day after every day. */
export const NEVER = 2 ** 31 - 1;

/** A place as the database tells it: its people as texts `from;to;history`, with blanks between. */
interface GroupRow {
  unit_id: string;
  level: string | null;
  role: string;
  people: string;
}

/**
 * Reads who was where with what history, right for every day from `since` on (`YYYY-MM-DD`). One row a
 * group and not one a person: in the browser each row costs more than what is in it.
 */
export async function readStandings(db: Kysely<RecordsTables>, since: string): Promise<Standings> {
  const past = await db
    .selectFrom('person_past')
    .selectAll()
    .where('to_day', '>', since)
    .orderBy('person_id')
    .orderBy('to_day')
    .execute();
  const stayed =
    past.length === 0
      ? sql``
      : sql`where not exists (select 1 from person_past
          where person_past.person_id = person.id and person_past.to_day > ${since})`;
  const { rows } = await sql<GroupRow>`
    select person.unit_id as unit_id, person.level as level, person.role as role,
      string_agg(coalesce(person.from_day, '') || ';' || coalesce(person.to_day, '') || ';'
        || coalesce(standing.history, ''), ' ') as people
    from person left join standing on standing.person_id = person.id
    ${stayed}
    group by person.unit_id, person.level, person.role`.execute(db);
  const moved = past.length === 0 ? [] : await placesOfMoved(db, past);
  return inColumns([...rows, ...moved], await readModuleNumbers(db));
}

/** Each place of those who moved, with the days from and to which they held it. */
async function placesOfMoved(
  db: Kysely<RecordsTables>,
  past: readonly PersonPastRow[],
): Promise<GroupRow[]> {
  const pastOf = new Map<string, PersonPastRow[]>();
  for (const row of past) {
    const known = pastOf.get(row.person_id);
    if (known === undefined) pastOf.set(row.person_id, [row]);
    else known.push(row);
  }
  const places: GroupRow[] = [];
  const ids = [...pastOf.keys()];
  for (let start = 0; start < ids.length; start += PEOPLE_AT_ONCE) {
    const people = await db
      .selectFrom('person')
      .leftJoin('standing', 'standing.person_id', 'person.id')
      .select(['id', 'unit_id', 'level', 'role', 'from_day', 'to_day', 'history'])
      .where('id', 'in', ids.slice(start, start + PEOPLE_AT_ONCE))
      .execute();
    for (const person of people) {
      // As far back as is asked, the earliest past place held from the beginning.
      let from = person.from_day ?? '';
      for (const place of [...(pastOf.get(person.id) ?? []), { ...person, to_day: null }]) {
        const to = earlier(place.to_day, person.to_day);
        const { unit_id, level, role } = place;
        if (unit_id !== null)
          places.push({ unit_id, level, role, people: `${from};${to};${person.history ?? ''}` });
        if (place.to_day !== null && place.to_day > from) from = place.to_day;
      }
    }
  }
  return places;
}

const PEOPLE_AT_ONCE = 1000;

/** The earlier of two days; null is no day. */
function earlier(a: string | null, b: string | null): string {
  if (a === null || b === null) return a ?? b ?? '';
  return a < b ? a : b;
}

function inColumns(rows: readonly GroupRow[], numbers: ReadonlyMap<string, number>): Standings {
  let people = 0;
  let characters = 0;
  for (const row of rows) {
    for (let at = 0; at >= 0; at = row.people.indexOf(' ', at + 1)) people++;
    characters += row.people.length;
  }
  const most = Math.floor(characters / ENTRY);
  const from = new Int32Array(people);
  const to = new Int32Array(people);
  const begin = new Int32Array(people + 1);
  const day = new Int32Array(most);
  const module = new Int32Array(most);
  const source = new Uint8Array(most);
  const groups: StandingGroup[] = [];
  let person = 0;
  let entry = 0;
  for (const { unit_id, level, role, people: text } of rows) {
    const first = person;
    for (let at = 0; at <= text.length; at++) {
      const fromEnd = text.indexOf(';', at);
      const toEnd = text.indexOf(';', fromEnd + 1);
      from[person] = fromEnd === at ? 0 : dayNumber(text.slice(at, fromEnd));
      to[person] = toEnd === fromEnd + 1 ? NEVER : dayNumber(text.slice(fromEnd + 1, toEnd));
      begin[person] = entry;
      const space = text.indexOf(' ', toEnd + 1);
      const end = space < 0 ? text.length : space;
      for (at = toEnd + 1; at < end; at += ENTRY) {
        day[entry] = dayAt(text, at);
        module[entry] = moduleAt(text, at);
        source[entry] = sourceAt(text, at);
        entry++;
      }
      person++;
    }
    groups.push({
      unitId: unit_id,
      level: levelOf(level),
      role: roleOf(role),
      first,
      last: person,
    });
  }
  begin[person] = entry;
  return { groups, from, to, begin, day, module, source, numbers };
}
