import type { Kysely } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import { replacePastSizes } from '../classes/class-sizes.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type {
  PersonPastRow,
  PersonRow,
  RecordsTables,
  SchoolClassPastRow,
  SchoolClassRow,
  UnitPastRow,
  UnitRow,
} from '../database/tables.ts';
import { removeCompletionsOfImport } from '../standings/keep-completions.ts';
import { rematch } from './rematch.ts';
import { undoEntries } from './write-school-file.ts';

/**
 * Takes an import back: what it added goes, what it changed is as before, what it matched waits
 * again. Only right for the last import, because later ones build on it; the caller sees to that and
 * to the transaction.
 */
export async function undoImport(db: Kysely<RecordsTables>, importId: string): Promise<void> {
  await undoEntries(db, importId);
  await refuseWhenUsed(db, importId);
  await removeCompletionsOfImport(db, importId);
  await db.deleteFrom('unmatched').where('import_id', '=', importId).execute();
  await db
    .updateTable('unmatched')
    .set({ matched_by: null })
    .where('matched_by', '=', importId)
    .execute();
  await db.deleteFrom('person').where('import_id', '=', importId).execute();
  const classes = db.selectFrom('school_class').select('id').where('import_id', '=', importId);
  await db.deleteFrom('school_class_past').where('class_id', 'in', classes).execute();
  await db.deleteFrom('school_class').where('import_id', '=', importId).execute();
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
  for (const { table_name, row_id, row } of before) {
    if (table_name === 'person_past') {
      await db.deleteFrom('person_past').where('person_id', '=', row_id).execute();
      const past: PersonPastRow[] = JSON.parse(row);
      await bulkInsert(db, 'person_past', columnsOf('person_past'), past);
    } else if (table_name === 'unit_past') {
      await db.deleteFrom('unit_past').where('unit_id', '=', row_id).execute();
      const past: UnitPastRow[] = JSON.parse(row);
      await bulkInsert(db, 'unit_past', columnsOf('unit_past'), past);
    } else if (table_name === 'school_class_past') {
      const past: SchoolClassPastRow[] = JSON.parse(row);
      await replacePastSizes(db, row_id, past);
    } else if (table_name === 'school_class') {
      const { id, ...fields }: SchoolClassRow = JSON.parse(row);
      await db.updateTable('school_class').set(fields).where('id', '=', id).execute();
    }
  }
  await db.deleteFrom('unit').where('import_id', '=', importId).execute();
  await db.deleteFrom('before_import').where('import_id', '=', importId).execute();
  await db.deleteFrom('import_batch').where('id', '=', importId).execute();
  await rematch(db);
}

/** What was entered by hand for a school or class of this import would be left without it. */
async function refuseWhenUsed(db: Kysely<RecordsTables>, importId: string): Promise<void> {
  const units = db.selectFrom('unit').select('id').where('import_id', '=', importId);
  const classes = db.selectFrom('school_class').select('id').where('import_id', '=', importId);
  const people = db.selectFrom('person').select('id').where('import_id', '=', importId);
  const used =
    (await db
      .selectFrom('learner_code')
      .select('code as id')
      .where('person_id', 'in', people)
      .executeTakeFirst()) ??
    (await db
      .selectFrom('session_class')
      .select('session_id as id')
      .where('class_id', 'in', classes)
      .executeTakeFirst()) ??
    (await db
      .selectFrom('class_session')
      .select('id')
      .where('unit_id', 'in', units)
      .executeTakeFirst()) ??
    (await db
      .selectFrom('indicator_statement')
      .select('id')
      .where('unit_id', 'in', units)
      .executeTakeFirst()) ??
    (await db
      .selectFrom('school_class')
      .select('id')
      .where('unit_id', 'in', units)
      .where((or) => or.or([or('import_id', 'is', null), or('import_id', '!=', importId)]))
      .executeTakeFirst());
  if (used === undefined) return;
  throw new ApiProblem(
    409,
    'import-in-use',
    'Chưa hoàn tác được: đã ghi lớp, buổi tuyên truyền, chỉ tiêu hoặc cấp mã học viên cho trường, lớp, người của lần nhập này. Muốn sửa, hãy nhập lại danh sách đúng.',
  );
}
