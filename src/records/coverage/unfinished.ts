import { type Kysely, sql } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  COMPLETION_STATUSES,
  type CompletionStatus,
  completionStatusSchema,
  roleSchema,
} from '../../schemas/vocabulary.ts';
import type { Unfinished } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { lastDay, onRoster, requiredModules } from './tally.ts';

type UnfinishedPerson = Unfinished['people'][number];

/**
 * Everybody in the denominator who is not trained on a day, with what they still have to pass, by
 * unit and name. `unit`: that unit and those below it, or null for all.
 */
export async function unfinishedPeople(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  unit: string | null,
): Promise<UnfinishedPerson[]> {
  const roles = roleSchema.options.filter((role) => programme.required[role] !== undefined);
  let query = db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select(['person.id', 'person.code', 'person.name', 'person.role', 'unit.name as unit'])
    .where(onRoster(on))
    .where('person.role', 'in', roles);
  if (unit !== null) query = query.where('person.unit_id', 'in', await unitsBelow(db, unit));
  const people = await query.execute();
  const best = await bestStatuses(
    db,
    programme,
    on,
    unit === null ? null : people.map(({ id }) => id),
  );
  const unfinished: UnfinishedPerson[] = [];
  for (const person of people) {
    const statuses = best.get(person.id);
    const missing = (programme.required[person.role] ?? [])
      .map((module) => ({ module, status: statuses?.get(module) ?? null }))
      .filter(({ status }) => status !== 'passed');
    if (missing.length === 0) continue;
    const { code, name, role } = person;
    unfinished.push({ personId: person.id, code, name, unit: person.unit, role, missing });
  }
  const order = new Intl.Collator('vi', { numeric: true });
  return unfinished.sort(
    (a, b) =>
      order.compare(a.unit, b.unit) || order.compare(givenFirst(a.name), givenFirst(b.name)),
  );
}

/** Vietnamese lists are sorted by the given name, which stands last. */
function givenFirst(name: string): string {
  const words = name.split(' ');
  return [words.at(-1), ...words.slice(0, -1)].join(' ');
}

/** A unit and everything below it. */
async function unitsBelow(db: Kysely<RecordsTables>, id: string): Promise<string[]> {
  const units = await db.selectFrom('unit').select(['id', 'parent_id']).execute();
  const below = [id];
  for (const parent of below) {
    for (const unit of units) {
      if (unit.parent_id === parent && !below.includes(unit.id)) below.push(unit.id);
    }
  }
  return below;
}

/** Best status of each person in each required module within the period up to the day. */
async function bestStatuses(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  people: readonly string[] | null,
): Promise<Map<string, Map<string, CompletionStatus>>> {
  const best = new Map<string, Map<string, CompletionStatus>>();
  const rank = sql.join(
    COMPLETION_STATUSES.map((status, index) => sql`when ${sql.lit(status)} then ${sql.lit(index)}`),
    sql` `,
  );
  const read = async (ids: readonly string[] | null) => {
    let query = db
      .selectFrom('completion')
      .select(['person_id', 'module', sql<number>`min(case status ${rank} else 9 end)`.as('rank')])
      .where('day', '>=', programme.period.from)
      .where('day', '<=', lastDay(programme, on))
      .where('module', 'in', requiredModules(programme))
      .groupBy(['person_id', 'module']);
    if (ids !== null) query = query.where('person_id', 'in', ids);
    for (const row of await query.execute()) {
      const status = completionStatusSchema.parse(COMPLETION_STATUSES[Number(row.rank)]);
      const known = best.get(row.person_id);
      if (known === undefined) best.set(row.person_id, new Map([[row.module, status]]));
      else known.set(row.module, status);
    }
  };
  if (people === null) await read(null);
  else
    for (let start = 0; start < people.length; start += 1000)
      await read(people.slice(start, start + 1000));
  return best;
}
