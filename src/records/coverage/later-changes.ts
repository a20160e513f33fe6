import { type Kysely, sql } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import { dayAfter, startOf } from '../access/audit.ts';
import type { LaterChange } from '../contract/figures.ts';
import type { RecordsTables } from '../database/tables.ts';
import { schoolYearOf } from './school-year.ts';
import { lastDay } from './tally.ts';

type Database = Kysely<RecordsTables>;

/**
 * What was learned after a day that makes figures of that day otherwise than they were on it: imports
 * confirmed later, results of devices that arrived later, and what was entered by hand later, each as far
 * as it concerns the period up to the day. Newest first.
 */
export async function laterChanges(
  db: Database,
  programme: Programme,
  on: string,
): Promise<LaterChange[]> {
  const changes = [
    ...(await laterImports(db, programme, on)),
    ...(await laterCommits(db, programme, on)),
    ...(await laterEntries(db, programme, on)),
  ];
  return changes.sort((a, b) => (a.at > b.at ? -1 : 1));
}

/**
 * By results dated within the period up to the day, by people who were on the roster then (or whose place
 * on it then was told later), and by classes, sessions, statements and units.
 */
async function laterImports(
  db: Database,
  programme: Programme,
  on: string,
): Promise<LaterChange[]> {
  const last = lastDay(programme, on);
  const later = await db
    .selectFrom('import_batch')
    .select(['id', 'file_name', 'confirmed_at'])
    .where('confirmed_at', '>=', endOf(on))
    .execute();
  if (later.length === 0) return [];
  const ids = later.map(({ id }) => id);
  const completions = new Map<string, number>();
  for (const row of await db
    .selectFrom('completion')
    .select(({ fn }) => ['import_id', fn.countAll().as('rows')])
    .where('import_id', 'in', ids)
    .where('day', '>=', programme.period.from)
    .where('day', '<=', last)
    .groupBy('import_id')
    .execute())
    completions.set(row.import_id, Number(row.rows));
  const people = await rowsByImport(
    db,
    ids,
    sql`
      select import_id from person
        where (from_day is null or from_day <= ${on}) and (to_day is null or to_day > ${on})
      union all
      select import_id from person_past where to_day <= ${on}`,
  );
  const others = await rowsByImport(
    db,
    ids,
    sql`
      select import_id from school_class where school_year = ${schoolYearOf(last)}
      union all
      select import_id from school_class_past where to_day <= ${last}
      union all
      select before_import.import_id from before_import
        join class_session on class_session.id = before_import.row_id
        where before_import.table_name = 'class_session' and class_session.day <= ${last}
      union all
      select before_import.import_id from before_import
        join indicator_statement on indicator_statement.id = before_import.row_id
        where before_import.table_name = 'indicator_statement' and indicator_statement.day <= ${on}
      union all
      select import_id from unit where from_day is null or from_day <= ${on}
      union all
      select import_id from unit_past where to_day <= ${on}`,
  );
  return later
    .map(({ id, file_name, confirmed_at }) => ({
      kind: 'import' as const,
      importId: id,
      fileName: file_name,
      at: confirmed_at,
      completions: completions.get(id) ?? 0,
      people: people.get(id) ?? 0,
      others: others.get(id) ?? 0,
    }))
    .filter((change) => change.completions + change.people + change.others > 0);
}

async function rowsByImport(
  db: Database,
  ids: readonly string[],
  told: ReturnType<typeof sql>,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ import_id: string; rows: string | number }>`
    select import_id, count(*) as rows from (${told}) as told
    where import_id in (${sql.join(ids)}) group by import_id`.execute(db);
  return new Map(rows.map((row) => [row.import_id, Number(row.rows)]));
}

/** Results that devices sent after the day, of days within the period up to it. */
async function laterCommits(
  db: Database,
  programme: Programme,
  on: string,
): Promise<LaterChange[]> {
  const { rows, at } = await db
    .selectFrom('learner_attempt')
    .select(({ fn }) => [fn.countAll().as('rows'), fn.max('received_at').as('at')])
    .where('received_at', '>=', endOf(on))
    .where('day', '>=', programme.period.from)
    .where('day', '<=', lastDay(programme, on))
    .executeTakeFirstOrThrow();
  if (Number(rows) === 0) return [];
  return [{ kind: 'commits', at, completions: Number(rows) }];
}

/** What the audit log tells of changes by hand, by the noun of the call. */
async function laterEntries(
  db: Database,
  programme: Programme,
  on: string,
): Promise<LaterChange[]> {
  const rows = await db
    .selectFrom('audit')
    .select(({ fn }) => ['call', fn.countAll().as('entries'), fn.max('at').as('at')])
    .where('at', '>=', endOf(on))
    .where('concerns_from', '<=', on)
    // A session after the period's end is of no account to it.
    .where(({ or, eb }) =>
      or([
        eb('concerns_from', '<=', lastDay(programme, on)),
        eb('call', 'not like', '%/class-sessions/%'),
      ]),
    )
    .groupBy('call')
    .execute();
  const told = new Map<Noun, { entries: number; at: string }>();
  for (const { call, entries, at } of rows) {
    const noun = NOUNS.find(([path]) => call.includes(path))?.[1] ?? 'other';
    const known = told.get(noun) ?? { entries: 0, at };
    told.set(noun, {
      entries: known.entries + Number(entries),
      at: known.at > at ? known.at : at,
    });
  }
  return [...told].map(([what, { entries, at }]) => ({ kind: 'entries', what, entries, at }));
}

type Noun = Extract<LaterChange, { kind: 'entries' }>['what'];

const NOUNS: readonly (readonly [path: string, noun: Noun])[] = [
  ['/class-sessions', 'sessions'],
  ['/classes', 'classes'],
  ['/indicators', 'statements'],
  ['/units', 'units'],
  ['/programmes', 'programmes'],
  ['/catalogue', 'programmes'],
  ['/imports/{id}/undo', 'undone'],
];

/** The instant a day ends in Vietnam. */
function endOf(day: string): string {
  return startOf(dayAfter(day));
}
