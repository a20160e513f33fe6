import { type Kysely, sql } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  COMPLETION_STATUSES,
  type CompletionSource,
  type CompletionStatus,
  completionStatusSchema,
} from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { UnitTree } from '../units/unit-tree.ts';
import { type PlacedPerson, rosterOn } from './roster-on.ts';
import { SOURCES_BY_STRENGTH } from './sources.ts';
import { lastDay } from './tally.ts';

/** What somebody has of one module within the period up to the day. */
export interface ModuleResult {
  /** Best status. */
  status: CompletionStatus;
  /** First day it was passed, or null. */
  passedOn: string | null;
  /** Strongest source of a pass, or null. */
  source: CompletionSource | null;
  /** First day of anything in the module. */
  firstDay: string;
}

/** Somebody on the roster with all they have done within the period up to the day. */
export interface PersonResults extends PlacedPerson {
  unit: string;
  /** By module slug: also modules the programme does not ask for. */
  results: ReadonlyMap<string, ModuleResult>;
}

/**
 * The people of a node of the tree (null: everybody), of the units seen, on a day with their results: the rows behind
 * every figure of people. By unit and then as Vietnamese lists are sorted, by the given name.
 */
export async function peopleResults(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  tree: UnitTree,
  node: string | null,
  seen: UnitsSeen = 'all',
): Promise<PersonResults[]> {
  const within = node === null ? null : tree.below(node);
  const people = (await rosterOn(db, on)).filter(
    ({ unitId }) => (within === null || within.has(unitId)) && sees(seen, unitId),
  );
  const results = await resultsOf(db, programme, on, node === null ? null : people);
  const none: PersonResults['results'] = new Map();
  return inListOrder(
    people.map((person) => ({
      ...person,
      unit: tree.get(person.unitId)?.name ?? '',
      results: results.get(person.id) ?? none,
    })),
  );
}

/** Vietnamese order is costly to compare by: each name is given its rank once. */
function inListOrder(people: PersonResults[]): PersonResults[] {
  const order = new Intl.Collator('vi', { numeric: true });
  const ranks = (texts: Iterable<string>) =>
    new Map([...new Set(texts)].sort(order.compare).map((text, rank) => [text, rank]));
  const units = ranks(people.map(({ unit }) => unit));
  const names = ranks(people.map(({ name }) => givenFirst(name)));
  return people.sort(
    (a, b) =>
      (units.get(a.unit) ?? 0) - (units.get(b.unit) ?? 0) ||
      (names.get(givenFirst(a.name)) ?? 0) - (names.get(givenFirst(b.name)) ?? 0) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** Vietnamese lists are sorted by the given name, which stands last. */
function givenFirst(name: string): string {
  const end = name.lastIndexOf(' ');
  return end < 0 ? name : `${name.slice(end + 1)} ${name.slice(0, end)}`;
}

async function resultsOf(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  people: readonly PlacedPerson[] | null,
): Promise<Map<string, Map<string, ModuleResult>>> {
  const rankOf = (column: string, words: readonly string[]) =>
    sql`case ${sql.ref(column)} ${sql.join(
      words.map((word, index) => sql`when ${sql.lit(word)} then ${sql.lit(index)}`),
      sql` `,
    )} else 9 end`;
  const found = new Map<string, Map<string, ModuleResult>>();
  const read = async (ids: readonly string[] | null) => {
    let query = db
      .selectFrom('completion')
      .select([
        'person_id',
        'module',
        sql<number>`min(${rankOf('status', COMPLETION_STATUSES)})`.as('status_rank'),
        sql<string | null>`min(case when status = 'passed' then day end)`.as('passed_on'),
        sql<
          number | null
        >`min(case when status = 'passed' then ${rankOf('source', SOURCES_BY_STRENGTH)} end)`.as(
          'source_rank',
        ),
        sql<string>`min(day)`.as('first_day'),
      ])
      .where('day', '>=', programme.period.from)
      .where('day', '<=', lastDay(programme, on))
      .groupBy(['person_id', 'module']);
    if (ids !== null) query = query.where('person_id', 'in', ids);
    for (const row of await query.execute()) {
      const result: ModuleResult = {
        status: completionStatusSchema.parse(COMPLETION_STATUSES[Number(row.status_rank)]),
        passedOn: row.passed_on,
        source:
          row.source_rank === null ? null : (SOURCES_BY_STRENGTH[Number(row.source_rank)] ?? null),
        firstDay: row.first_day,
      };
      const known = found.get(row.person_id);
      if (known === undefined) found.set(row.person_id, new Map([[row.module, result]]));
      else known.set(row.module, result);
    }
  };
  if (people === null) await read(null);
  else
    for (let start = 0; start < people.length; start += 1000)
      await read(people.slice(start, start + 1000).map(({ id }) => id));
  return found;
}
