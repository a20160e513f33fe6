import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  type CompletionSource,
  type Level,
  levelSchema,
  type Role,
  roleSchema,
} from '../../schemas/vocabulary.ts';
import type { RecordsTables } from '../database/tables.ts';

/**
 * People of the roster counted by everything coverage needs: one line for each combination of unit,
 * level, role, modules passed and so on. All groups are sums of these lines, so they agree.
 */
export interface Tally {
  unitId: string;
  level: Level | null;
  role: Role;
  people: number;
  /** Any completion within the period up to the day. */
  reached: boolean;
  /** For each required module: the strongest source of a pass within the period up to the day, or null. */
  passes: ReadonlyMap<string, CompletionSource | null>;
}

/** Sources by the strength of their evidence, strongest first. */
export const SOURCES_BY_STRENGTH = [
  'lms',
  'site',
  'session',
  'import',
  'device',
] as const satisfies readonly CompletionSource[];

/** Stands for "no pass" where the strength of a source stands otherwise. */
const NO_PASS = 9;

/** On the roster on a day: the first day counts, the day of leaving does not. */
export function onRoster(day: string) {
  return sql<SqlBool>`((person.from_day is null or person.from_day <= ${day}) and (person.to_day is null or person.to_day > ${day}))`;
}

/** Every module that the programme requires of some role, in a stable order. */
export function requiredModules(programme: Programme): string[] {
  return [...new Set(Object.values(programme.required).flat())].sort();
}

/** Last day that counts: the reporting date, but not after the period. */
export function lastDay(programme: Programme, on: string): string {
  return on < programme.period.to ? on : programme.period.to;
}

/**
 * Counts in one pass over the completions (in key order: no sorting) and one over the people.
 * Achievements count from the period's first day to `lastDay`.
 */
export async function tally(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
): Promise<Tally[]> {
  const modules = requiredModules(programme);
  const columns = modules.map((_, index) => sql.ref(`m${index}`));
  const strength = sql.join(
    SOURCES_BY_STRENGTH.map((source, index) => sql`when ${sql.lit(source)} then ${sql.lit(index)}`),
    sql` `,
  );
  const strongest = modules.map(
    (module, index) =>
      sql`min(case when module = ${module} and status = 'passed' then case source ${strength} else ${sql.lit(NO_PASS)} end else ${sql.lit(NO_PASS)} end) as ${columns[index]}`,
  );
  const orNone = columns.map(
    (column, index) => sql`coalesce(done.${column}, ${sql.lit(NO_PASS)}) as ${columns[index]}`,
  );
  const { rows } = await sql<Record<string, string | number | null>>`
    with done as (
      select person_id, ${sql.join(strongest)}
      from completion
      where day >= ${programme.period.from} and day <= ${lastDay(programme, on)}
      group by person_id
    ), everyone as (
      select person.unit_id as unit_id, person.level as level, person.role as role,
        case when done.person_id is null then 0 else 1 end as reached, ${sql.join(orNone)}
      from person left join done on done.person_id = person.id
      where ${onRoster(on)}
    )
    select unit_id, level, role, reached, ${sql.join(columns)}, count(*) as people
    from everyone
    group by unit_id, level, role, reached, ${sql.join(columns)}`.execute(db);
  return rows.map((row) => ({
    unitId: String(row.unit_id),
    level: levelSchema.nullable().parse(row.level),
    role: roleSchema.parse(row.role),
    people: Number(row.people),
    reached: Number(row.reached) === 1,
    passes: new Map(
      modules.map((module, index) => [
        module,
        SOURCES_BY_STRENGTH[Number(row[`m${index}`])] ?? null,
      ]),
    ),
  }));
}
