import { type Kysely, sql } from 'kysely';
import type { RecordsDatabase, RecordsTables } from './tables.ts';

/**
 * Holds these people's learner codes until the transaction ends, so that of several processes on one
 * PostgreSQL only one at a time changes what is kept of a person. In a fixed order: no two wait for
 * each other. SQLite has one writer anyway.
 */
export async function lockPeople(
  db: Kysely<RecordsTables>,
  engine: RecordsDatabase['engine'],
  people: readonly string[],
): Promise<void> {
  if (engine === 'sqlite' || people.length === 0) return;
  await sql`select code from learner_code where person_id in (${sql.join(people)})
    order by code for update`.execute(db);
}
