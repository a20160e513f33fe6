import type { Kysely } from 'kysely';
import type { ImportConfirm } from '../contract.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type { IndicatorStatementRow, RecordsTables, SchoolSession } from '../database/tables.ts';
import type { Judgement } from './judged.ts';
import {
  keepBefore,
  type WriteProgress,
  writeClasses,
  writeCompletions,
  writeRoster,
} from './write-import.ts';

type Database = Kysely<RecordsTables>;

/**
 * Writes a judged school's file. Runs inside the caller's transaction. Answers what else it speaks of, as
 * `writeRoster` and `writeCompletions` do.
 */
export async function writeSchoolFile(
  db: Database,
  judgement: Judgement,
  left: ImportConfirm['left'],
  importId: string,
  onProgress: WriteProgress,
): Promise<ReadonlySet<string>> {
  const matched = await writeRoster(db, judgement, left, importId, onProgress);
  await writeClasses(db, judgement, importId);
  const statements: IndicatorStatementRow[] = [];
  for (const { write } of judgement.rows) {
    if (write?.table === 'class_session') {
      const { before, after } = write;
      await keepBefore(db, importId, 'class_session', after.row.id, before, after);
      await dropSession(db, after.row.id);
      await putSession(db, after);
    } else if (write?.table === 'indicator_statement') {
      await keepBefore(db, importId, 'indicator_statement', write.after.id, null);
      statements.push(write.after);
    }
  }
  await bulkInsert(db, 'indicator_statement', columnsOf('indicator_statement'), statements);
  const earlier = await writeCompletions(db, judgement, new Set(), importId, onProgress);
  return new Set([...matched, ...earlier]);
}

/** Takes back the sessions and statements that an import brought or changed. */
export async function undoEntries(db: Database, importId: string): Promise<void> {
  const before = await db
    .selectFrom('before_import')
    .selectAll()
    .where('import_id', '=', importId)
    .where('table_name', 'in', ['class_session', 'indicator_statement'])
    .execute();
  for (const { table_name, row_id, row } of before) {
    if (table_name === 'indicator_statement') {
      await db.deleteFrom('indicator_statement').where('id', '=', row_id).execute();
      continue;
    }
    await dropSession(db, row_id);
    const was: SchoolSession | null = JSON.parse(row);
    if (was !== null) await putSession(db, was);
  }
}

async function dropSession(db: Database, id: string): Promise<void> {
  await db.deleteFrom('session_class').where('session_id', '=', id).execute();
  await db.deleteFrom('class_session').where('id', '=', id).execute();
}

async function putSession(db: Database, { row, classes }: SchoolSession): Promise<void> {
  await bulkInsert(db, 'class_session', columnsOf('class_session'), [row]);
  await bulkInsert(db, 'session_class', columnsOf('session_class'), classes);
}
