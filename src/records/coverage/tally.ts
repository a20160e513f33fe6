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
  /**
   * For each of `requiredModules`, in that order: the strongest source of a pass within the period up
   * to the day, or null.
   */
  passes: readonly (CompletionSource | null)[];
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

/** Modules whose strengths are packed into one number, a decimal digit each: as many as are exact. */
const PACK = 15;

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
  const strength = sql.join(
    SOURCES_BY_STRENGTH.map((source, index) => sql`when ${sql.lit(source)} then ${sql.lit(index)}`),
    sql` `,
  );
  const packs = Array.from({ length: Math.ceil(modules.length / PACK) }, (_, index) => ({
    column: sql.ref(`pack${index}`),
    modules: modules.slice(index * PACK, (index + 1) * PACK),
  }));
  const packed = packs.map(({ column, modules: inPack }) => {
    const digits = inPack.map(
      (module, index) =>
        sql`min(case when module = ${module} and status = 'passed' then case source ${strength} else ${sql.lit(NO_PASS)} end else ${sql.lit(NO_PASS)} end) * ${sql.lit(10 ** index)}`,
    );
    return sql`${sql.join(digits, sql` + `)} as ${column}`;
  });
  const orNone = packs.map(({ column, modules: inPack }) => {
    const none = Number(String(NO_PASS).repeat(inPack.length));
    return sql`coalesce(done.${column}, ${sql.lit(none)}) as ${column}`;
  });
  const columns = sql.join(packs.map(({ column }) => column));
  const { rows } = await sql<Record<string, string | number | null>>`
    with done as (
      select person_id, ${sql.join(packed)}
      from completion
      where day >= ${programme.period.from} and day <= ${lastDay(programme, on)}
      group by person_id
    ), everyone as (
      select person.unit_id as unit_id, person.level as level, person.role as role,
        case when done.person_id is null then 0 else 1 end as reached, ${sql.join(orNone)}
      from person left join done on done.person_id = person.id
      where ${onRoster(on)}
    )
    select unit_id, level, role, reached, ${columns}, count(*) as people
    from everyone
    group by unit_id, level, role, reached, ${columns}`.execute(db);
  return rows.map((row) => ({
    unitId: String(row.unit_id),
    level: levelOf(row.level),
    role: roleOf(row.role),
    people: Number(row.people),
    reached: Number(row.reached) === 1,
    passes: modules.map((_, index) => {
      const pack = Number(row[`pack${Math.floor(index / PACK)}`]);
      return SOURCES_BY_STRENGTH[Math.floor(pack / 10 ** (index % PACK)) % 10] ?? null;
    }),
  }));
}

function levelOf(value: unknown): Level | null {
  return levelSchema.options.find((level) => level === value) ?? null;
}

function roleOf(value: unknown): Role {
  const role = roleSchema.options.find((known) => known === value);
  if (role === undefined) throw new Error(`"${String(value)}" is no role`);
  return role;
}
