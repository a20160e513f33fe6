import type { Kysely } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import { replacePastSizes } from '../classes/class-sizes.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type {
  ChangedTable,
  PersonPastRow,
  PersonRow,
  RecordsTables,
  SchoolClassPastRow,
  SchoolClassRow,
  UnitPastRow,
  UnitRow,
} from '../database/tables.ts';
import { removeCompletionsOfImport } from '../standings/keep-completions.ts';
import { rematch, setAsideAgain } from './rematch.ts';
import { refuseWhenChanged, refuseWhenUsed } from './undo-refusals.ts';
import { undoEntries } from './write-school-file.ts';

/**
 * Takes an import back: what it added goes, what it changed is as before, what it matched waits
 * again. Only right when no later import builds on it; the caller sees to that and to the transaction.
 * @throws ApiProblem when what it brought was changed or used since.
 */
export async function undoImport(db: Kysely<RecordsTables>, importId: string): Promise<void> {
  const changed = await rowsBefore(db, importId);
  await refuseWhenChanged(db, importId);
  await undoEntries(db, importId);
  await setAsideAgain(db, await peopleOf(db, importId, changed), importId);
  await removeCompletionsOfImport(db, importId);
  await refuseWhenUsed(db, importId, changed);
  await db.deleteFrom('unmatched').where('import_id', '=', importId).execute();
  const added = db.selectFrom('person').select('id').where('import_id', '=', importId);
  await db.deleteFrom('person_past').where('person_id', 'in', added).execute();
  await db.deleteFrom('person').where('import_id', '=', importId).execute();
  const classes = db.selectFrom('school_class').select('id').where('import_id', '=', importId);
  await db.deleteFrom('school_class_past').where('class_id', 'in', classes).execute();
  await db.deleteFrom('school_class').where('import_id', '=', importId).execute();
  for (const { id, ...fields } of changed.person)
    await db.updateTable('person').set(fields).where('id', '=', id).execute();
  for (const { id, ...fields } of changed.unit)
    await db.updateTable('unit').set(fields).where('id', '=', id).execute();
  for (const row of changed.school_class) await putClassBack(db, row);
  for (const [id, past] of changed.person_past) {
    await db.deleteFrom('person_past').where('person_id', '=', id).execute();
    await bulkInsert(db, 'person_past', columnsOf('person_past'), past);
  }
  for (const [id, past] of changed.unit_past) {
    await db.deleteFrom('unit_past').where('unit_id', '=', id).execute();
    await bulkInsert(db, 'unit_past', columnsOf('unit_past'), past);
  }
  for (const [id, past] of changed.school_class_past) await replacePastSizes(db, id, past);
  await db.deleteFrom('unit').where('import_id', '=', importId).execute();
  await db.deleteFrom('before_import').where('import_id', '=', importId).execute();
  await db.deleteFrom('import_batch').where('id', '=', importId).execute();
  await rematch(db);
}

/** A class that the import changed, or dropped on the officer's word. */
async function putClassBack(db: Kysely<RecordsTables>, row: SchoolClassRow): Promise<void> {
  const { id, ...fields } = row;
  await bulkInsert(db, 'school_class', columnsOf('school_class'), [row]);
  const { numUpdatedRows } = await db
    .updateTable('school_class')
    .set(fields)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  throw new ApiProblem(
    409,
    'changed-since',
    `Chưa hoàn tác được: lớp “${row.name}” đã bỏ trong lần nhập này, nay lại có một lớp cùng tên. Hãy xóa hoặc đổi tên lớp ấy rồi thử lại.`,
  );
}

/** What an import changed, as it was before. */
export interface RowsBefore {
  person: PersonRow[];
  unit: UnitRow[];
  school_class: SchoolClassRow[];
  person_past: [personId: string, past: PersonPastRow[]][];
  unit_past: [unitId: string, past: UnitPastRow[]][];
  school_class_past: [classId: string, past: SchoolClassPastRow[]][];
}

async function rowsBefore(db: Kysely<RecordsTables>, importId: string): Promise<RowsBefore> {
  const rows = await db
    .selectFrom('before_import')
    .select(['table_name', 'row_id', 'row'])
    .where('import_id', '=', importId)
    // What was not there before goes by its own import's id.
    .where('row', '!=', 'null')
    .execute();
  const of = (table: ChangedTable) => rows.filter(({ table_name }) => table_name === table);
  return {
    person: of('person').map(({ row }) => JSON.parse(row)),
    unit: of('unit').map(({ row }) => JSON.parse(row)),
    school_class: of('school_class').map(({ row }) => JSON.parse(row)),
    person_past: of('person_past').map(({ row_id, row }) => [row_id, JSON.parse(row)]),
    unit_past: of('unit_past').map(({ row_id, row }) => [row_id, JSON.parse(row)]),
    school_class_past: of('school_class_past').map(({ row_id, row }) => [row_id, JSON.parse(row)]),
  };
}

/** Whom an import added or changed. */
async function peopleOf(
  db: Kysely<RecordsTables>,
  importId: string,
  { person }: RowsBefore,
): Promise<Set<string>> {
  const added = await db
    .selectFrom('person')
    .select('id')
    .where('import_id', '=', importId)
    .execute();
  return new Set([...added, ...person].map(({ id }) => id));
}
