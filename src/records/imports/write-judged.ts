import type { Kysely } from 'kysely';
import type { ImportConfirm } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { Judgement } from './judged.ts';
import type { PendingImport } from './pending-imports.ts';
import { rememberMapping } from './remembered-mapping.ts';
import { touchesText, unitsOf } from './touches.ts';
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
  const word = { accepted, left };
  const counts = countVerdicts(judgement.rows, word);
  await db
    .insertInto('import_batch')
    .values({
      id,
      file_name: fileName,
      kind: mapping.kind,
      confirmed_at: new Date().toISOString(),
      counts: JSON.stringify(counts),
      unit_id: unitId,
      touches: null,
    })
    .execute();
  const more = await writeRows();
  const touches = new Set([...unitsOf(judgement), ...more]);
  await db
    .updateTable('import_batch')
    .set({ touches: touchesText(touches) })
    .where('id', '=', id)
    .execute();
  await rememberMapping(db, mapping, guessed);
  return counts;

  async function writeRows(): Promise<ReadonlySet<string>> {
    switch (mapping.kind) {
      case 'roster':
        return writeRoster(db, judgement, word, id, onProgress);
      case 'classes':
        await writeClasses(db, judgement, id);
        return new Set();
      case 'school-file':
        return writeSchoolFile(db, judgement, word, id, onProgress);
      default:
        return writeCompletions(db, judgement, accepted, id, onProgress);
    }
  }
}
