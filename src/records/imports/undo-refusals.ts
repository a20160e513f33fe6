import { type Kysely, sql } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import type { ChangedTable, RecordsTables } from '../database/tables.ts';
import type { RowsBefore } from './undo.ts';

/**
 * Why an import cannot be taken back: what was changed since would be lost silently, and what was added
 * since would hang on nothing.
 */

type Database = Kysely<RecordsTables>;

/**
 * Refuses when units, classes, sizes or sessions are no longer as the import left them.
 * @throws ApiProblem 409
 */
export async function refuseWhenChanged(db: Database, importId: string): Promise<void> {
  const left = await db
    .selectFrom('before_import')
    .select(['table_name', 'row_id', 'row', 'after'])
    .where('import_id', '=', importId)
    .where('after', 'is not', null)
    .execute();
  for (const table of new Set(left.map(({ table_name }) => table_name))) {
    const rows = left.filter(({ table_name }) => table_name === table);
    const now = await rowsNow(
      db,
      table,
      rows.map(({ row_id }) => row_id),
    );
    for (const { row_id, row, after } of rows) {
      const current = now.get(row_id);
      // What it added and somebody dropped since need not be dropped again.
      if (current === undefined && row === 'null') continue;
      if (sameRow(current ?? [], JSON.parse(after ?? 'null'))) continue;
      const what = await nameOf(db, table, row_id);
      throw new ApiProblem(
        409,
        'changed-since',
        `Chưa hoàn tác được: ${what} đã được sửa sau lần nhập này, và hoàn tác sẽ làm mất phần sửa ấy. Nếu tệp có chỗ sai, hãy sửa trực tiếp ở mục của nó, hoặc nhập lại tệp đúng.`,
      );
    }
  }
}

/** What is kept now of some rows, in the form in which `before_import` keeps it. */
async function rowsNow(
  db: Database,
  table: ChangedTable,
  ids: readonly string[],
): Promise<Map<string, unknown>> {
  const now = new Map<string, unknown>();
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500);
    for (const [id, row] of await read(db, table, some)) now.set(id, row);
  }
  return now;
}

async function read(
  db: Database,
  table: ChangedTable,
  ids: readonly string[],
): Promise<[string, unknown][]> {
  switch (table) {
    case 'unit': {
      const rows = await db.selectFrom('unit').selectAll().where('id', 'in', ids).execute();
      return rows.map((row) => [row.id, row]);
    }
    case 'school_class': {
      const rows = await db.selectFrom('school_class').selectAll().where('id', 'in', ids).execute();
      return rows.map((row) => [row.id, row]);
    }
    case 'unit_past': {
      const rows = await db
        .selectFrom('unit_past')
        .selectAll()
        .where('unit_id', 'in', ids)
        .execute();
      return ids.map((id) => [id, rows.filter(({ unit_id }) => unit_id === id)]);
    }
    case 'school_class_past': {
      const rows = await db
        .selectFrom('school_class_past')
        .selectAll()
        .where('class_id', 'in', ids)
        .execute();
      return ids.map((id) => [id, rows.filter(({ class_id }) => class_id === id)]);
    }
    case 'class_session': {
      const rows = await db
        .selectFrom('class_session')
        .selectAll()
        .where('id', 'in', ids)
        .execute();
      const classes = await db
        .selectFrom('session_class')
        .selectAll()
        .where('session_id', 'in', ids)
        .execute();
      return rows.map((row) => [
        row.id,
        { row, classes: classes.filter(({ session_id }) => session_id === row.id) },
      ]);
    }
    default:
      return [];
  }
}

/** Whether two rows, or sets of rows, say the same, in whatever order. */
function sameRow(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${key}:${inOrder(field)}`);
  return `{${fields.sort().join()}}`;
}

async function nameOf(db: Database, table: ChangedTable, id: string): Promise<string> {
  switch (table) {
    case 'unit':
    case 'unit_past': {
      const unit = await db
        .selectFrom('unit')
        .select('name')
        .where('id', '=', id)
        .executeTakeFirst();
      return unit === undefined ? 'một đơn vị' : `đơn vị “${unit.name}”`;
    }
    case 'school_class':
    case 'school_class_past': {
      const one = await db
        .selectFrom('school_class')
        .select('name')
        .where('id', '=', id)
        .executeTakeFirst();
      return one === undefined ? 'một lớp' : `lớp “${one.name}”`;
    }
    default:
      return 'một buổi tuyên truyền';
  }
}

/**
 * Refuses when something that stays would be left without what the import brought. What the import
 * itself told of it must be gone by then.
 * @throws ApiProblem 409
 */
export async function refuseWhenUsed(
  db: Database,
  importId: string,
  changed: RowsBefore,
): Promise<void> {
  for (const [rows, what] of uses(importId)) {
    const [used] = (await rows.execute(db)).rows;
    if (used === undefined) continue;
    throw inUse(what);
  }
  await refuseLostUnits(db, importId, changed);
}

function inUse(what: string): ApiProblem {
  return new ApiProblem(
    409,
    'import-in-use',
    `Chưa hoàn tác được: ${what}. Muốn sửa, hãy nhập lại danh sách đúng.`,
  );
}

/** Queries of what hangs on the units, classes and people of an import; any row is a use. */
function uses(importId: string) {
  const units = sql`(select id from unit where import_id = ${importId})`;
  const classes = sql`(select id from school_class where import_id = ${importId})`;
  const people = sql`(select id from person where import_id = ${importId})`;
  const other = sql`(import_id is null or import_id <> ${importId})`;
  /** Rows that the import changed are put back as they were. */
  const notBack = (table: ChangedTable, column: string) =>
    sql`${sql.ref(column)} not in (select row_id from before_import
      where import_id = ${importId} and table_name = ${table})`;
  const codes = 'đã cấp mã học viên cho người của lần nhập này';
  const ofUnit = 'cho trường của lần nhập này';
  return [
    [sql`select 1 from learner_code where person_id in ${people} limit 1`, codes],
    [sql`select 1 from learner_attempt where person_id in ${people} limit 1`, codes],
    [
      sql`select 1 from completion where person_id in ${people} limit 1`,
      'đã có kết quả học của người trong lần nhập này',
    ],
    [
      sql`select 1 from session_class where class_id in ${classes} limit 1`,
      'đã ghi buổi tuyên truyền cho lớp của lần nhập này',
    ],
    [
      sql`select 1 from class_session where unit_id in ${units} limit 1`,
      `đã ghi buổi tuyên truyền ${ofUnit}`,
    ],
    [
      sql`select 1 from indicator_statement where unit_id in ${units} limit 1`,
      `đã ghi chỉ tiêu ${ofUnit}`,
    ],
    [
      sql`select 1 from school_class where unit_id in ${units} and ${other} limit 1`,
      `đã ghi lớp ${ofUnit}`,
    ],
    [
      sql`select 1 from officer where unit_id in ${units} limit 1`,
      'đã có tài khoản của đơn vị do lần nhập này thêm vào',
    ],
    [
      sql`select 1 from unit where parent_id in ${units} and ${other}
        and ${notBack('unit', 'id')} limit 1`,
      'đã có đơn vị khác thuộc đơn vị do lần nhập này thêm vào',
    ],
    [
      sql`select 1 from unit_past where (unit_id in ${units} or parent_id in ${units}) and ${other}
        and ${notBack('unit_past', 'unit_id')} limit 1`,
      'đơn vị do lần nhập này thêm vào đã được chuyển hoặc đổi tên',
    ],
    [
      sql`select 1 from person where unit_id in ${units} and ${other}
        and ${notBack('person', 'id')} limit 1`,
      'đã có người khác ở đơn vị do lần nhập này thêm vào',
    ],
    [
      sql`select 1 from person_past where unit_id in ${units} and ${other}
        and ${notBack('person_past', 'person_id')} limit 1`,
      'đã có người khác từng ở đơn vị do lần nhập này thêm vào',
    ],
  ] as const;
}

/** Whoever goes back to where they were needs it to be there still. */
async function refuseLostUnits(
  db: Database,
  importId: string,
  { person, person_past, unit, unit_past }: RowsBefore,
) {
  const rows = await db.selectFrom('unit').select(['id', 'import_id']).execute();
  const there = new Set(rows.flatMap((row) => (row.import_id === importId ? [] : [row.id])));
  const needed = [
    ...person.map(({ unit_id }) => unit_id),
    ...person_past.flatMap(([, past]) => past.map(({ unit_id }) => unit_id)),
    ...unit.map(({ parent_id }) => parent_id),
    ...unit_past.flatMap(([, past]) => past.map(({ parent_id }) => parent_id)),
  ];
  if (needed.every((id) => id === null || there.has(id))) return;
  throw inUse('đơn vị mà người hoặc trường của lần nhập này thuộc về trước đó nay không còn');
}
