import { type Kysely, type SqlBool, sql } from 'kysely';
import { type Level, levelSchema, type Role, roleSchema } from '../../schemas/vocabulary.ts';
import type { RecordsTables } from '../database/tables.ts';

/**
 * Who was on the roster on a day, and where: as SQL for counting, and as rows. The first day counts,
 * the day of leaving does not; a move or another role counts from its own day on.
 */

/** SQL that needs `person` in the query; `join` brings in the place somebody held on that day. */
export interface PlaceOnDay {
  join: ReturnType<typeof sql>;
  unit: ReturnType<typeof sql<string>>;
  level: ReturnType<typeof sql<string | null>>;
  role: ReturnType<typeof sql<string>>;
  present: ReturnType<typeof sql<SqlBool>>;
}

/** The place of each person on a day. Nobody moved since: the rows of `person` are asked alone. */
export async function placeOn(db: Kysely<RecordsTables>, day: string): Promise<PlaceOnDay> {
  const employed = sql<SqlBool>`(person.from_day is null or person.from_day <= ${day}) and (person.to_day is null or person.to_day > ${day})`;
  const moved = await db
    .selectFrom('person_past')
    .select('person_id')
    .where('to_day', '>', day)
    .limit(1)
    .executeTakeFirst();
  if (moved === undefined) {
    return {
      join: sql``,
      unit: sql`person.unit_id`,
      level: sql`person.level`,
      role: sql`person.role`,
      present: employed,
    };
  }
  const held = (column: 'unit_id' | 'level' | 'role') =>
    sql<string>`case when place.person_id is null then person.${sql.ref(column)} else place.${sql.ref(column)} end`;
  return {
    join: sql`left join person_past as place on place.person_id = person.id and place.to_day = (
      select min(past.to_day) from person_past as past
      where past.person_id = person.id and past.to_day > ${day})`,
    unit: held('unit_id'),
    level: held('level'),
    role: held('role'),
    present: sql`${employed} and (place.person_id is null or place.unit_id is not null)`,
  };
}

/** Somebody on the roster, where they were on the day asked. */
export interface PlacedPerson {
  id: string;
  code: string;
  name: string;
  email: string;
  username: string;
  unitId: string;
  level: Level | null;
  role: Role;
}

/** Everybody on the roster on a day, in no order. */
export async function rosterOn(db: Kysely<RecordsTables>, day: string): Promise<PlacedPerson[]> {
  const place = await placeOn(db, day);
  const people: PlacedPerson[] = [];
  // Some at a time: all rows at once would take as much memory as what is made of them.
  for (let last = ''; ; ) {
    const { rows } = await sql<RosterRow>`
      select person.id as id, person.code as code, person.name as name, person.email as email,
        person.username as username, ${place.unit} as unit_id, ${place.level} as level,
        ${place.role} as role
      from person ${place.join} where person.id > ${last} and ${place.present}
      order by person.id limit ${sql.lit(ROWS_AT_ONCE)}`.execute(db);
    for (const row of rows) {
      people.push({
        id: row.id,
        code: row.code,
        name: row.name,
        email: row.email ?? '',
        username: row.username ?? '',
        unitId: row.unit_id,
        level: levelOf(row.level),
        role: roleOf(row.role),
      });
    }
    last = rows.at(-1)?.id ?? '';
    if (rows.length < ROWS_AT_ONCE) return people;
  }
}

const ROWS_AT_ONCE = 5000;

/** Somebody on the roster, as the database tells it. */
interface RosterRow {
  id: string;
  code: string;
  name: string;
  email: string | null;
  username: string | null;
  unit_id: string;
  level: string | null;
  role: string;
}

/** A level as the database has it. */
export function levelOf(value: unknown): Level | null {
  return levelSchema.options.find((level) => level === value) ?? null;
}

/** A role as the database has it; throws when it is none. */
export function roleOf(value: unknown): Role {
  const role = roleSchema.options.find((known) => known === value);
  if (role === undefined) throw new Error(`"${String(value)}" is no role`);
  return role;
}
