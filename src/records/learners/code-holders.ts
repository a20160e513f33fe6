import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import type { CodeCard, CodeHolder, CodeHolders } from '../contract/learners.ts';
import type { RecordsTables } from '../database/tables.ts';
import { dayInVietnam } from '../wording/days.ts';
import { groupedCode } from './code.ts';

type Database = Kysely<RecordsTables>;

/** Which people: of a unit and all below it (empty: everybody), perhaps only those named. */
export interface WhichPeople {
  unit: string;
  people?: readonly string[] | undefined;
  /** The units that may be seen; left out, all. */
  seen?: UnitsSeen;
}

interface Holder extends CodeHolder {
  code: string | null;
}

/** People with their good code or none, by unit and name as a Vietnamese list has them. */
async function holders(db: Database, which: WhichPeople): Promise<Holder[]> {
  const units = await db.selectFrom('unit').select(['id', 'name', 'parent_id']).execute();
  const within = unitsWithin(units, which.unit);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const named = which.people === undefined ? null : new Set(which.people);
  const people = await db
    .selectFrom('person')
    .leftJoin('learner_code', (join) =>
      join
        .onRef('learner_code.person_id', '=', 'person.id')
        .on('learner_code.stopped_at', 'is', null),
    )
    .select(['person.id', 'person.name', 'person.code as roster_code', 'person.unit_id'])
    .select(['learner_code.code', 'learner_code.issued_at', 'learner_code.used_day'])
    .execute();
  return people
    .filter(
      ({ id, unit_id }) =>
        sees(which.seen ?? 'all', unit_id) &&
        within.has(unit_id) &&
        (named === null || named.has(id)),
    )
    .map(({ id, name, roster_code, unit_id, code, issued_at, used_day }) => ({
      personId: id,
      name,
      rosterCode: roster_code,
      unitId: unit_id,
      unit: names.get(unit_id) ?? '',
      issued: issued_at === null ? null : dayInVietnam(new Date(issued_at)),
      used: used_day,
      code,
    }))
    .sort(byUnitAndName);
}

function unitsWithin(
  units: readonly { id: string; parent_id: string | null }[],
  top: string,
): Set<string> {
  if (top === '') return new Set(units.map(({ id }) => id));
  const within = new Set([top]);
  // Each round finds one level more; the tree has few.
  for (let size = 0; size !== within.size; ) {
    size = within.size;
    for (const { id, parent_id } of units)
      if (parent_id !== null && within.has(parent_id)) within.add(id);
  }
  return within;
}

const vietnamese = new Intl.Collator('vi', { numeric: true });

/** Within a unit by given name first, which is the last word. */
function byUnitAndName(a: Holder, b: Holder): number {
  const given = (name: string) => name.slice(name.lastIndexOf(' ') + 1);
  return (
    vietnamese.compare(a.unit, b.unit) ||
    vietnamese.compare(given(a.name), given(b.name)) ||
    vietnamese.compare(a.name, b.name)
  );
}

/** Who has a code and who has none: a page of the list. */
export async function listCodeHolders(
  db: Database,
  which: WhichPeople,
  offset: number,
  limit: number,
): Promise<CodeHolders> {
  const all = await holders(db, which);
  return {
    total: all.length,
    withCode: all.filter(({ issued }) => issued !== null).length,
    used: all.filter(({ used }) => used !== null).length,
    people: all.slice(offset, offset + limit).map(({ code: _, ...holder }) => holder),
  };
}

/** The cards to print: everybody asked for who has a good code. */
export async function codeCards(db: Database, which: WhichPeople): Promise<CodeCard[]> {
  const all = await holders(db, which);
  return all.flatMap(({ personId, name, rosterCode, unit, code }) =>
    code === null ? [] : [{ personId, name, rosterCode, unit, code: groupedCode(code) }],
  );
}

/** Ids of the people asked for. */
export async function peopleOf(db: Database, which: WhichPeople): Promise<string[]> {
  return (await holders(db, which)).map(({ personId }) => personId);
}
