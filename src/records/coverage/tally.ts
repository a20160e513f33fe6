import { type Kysely, sql } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import type { CompletionSource, Level, Role } from '../../schemas/vocabulary.ts';
import type { RecordsTables } from '../database/tables.ts';
import { levelOf, placeOn, roleOf } from './roster-on.ts';

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

/** Every module that the programme requires of some role, in a stable order. */
export function requiredModules(programme: Programme): string[] {
  return [...new Set(Object.values(programme.required).flat())].sort();
}

/** Last day that counts: the reporting date, but not after the period. */
export function lastDay(programme: Programme, on: string): string {
  return on < programme.period.to ? on : programme.period.to;
}

/** Bits that a module takes in a packed number: one for each source of a pass. */
const BITS = SOURCES_BY_STRENGTH.length;
/** Modules packed into one number: as many as a double holds exactly. */
const PACK = Math.floor(53 / BITS);

/**
 * Counts in one pass over the completions (in key order: no sorting) and one over the people.
 * Achievements count from the period's first day to `lastDay`; people where they were on `on`.
 *
 * A person's passes are packed into one number: a bit for each module and source, summed over the
 * distinct values of the rows, which makes it a bitwise "or" in portable SQL. Whoever has no
 * completion is found by difference, so that no outer join is needed.
 */
export async function tally(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
): Promise<Tally[]> {
  const modules = requiredModules(programme);
  const packs = Array.from({ length: Math.ceil(modules.length / PACK) }, (_, index) => ({
    column: sql.ref(`pack${index}`),
    modules: modules.slice(index * PACK, (index + 1) * PACK),
  }));
  const source = sql.join(
    SOURCES_BY_STRENGTH.map((name, bit) => sql`when ${sql.lit(name)} then ${sql.lit(2 ** bit)}`),
    sql` `,
  );
  const packed = packs.map(({ column, modules: inPack }) => {
    const module = sql.join(
      inPack.map((slug, index) => sql`when ${slug} then ${sql.lit(2 ** (BITS * index))}`),
      sql` `,
    );
    return sql`sum(distinct case when status = 'passed' then (case module ${module} else cast(0 as bigint) end) * (case source ${source} else 0 end) else 0 end) as ${column}`;
  });
  const columns = sql.join(packs.map(({ column }) => sql`done.${column}`));
  const place = await placeOn(db, on);
  const { rows } = await sql<Record<string, string | number | null>>`
    select ${place.unit} as unit_id, ${place.level} as level, ${place.role} as role, ${columns}, count(*) as people
    from (
      select person_id, ${sql.join(packed)}
      from completion
      where day >= ${programme.period.from} and day <= ${lastDay(programme, on)}
      group by person_id
    ) as done
    cross join person ${place.join}
    where person.id = done.person_id and ${place.present}
    group by ${place.unit}, ${place.level}, ${place.role}, ${columns}`.execute(db);
  const { rows: all } = await sql<Record<string, string | number | null>>`
    select ${place.unit} as unit_id, ${place.level} as level, ${place.role} as role, count(*) as people
    from person ${place.join}
    where ${place.present}
    group by ${place.unit}, ${place.level}, ${place.role}`.execute(db);
  const unpack = passesOf(modules);
  const reached = rows.map((row) => lineOf(row, true, unpack(row)));
  return [...reached, ...withoutAny(all, reached, modules)];
}

type CountedRow = Record<string, string | number | null>;

function lineOf(row: CountedRow, reached: boolean, passes: Tally['passes']): Tally {
  return {
    unitId: String(row.unit_id),
    level: levelOf(row.level),
    role: roleOf(row.role),
    people: Number(row.people),
    reached,
    passes,
  };
}

/** Reads the packed passes of a row; equal packs share one array. */
function passesOf(modules: readonly string[]): (row: CountedRow) => Tally['passes'] {
  const known = new Map<string, Tally['passes']>();
  const packs = Math.ceil(modules.length / PACK);
  return (row) => {
    let key = '';
    for (let index = 0; index < packs; index++) key += `${row[`pack${index}`]} `;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const passes = modules.map((_, index) => {
      const pack = Number(row[`pack${Math.floor(index / PACK)}`]);
      const bits = Math.floor(pack / 2 ** (BITS * (index % PACK))) % 2 ** BITS;
      return SOURCES_BY_STRENGTH.find((_source, bit) => (bits >> bit) % 2 === 1) ?? null;
    });
    known.set(key, passes);
    return passes;
  };
}

/** Everybody less those with a completion. */
function withoutAny(
  all: readonly CountedRow[],
  reached: readonly Tally[],
  modules: readonly string[],
): Tally[] {
  const keyOf = ({ unitId, level, role }: Pick<Tally, 'unitId' | 'level' | 'role'>) =>
    `${unitId} ${level ?? ''} ${role}`;
  const none = modules.map(() => null);
  const left = new Map<string, Tally>();
  for (const row of all) {
    const line = lineOf(row, false, none);
    left.set(keyOf(line), line);
  }
  for (const line of reached) {
    const rest = left.get(keyOf(line));
    if (rest !== undefined) rest.people -= line.people;
  }
  return [...left.values()].filter(({ people }) => people > 0);
}
