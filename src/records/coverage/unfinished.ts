import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import type { UnitsSeen } from '../access/units-seen.ts';
import type { Unfinished } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { unitTreeOn } from '../units/unit-tree.ts';
import { peopleResults } from './people-results.ts';

type UnfinishedPerson = Unfinished['people'][number];

/**
 * Everybody in the denominator who is not trained on a day, with what they still have to pass, by
 * unit and name. `unit`: that unit and those below it on that day, or null for all.
 */
export async function unfinishedPeople(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  unit: string | null,
  seen: UnitsSeen = 'all',
): Promise<UnfinishedPerson[]> {
  const tree = await unitTreeOn(db, on);
  const people = await peopleResults(db, programme, on, tree, unit, seen);
  return people.flatMap(({ id, code, name, unit, role, results }): UnfinishedPerson[] => {
    const missing = (programme.required[role] ?? [])
      .map((module) => ({ module, status: results.get(module)?.status ?? null }))
      .filter(({ status }) => status !== 'passed');
    return missing.length === 0 ? [] : [{ personId: id, code, name, unit, role, missing }];
  });
}
