import type { Kysely } from 'kysely';
import { replaceStandings } from '../database/bulk-insert.ts';
import type { CompletionRow, RecordsTables, StandingRow } from '../database/tables.ts';
import { EntryWriter, historyOf, withEntry } from './history.ts';
import { numberModules, readModuleNumbers } from './module-numbers.ts';

/**
 * The table `standing`: one row for each person who has completions, with their history. It is
 * computed from the completions, in the transaction that changes them; `keep-completions.ts` sees to
 * that.
 */

type Database = Kysely<RecordsTables>;

/** People whose completions or standings are read at once. */
const PEOPLE_AT_ONCE = 1000;

/** Brings standings in line with completions that were added: a history only gains entries. */
export async function addToStandings(db: Database, added: readonly CompletionRow[]): Promise<void> {
  const entries = entriesByPerson(added, await numberModules(db, modulesOf(added)));
  const rows: StandingRow[] = [];
  for (const people of slices([...entries.keys()].sort())) {
    const kept = await keptHistories(db, people);
    for (const person_id of people) {
      const before = kept.get(person_id) ?? '';
      const history = (entries.get(person_id) ?? []).reduce(withEntry, before);
      if (history !== before) rows.push({ person_id, history });
    }
  }
  await replaceStandings(db, rows);
}

/** Computes the standings of these people anew from their completions. */
export async function renewStandings(db: Database, people: Iterable<string>): Promise<void> {
  const rows: StandingRow[] = [];
  for (const some of slices([...new Set(people)].sort())) {
    const kept = await keptHistories(db, some);
    const facts = await factsOf(db, some);
    const right = historiesOf(facts, await numberModules(db, modulesOf(facts)));
    const gone = some.filter((id) => kept.has(id) && !right.has(id));
    if (gone.length > 0) await db.deleteFrom('standing').where('person_id', 'in', gone).execute();
    for (const [person_id, history] of right)
      if (kept.get(person_id) !== history) rows.push({ person_id, history });
  }
  await replaceStandings(db, rows);
}

/** Computes every standing anew. */
export async function rebuildStandings(db: Database): Promise<void> {
  await db.deleteFrom('standing').execute();
  await db.deleteFrom('module_number').execute();
  await renewStandings(db, await peopleWithCompletions(db));
}

/**
 * Ids of the people whose standing is not what their completions come to; should be none. Only reads.
 */
export async function wrongStandings(db: Database): Promise<string[]> {
  const numbers = await readModuleNumbers(db);
  const rows = await db.selectFrom('standing').select('person_id').execute();
  const everybody = new Set(rows.map(({ person_id }) => person_id));
  for (const id of await peopleWithCompletions(db)) everybody.add(id);
  const wrong: string[] = [];
  for (const some of slices([...everybody].sort())) {
    const kept = await keptHistories(db, some);
    const facts = await factsOf(db, some);
    // A module without a number is in no history: whoever has it has the wrong one.
    const known = facts.filter(({ module }) => numbers.has(module));
    const right = historiesOf(known, numbers);
    const incomplete = new Set(
      facts.filter(({ module }) => !numbers.has(module)).map(({ person_id }) => person_id),
    );
    wrong.push(...some.filter((id) => incomplete.has(id) || kept.get(id) !== right.get(id)));
  }
  return wrong;
}

async function peopleWithCompletions(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('completion').select('person_id').distinct().execute();
  return rows.map(({ person_id }) => person_id);
}

async function keptHistories(
  db: Database,
  people: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('standing')
    .selectAll()
    .where('person_id', 'in', people)
    .execute();
  return new Map(rows.map(({ person_id, history }) => [person_id, history]));
}

type Fact = Pick<CompletionRow, 'person_id' | 'module' | 'day' | 'status' | 'source'>;

function factsOf(db: Database, people: readonly string[]): Promise<Fact[]> {
  return db
    .selectFrom('completion')
    .select(['person_id', 'module', 'day', 'status', 'source'])
    .where('person_id', 'in', people)
    .execute();
}

/** What facts come to, by person. */
function historiesOf(
  facts: readonly Fact[],
  numbers: ReadonlyMap<string, number>,
): Map<string, string> {
  return new Map(
    [...entriesByPerson(facts, numbers)].map(([person, entries]) => [person, historyOf(entries)]),
  );
}

function entriesByPerson(
  facts: readonly Fact[],
  numbers: ReadonlyMap<string, number>,
): Map<string, string[]> {
  const writer = new EntryWriter(numbers);
  const entries = new Map<string, string[]>();
  for (const fact of facts) {
    const entry = writer.write(fact);
    const own = entries.get(fact.person_id);
    if (own === undefined) entries.set(fact.person_id, [entry]);
    else own.push(entry);
  }
  return entries;
}

function modulesOf(facts: readonly Fact[]): Set<string> {
  return new Set(facts.map(({ module }) => module));
}

function* slices(people: readonly string[]): Generator<string[]> {
  for (let start = 0; start < people.length; start += PEOPLE_AT_ONCE)
    yield people.slice(start, start + PEOPLE_AT_ONCE);
}
