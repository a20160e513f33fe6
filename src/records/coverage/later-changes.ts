import { type Kysely, sql } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import type { LaterChange } from '../contract/figures.ts';
import type { RecordsTables } from '../database/tables.ts';
import { dayInVietnam } from '../wording/days.ts';
import { lastDay } from './tally.ts';

/**
 * Imports confirmed after a day that changed what is known of it: a figure signed on that day may
 * have been another. By results dated within the period up to the day, and by people who were on the
 * roster then (or whose place on it then was told later). Newest first.
 */
export async function laterChanges(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
): Promise<LaterChange[]> {
  const last = lastDay(programme, on);
  const batches = await db.selectFrom('import_batch').selectAll().execute();
  const later = batches.filter(({ confirmed_at }) => dayInVietnam(new Date(confirmed_at)) > on);
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
  const people = new Map<string, number>();
  const { rows } = await sql<{ import_id: string; rows: string | number }>`
    select import_id, count(*) as rows from (
      select import_id from person
        where (from_day is null or from_day <= ${on}) and (to_day is null or to_day > ${on})
      union all
      select import_id from person_past where to_day <= ${on}
    ) as told
    where import_id in (${sql.join(ids)}) group by import_id`.execute(db);
  for (const row of rows) people.set(row.import_id, Number(row.rows));
  return later
    .map(({ id, file_name, confirmed_at }) => ({
      importId: id,
      fileName: file_name,
      confirmedAt: confirmed_at,
      completions: completions.get(id) ?? 0,
      people: people.get(id) ?? 0,
    }))
    .filter((change) => change.completions + change.people > 0)
    .sort((a, b) => (a.confirmedAt > b.confirmedAt ? -1 : 1));
}
