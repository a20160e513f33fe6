import type { Kysely } from 'kysely';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { RecordsTables } from '../database/tables.ts';
import { newLearnerCode } from './code.ts';

type Database = Kysely<RecordsTables>;

/** Whose code it is. */
export interface CodeOwner {
  personId: string;
  name: string;
  unit: string;
  /** False when it was renewed or revoked. */
  isGood: boolean;
}

/** The owners of these codes; a code that was never issued, or whose person is gone, has none. */
export async function ownersOf(
  db: Database,
  codes: readonly string[],
): Promise<Map<string, CodeOwner>> {
  const rows = await db
    .selectFrom('learner_code')
    .innerJoin('person', 'person.id', 'learner_code.person_id')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select('learner_code.code as code')
    .select(['learner_code.person_id', 'learner_code.stopped_at'])
    .select(['person.name as name', 'unit.name as unit'])
    .where('learner_code.code', 'in', [...codes])
    .execute();
  return new Map(
    rows.map(({ code, person_id, stopped_at, name, unit }) => [
      code,
      { personId: person_id, name, unit, isGood: stopped_at === null },
    ]),
  );
}

/** How many parameters one statement gets. */
const AT_ONCE = 500;

function* chunks<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += AT_ONCE)
    yield list.slice(start, start + AT_ONCE);
}

/** Gives a code to each of these people who has none; answers how many were given. */
export async function issueCodes(
  db: Database,
  people: readonly string[],
  now: Date,
): Promise<number> {
  const without = new Set(people);
  for (const some of chunks(people)) {
    const holders = await db
      .selectFrom('learner_code')
      .select('person_id')
      .where('person_id', 'in', some)
      .where('stopped_at', 'is', null)
      .execute();
    for (const { person_id } of holders) without.delete(person_id);
  }
  const rows = [...without].map((person_id) => ({
    code: newLearnerCode(),
    person_id,
    issued_at: now.toISOString(),
    stopped_at: null,
    used_day: null,
  }));
  const columns = ['code', 'person_id', 'issued_at', 'stopped_at', 'used_day'] as const;
  await bulkInsert(db, 'learner_code', columns, rows);
  return rows.length;
}

/** Stops the good codes of these people; answers how many were stopped. */
export async function stopCodes(
  db: Database,
  people: readonly string[],
  now: Date,
): Promise<number> {
  let stopped = 0;
  for (const some of chunks(people)) {
    const { numUpdatedRows } = await db
      .updateTable('learner_code')
      .set({ stopped_at: now.toISOString() })
      .where('person_id', 'in', some)
      .where('stopped_at', 'is', null)
      .executeTakeFirst();
    stopped += Number(numUpdatedRows);
  }
  return stopped;
}
