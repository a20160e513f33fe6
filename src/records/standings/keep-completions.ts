import type { Kysely } from 'kysely';
import { insertRows } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type { CompletionRow, RecordsTables } from '../database/tables.ts';
import { addToStandings, renewStandings } from './standings.ts';

/**
 * The only place that writes completions: each change brings the people's standings in line, in the
 * caller's transaction. (Erasing and moving treat every table alike; a test reads the sources and
 * names any other file that writes here.)
 */

type Database = Kysely<RecordsTables>;

/** Adds completions; those that are there already stay as they are. */
export async function addCompletions(
  db: Database,
  added: readonly CompletionRow[],
  onProgress?: (done: number) => void,
): Promise<void> {
  await insertRows(db, 'completion', columnsOf('completion'), added, onProgress);
  await addToStandings(db, added);
}

/** Removes some completions (known by their key) and adds others. */
export async function changeCompletions(
  db: Database,
  { removed, added }: { removed: readonly CompletionRow[]; added: readonly CompletionRow[] },
): Promise<void> {
  for (const row of removed) {
    await db
      .deleteFrom('completion')
      .where('person_id', '=', row.person_id)
      .where('module', '=', row.module)
      .where('day', '=', row.day)
      .where('status', '=', row.status)
      .where('score', '=', row.score)
      .where('source', '=', row.source)
      .execute();
  }
  if (removed.length === 0) return addCompletions(db, added);
  await insertRows(db, 'completion', columnsOf('completion'), added);
  await renewStandings(
    db,
    [...removed, ...added].map(({ person_id }) => person_id),
  );
}

/** Removes what an import brought. */
export async function removeCompletionsOfImport(db: Database, importId: string): Promise<void> {
  const people = await db
    .selectFrom('completion')
    .select('person_id')
    .distinct()
    .where('import_id', '=', importId)
    .execute();
  await db.deleteFrom('completion').where('import_id', '=', importId).execute();
  await renewStandings(
    db,
    people.map(({ person_id }) => person_id),
  );
}
