import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import { type ImportSummary, importSummarySchema } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { type ImportPlace, importPlaces, takenBackFirst } from './touches.ts';
import { undoImport } from './undo.ts';
import { NO_COUNTS } from './write-import.ts';

/**
 * Confirmed imports by officers of the units seen, newest first. One can be taken back when no later one,
 * whoever brought it, speaks of the same units.
 */
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
  const first = takenBackFirst(await importPlaces(db));
  return rows.flatMap((row) => {
    if (!isSeen(row.unit_id, seen)) return [];
    return importSummarySchema.parse({
      id: row.id,
      fileName: row.file_name,
      kind: row.kind,
      confirmedAt: row.confirmed_at,
      // Imports of an earlier version have no count of the newer verdicts.
      counts: { ...NO_COUNTS, ...JSON.parse(row.counts) },
      undoable: !first.has(row.id),
    });
  });
}

/** Whether those who see these units see an import of an officer of that unit (null: of all). */
function isSeen(unitId: string | null, seen: UnitsSeen): boolean {
  return seen === 'all' || (unitId !== null && sees(seen, unitId));
}

/**
 * Takes an import back. Runs inside the caller's transaction. Answers what it was.
 * @throws ApiProblem for one that is not there or not seen, that later ones build on, or whose rows were
 * changed or used since.
 */
export async function undoConfirmed(
  db: Kysely<RecordsTables>,
  id: string,
  seen: UnitsSeen,
): Promise<ImportPlace> {
  const places = await importPlaces(db);
  const place = places.find((one) => one.id === id);
  if (place === undefined || !isSeen(place.unitId, seen)) {
    throw new ApiProblem(
      404,
      'unknown-import',
      'Không có lần nhập này, có thể đã được hoàn tác. Hãy tải lại danh sách các lần nhập.',
    );
  }
  const later = takenBackFirst(places).get(id);
  if (later !== undefined) throw laterImport(later, seen);
  await undoImport(db, id);
  // The word that it was confirmed is no longer true.
  await db.deleteFrom('pending_import').where('id', '=', id).execute();
  return place;
}

function laterImport({ fileName, unitId }: ImportPlace, seen: UnitsSeen): ApiProblem {
  const next = isSeen(unitId, seen)
    ? `Hãy hoàn tác “${fileName}” trước, rồi thử lại.`
    : 'Lần nhập ấy do đơn vị khác thực hiện: hãy hỏi Phòng hoặc Sở, hoặc nhập lại tệp đúng.';
  return new ApiProblem(
    409,
    'later-import',
    `Chưa hoàn tác được: có lần nhập sau đó nói đến cùng đơn vị. ${next}`,
  );
}
