import type { Kysely } from 'kysely';
import type { PersonRow, RecordsTables, UnitRow } from '../database/tables.ts';
import { rematch } from './rematch.ts';

/**
 * Takes an import back: what it added goes, what it changed is as before, what it matched waits
 * again. Only right for the last import, because later ones build on it; the caller sees to that and
 * to the transaction.
 */
export async function undoImport(db: Kysely<RecordsTables>, importId: string): Promise<void> {
  await db.deleteFrom('completion').where('import_id', '=', importId).execute();
  await db.deleteFrom('unmatched').where('import_id', '=', importId).execute();
  await db
    .updateTable('unmatched')
    .set({ matched_by: null })
    .where('matched_by', '=', importId)
    .execute();
  await db.deleteFrom('person').where('import_id', '=', importId).execute();
  const before = await db
    .selectFrom('before_import')
    .selectAll()
    .where('import_id', '=', importId)
    .execute();
  const people = before
    .filter((row) => row.table_name === 'person')
    .map((row): PersonRow => JSON.parse(row.row));
  for (const { id } of people)
    await db.updateTable('person').set({ code_key: null }).where('id', '=', id).execute();
  for (const { id, ...fields } of people)
    await db.updateTable('person').set(fields).where('id', '=', id).execute();
  const units = before
    .filter((row) => row.table_name === 'unit')
    .map((row): UnitRow => JSON.parse(row.row));
  for (const { id, ...fields } of units)
    await db.updateTable('unit').set(fields).where('id', '=', id).execute();
  await db.deleteFrom('unit').where('import_id', '=', importId).execute();
  await db.deleteFrom('before_import').where('import_id', '=', importId).execute();
  await db.deleteFrom('import_batch').where('id', '=', importId).execute();
  await rematch(db);
}
