import type { Kysely } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import { replacePastSizes } from '../classes/class-sizes.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type {
  IndicatorStatementRow,
  RecordsTables,
  SchoolClassRow,
  SchoolSession,
} from '../database/tables.ts';
import type { Judgement, RowWrite } from './judged.ts';
import { rematch } from './rematch.ts';
import {
  keepBefore,
  type OfficersWord,
  type WriteProgress,
  writeClasses,
  writeCompletions,
  writeRoster,
} from './write-import.ts';

type Database = Kysely<RecordsTables>;

/**
 * Writes a judged school's file. Runs inside the caller's transaction. Answers what else it speaks of, as
 * `writeRoster` and `writeCompletions` do.
 * @throws ApiProblem when a class is to go while a session that stays was held in it.
 */
export async function writeSchoolFile(
  db: Database,
  judgement: Judgement,
  word: OfficersWord,
  importId: string,
  onProgress: WriteProgress,
): Promise<ReadonlySet<string>> {
  const matched = await writeRoster(db, judgement, word, importId, onProgress);
  await writeClasses(db, judgement, importId);
  const rows = judgement.rows.filter(
    ({ verdict }, key) => verdict !== 'dropped' || word.accepted.has(key),
  );
  for (const { write } of rows) {
    if (write?.table === 'class_session') await writeSession(db, write, importId);
    else if (write?.table === 'indicator_statement') await writeStatement(db, write, importId);
  }
  for (const { write } of rows) {
    if (write?.table === 'school_class' && write.after === null && write.before !== null)
      await dropClass(db, write.before, importId);
  }
  const earlier = await writeCompletions(db, judgement, new Set(), importId, onProgress);
  // Results of people who were only just decided on.
  const later = await rematch(db);
  return new Set([...matched, ...earlier, ...later]);
}

async function writeSession(
  db: Database,
  { before, after }: RowWrite & { table: 'class_session' },
  importId: string,
): Promise<void> {
  const id = (after ?? before)?.row.id ?? '';
  await keepBefore(db, importId, 'class_session', id, before, after);
  await dropSession(db, id);
  if (after !== null) await putSession(db, after);
}

async function writeStatement(
  db: Database,
  { before, after }: RowWrite & { table: 'indicator_statement' },
  importId: string,
): Promise<void> {
  const id = (after ?? before)?.id ?? '';
  await keepBefore(db, importId, 'indicator_statement', id, before);
  await db.deleteFrom('indicator_statement').where('id', '=', id).execute();
  if (after !== null) await putStatement(db, after);
}

async function dropClass(db: Database, row: SchoolClassRow, importId: string): Promise<void> {
  const session = await db
    .selectFrom('session_class')
    .select('session_id')
    .where('class_id', '=', row.id)
    .executeTakeFirst();
  if (session !== undefined) {
    throw new ApiProblem(
      409,
      'class-in-use',
      `Lớp ${row.name} còn buổi tuyên truyền được giữ lại. Hãy đánh dấu bỏ cả các buổi ấy, hoặc bỏ đánh dấu lớp này.`,
    );
  }
  const past = await db
    .selectFrom('school_class_past')
    .selectAll()
    .where('class_id', '=', row.id)
    .execute();
  await keepBefore(db, importId, 'school_class', row.id, row);
  await keepBefore(db, importId, 'school_class_past', row.id, past);
  await replacePastSizes(db, row.id, []);
  await db.deleteFrom('school_class').where('id', '=', row.id).execute();
}

/** Takes back the sessions and statements that an import brought, changed or dropped. */
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
      const was: IndicatorStatementRow | null = JSON.parse(row);
      if (was !== null) await putStatement(db, was);
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

function putStatement(db: Database, row: IndicatorStatementRow): Promise<void> {
  return bulkInsert(db, 'indicator_statement', columnsOf('indicator_statement'), [row]);
}
