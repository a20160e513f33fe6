import type { Kysely } from 'kysely';
import type { CompletionRow, RecordsTables } from '../database/tables.ts';
import { addCompletions } from '../standings/keep-completions.ts';
import { PeopleIndex } from './people-index.ts';

/**
 * Looks again at the records kept aside, after the roster or the modules changed: those that now match
 * somebody by code, e-mail or user name become completions. The newest import stands as the cause:
 * taking it back, the only one that can be, sets them aside again. Answers how many were matched.
 */
export async function rematch(db: Kysely<RecordsTables>): Promise<number> {
  const waiting = await db
    .selectFrom('unmatched')
    .selectAll()
    .where('matched_by', 'is', null)
    .execute();
  const newest = await db
    .selectFrom('import_batch')
    .select('id')
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (waiting.length === 0 || newest === undefined) return 0;
  const cause = newest.id;
  const people = await PeopleIndex.load(db);
  const modules = new Set(
    (await db.selectFrom('module').select('slug').execute()).map(({ slug }) => slug),
  );
  const completions: CompletionRow[] = [];
  const found: string[] = [];
  for (const row of waiting) {
    if (!modules.has(row.module)) continue;
    const match = people.find({
      code: row.code_key ?? '',
      email: row.email_key ?? '',
      username: row.username_key ?? '',
      name: row.name,
      unit: row.unit,
    });
    if (match.kind !== 'person') continue;
    found.push(row.id);
    const { module, day, status, score, source } = row;
    completions.push({
      person_id: match.person.id,
      module,
      day,
      status,
      score,
      source,
      import_id: cause,
    });
  }
  await addCompletions(db, completions);
  for (const id of found)
    await db.updateTable('unmatched').set({ matched_by: cause }).where('id', '=', id).execute();
  return found.length;
}
