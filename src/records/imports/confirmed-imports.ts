import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import { type ImportSummary, importSummarySchema } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { undoImport } from './undo.ts';
import { NO_COUNTS } from './write-import.ts';

/** Confirmed imports by officers of the units seen, newest first; only the newest of all can be taken back. */
export async function listImports(
  db: Kysely<RecordsTables>,
  seen: UnitsSeen,
): Promise<ImportSummary[]> {
  const rows = await db
    .selectFrom('import_batch')
    .selectAll()
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap((row, index) => {
    if (seen !== 'all' && (row.unit_id === null || !sees(seen, row.unit_id))) return [];
    return importSummarySchema.parse({
      id: row.id,
      fileName: row.file_name,
      kind: row.kind,
      confirmedAt: row.confirmed_at,
      // Imports of an earlier version have no count of the newer verdicts.
      counts: { ...NO_COUNTS, ...JSON.parse(row.counts) },
      undoable: index === 0,
    });
  });
}

/**
 * Takes the last import back. Runs inside the caller's transaction.
 * @throws ApiProblem for any other import.
 */
export async function undoLastImport(
  db: Kysely<RecordsTables>,
  id: string,
  seen: UnitsSeen,
): Promise<void> {
  const newest = (await listImports(db, seen)).find((one) => one.undoable);
  if (newest === undefined || newest.id !== id) {
    throw new ApiProblem(
      409,
      'not-last-import',
      'Chỉ hoàn tác được lần nhập gần nhất. Hãy tải lại danh sách các lần nhập rồi thử lại.',
    );
  }
  await undoImport(db, id);
  // The word that it was confirmed is no longer true.
  await db.deleteFrom('pending_import').where('id', '=', id).execute();
}
