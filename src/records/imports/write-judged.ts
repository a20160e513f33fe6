import type { Kysely } from 'kysely';
import type { ImportConfirm } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { Judgement } from './judged.ts';
import type { PendingImport } from './pending-imports.ts';
import { rememberMapping } from './remembered-mapping.ts';
import {
  countVerdicts,
  type VerdictCounts,
  type WriteProgress,
  writeClasses,
  writeCompletions,
  writeRoster,
} from './write-import.ts';
import { writeSchoolFile } from './write-school-file.ts';

/** Writes a judged file as one confirmed import; answers its counts. Runs inside the caller's transaction. */
export async function writeJudged(
  db: Kysely<RecordsTables>,
  { id, fileName, mapping, guessed }: PendingImport,
  judgement: Judgement,
  { accept, left }: ImportConfirm,
  { unitId, onProgress }: { unitId: string | null; onProgress: WriteProgress },
): Promise<VerdictCounts> {
  const accepted = new Set(accept);
  const counts = countVerdicts(judgement.rows, { accepted, left: new Set(left?.people) });
  await db
    .insertInto('import_batch')
    .values({
      id,
      file_name: fileName,
      kind: mapping.kind,
      confirmed_at: new Date().toISOString(),
      counts: JSON.stringify(counts),
      unit_id: unitId,
    })
    .execute();
  if (mapping.kind === 'roster') await writeRoster(db, judgement, left, id, onProgress);
  else if (mapping.kind === 'classes') await writeClasses(db, judgement, id);
  else if (mapping.kind === 'school-file')
    await writeSchoolFile(db, judgement, left, id, onProgress);
  else await writeCompletions(db, judgement, accepted, id, onProgress);
  await rememberMapping(db, mapping, guessed);
  return counts;
}
