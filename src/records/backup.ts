import { gunzipSync, gzipSync } from 'fflate';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  completionSourceSchema,
  completionStatusSchema,
  indicatorSchema,
  levelSchema,
  roleSchema,
  unitKindSchema,
} from '../schemas/vocabulary.ts';
import { bulkInsert } from './database/bulk-insert.ts';
import { SCHEMA_VERSION } from './database/migrations.ts';
import { CHANGED_TABLES, type RecordsTables } from './database/tables.ts';
import { eraseEverything } from './erase.ts';
import { rematch } from './imports/rematch.ts';
import {
  COMPLETION_COLUMNS,
  PERSON_COLUMNS,
  PERSON_PAST_COLUMNS,
  SCHOOL_CLASS_COLUMNS,
  UNIT_COLUMNS,
  UNIT_PAST_COLUMNS,
  UNMATCHED_COLUMNS,
} from './imports/write-import.ts';
import { UnreadableFile } from './reading/unreadable.ts';
import { sha256 } from './wording/sha256.ts';

/**
 * The back-up: everything in one gzipped text file. First line a header, then one line for each some
 * rows of a table, last line the SHA-256 of all before. It is not the database's own file, so it can
 * be restored in the browser, on node:sqlite and on PostgreSQL alike.
 */
const FORMAT = 'truong-hoc-an-toan/backup';
const ROWS_PER_LINE = 500;
const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;

const text = z.string();
const maybe = text.nullable();
const day = text.regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().min(0);
const score = z.number().min(-1).max(100);
const rowSchemas = {
  unit: z.strictObject({
    id: text,
    code: text,
    name: text,
    name_key: text,
    kind: unitKindSchema,
    level: levelSchema.nullable(),
    parent_id: maybe,
    import_id: maybe,
    from_day: day.nullable().default(null),
    to_day: day.nullable().default(null),
  }),
  unit_past: z.strictObject({
    unit_id: text,
    to_day: day,
    name: text,
    parent_id: maybe,
    import_id: maybe,
  }),
  person: z.strictObject({
    id: text,
    code: text,
    code_key: maybe,
    name: text,
    name_key: text,
    email: maybe,
    email_key: maybe,
    username: maybe,
    username_key: maybe,
    unit_id: text,
    level: levelSchema.nullable(),
    role: roleSchema,
    from_day: day.nullable(),
    to_day: day.nullable(),
    import_id: text,
  }),
  person_past: z.strictObject({
    person_id: text,
    to_day: day,
    unit_id: maybe,
    level: levelSchema.nullable(),
    role: roleSchema,
    import_id: text,
  }),
  school_class: z.strictObject({
    id: text,
    unit_id: text,
    school_year: text,
    name: text,
    name_key: text,
    level: levelSchema.nullable(),
    size: count,
    import_id: maybe,
  }),
  class_session: z.strictObject({
    id: text,
    unit_id: text,
    day,
    topic: maybe,
    module: maybe,
    leader: text,
    note: text,
    entered_at: text,
  }),
  session_class: z.strictObject({ session_id: text, class_id: text, headcount: count }),
  indicator_statement: z.strictObject({
    id: text,
    unit_id: text,
    indicator: indicatorSchema,
    day,
    met: z.literal([0, 1]),
    stated_by: text,
    note: text,
    entered_at: text,
  }),
  completion: z.strictObject({
    person_id: text,
    module: text,
    day,
    status: completionStatusSchema,
    score,
    source: completionSourceSchema,
    import_id: text,
  }),
  unmatched: z.strictObject({
    id: text,
    import_id: text,
    file_name: text,
    row_no: z.int(),
    reason: text,
    code_key: maybe,
    email_key: maybe,
    username_key: maybe,
    name: text,
    unit: text,
    module: text,
    day,
    status: completionStatusSchema,
    score,
    source: completionSourceSchema,
    cells: text,
    matched_by: maybe,
  }),
  import_batch: z.strictObject({
    id: text,
    file_name: text,
    kind: text,
    confirmed_at: text,
    counts: text,
  }),
  before_import: z.strictObject({
    import_id: text,
    table_name: z.enum(CHANGED_TABLES),
    row_id: text,
    row: text,
  }),
  /** Only the office's own versions; the site brings its own. */
  programme: z.strictObject({ id: text, own: text }),
} as const;
type TableName = keyof typeof rowSchemas;
const TABLES = [
  'unit',
  'unit_past',
  'person',
  'person_past',
  'school_class',
  'class_session',
  'session_class',
  'indicator_statement',
  'completion',
  'unmatched',
  'import_batch',
  'before_import',
  'programme',
] as const satisfies readonly TableName[];

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  schema: z.int().min(1),
  createdAt: text,
  counts: z.partialRecord(z.enum(TABLES), z.int()),
});
const lineSchema = z.object({ table: z.enum(TABLES), rows: z.array(z.unknown()) });

/** Writes everything kept to one file. */
export async function writeBackup(
  db: Kysely<RecordsTables>,
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const lines: string[] = [];
  const counts: Partial<Record<TableName, number>> = {};
  for (const table of TABLES) {
    const rows: unknown[] =
      table === 'programme'
        ? await db
            .selectFrom('programme')
            .select(['id', 'own'])
            .where('own', 'is not', null)
            .execute()
        : await db.selectFrom(table).selectAll().execute();
    counts[table] = rows.length;
    for (let start = 0; start < rows.length; start += ROWS_PER_LINE) {
      lines.push(JSON.stringify({ table, rows: rows.slice(start, start + ROWS_PER_LINE) }));
    }
  }
  const header = {
    format: FORMAT,
    version: 1,
    schema: SCHEMA_VERSION,
    createdAt: now.toISOString(),
    counts,
  };
  const content = new TextEncoder().encode(`${[JSON.stringify(header), ...lines].join('\n')}\n`);
  const end = new TextEncoder().encode(`${JSON.stringify({ sha256: sha256(content) })}\n`);
  const whole = new Uint8Array(content.length + end.length);
  whole.set(content);
  whole.set(end, content.length);
  return gzipSync(whole, { level: 6, mtime: now });
}

const damaged = (what: string) =>
  new UnreadableFile(
    'damaged-backup',
    `Tệp sao lưu ${what}. Dữ liệu đang giữ không đổi. Hãy chọn lại đúng tệp, hoặc dùng một bản sao lưu khác.`,
  );

/**
 * Validates a back-up to its last row and answers what replaces everything by it; nothing is written
 * before. Throws `UnreadableFile` with the next step.
 */
export function readBackup(bytes: Uint8Array): (db: Kysely<RecordsTables>) => Promise<void> {
  const content = verified(bytes);
  const [head = '', ...lines] = content.split('\n');
  const header = headerSchema.safeParse(json(head));
  if (!header.success) throw damaged('không đúng mẫu của trang này');
  if (header.data.schema > SCHEMA_VERSION) {
    throw new UnreadableFile(
      'newer-backup',
      'Tệp sao lưu được tạo bằng phiên bản mới hơn của trang. Dữ liệu đang giữ không đổi. Hãy tải lại trang để dùng phiên bản mới nhất rồi khôi phục lại.',
    );
  }
  const rows = new Map<TableName, unknown[]>(TABLES.map((table) => [table, []]));
  for (const line of lines) {
    if (line === '') continue;
    const parsed = lineSchema.safeParse(json(line));
    if (!parsed.success) throw damaged('không đúng mẫu của trang này');
    rows.get(parsed.data.table)?.push(...parsed.data.rows);
  }
  const take = <T>(table: TableName, schema: z.ZodType<T>): T[] => {
    const found = z.array(schema).safeParse(rows.get(table));
    if (!found.success || found.data.length !== (header.data.counts[table] ?? 0))
      throw damaged(`thiếu hoặc sai dữ liệu ở phần "${table}"`);
    return found.data;
  };
  const kept = {
    unit: take('unit', rowSchemas.unit),
    unit_past: take('unit_past', rowSchemas.unit_past),
    person: take('person', rowSchemas.person),
    person_past: take('person_past', rowSchemas.person_past),
    school_class: take('school_class', rowSchemas.school_class),
    class_session: take('class_session', rowSchemas.class_session),
    session_class: take('session_class', rowSchemas.session_class),
    indicator_statement: take('indicator_statement', rowSchemas.indicator_statement),
    completion: take('completion', rowSchemas.completion),
    unmatched: take('unmatched', rowSchemas.unmatched),
    import_batch: take('import_batch', rowSchemas.import_batch),
    before_import: take('before_import', rowSchemas.before_import),
    programme: take('programme', rowSchemas.programme),
  };
  const people = new Set(kept.person.map(({ id }) => id));
  const units = new Set(kept.unit.map(({ id }) => id));
  if (
    kept.person.some(({ unit_id }) => !units.has(unit_id)) ||
    kept.completion.some(({ person_id }) => !people.has(person_id)) ||
    kept.person_past.some(({ person_id }) => !people.has(person_id)) ||
    [
      ...kept.unit_past,
      ...kept.school_class,
      ...kept.class_session,
      ...kept.indicator_statement,
    ].some(({ unit_id }) => !units.has(unit_id))
  ) {
    throw damaged('có kết quả hoặc người học không còn đơn vị, danh sách đi kèm');
  }
  return async (db) => {
    await eraseEverything(db);
    await db.deleteFrom('unit').execute();
    await bulkInsert(db, 'unit', UNIT_COLUMNS, kept.unit);
    await bulkInsert(db, 'person', PERSON_COLUMNS, kept.person);
    await bulkInsert(db, 'unit_past', UNIT_PAST_COLUMNS, kept.unit_past);
    await bulkInsert(db, 'person_past', PERSON_PAST_COLUMNS, kept.person_past);
    await bulkInsert(db, 'school_class', SCHOOL_CLASS_COLUMNS, kept.school_class);
    await bulkInsert(
      db,
      'class_session',
      ['id', 'unit_id', 'day', 'topic', 'module', 'leader', 'note', 'entered_at'],
      kept.class_session,
    );
    await bulkInsert(
      db,
      'session_class',
      ['session_id', 'class_id', 'headcount'],
      kept.session_class,
    );
    await bulkInsert(
      db,
      'indicator_statement',
      ['id', 'unit_id', 'indicator', 'day', 'met', 'stated_by', 'note', 'entered_at'],
      kept.indicator_statement,
    );
    await bulkInsert(db, 'completion', COMPLETION_COLUMNS, kept.completion);
    await bulkInsert(db, 'unmatched', UNMATCHED_COLUMNS, kept.unmatched);
    await bulkInsert(
      db,
      'import_batch',
      ['id', 'file_name', 'kind', 'confirmed_at', 'counts'],
      kept.import_batch,
    );
    await bulkInsert(
      db,
      'before_import',
      ['import_id', 'table_name', 'row_id', 'row'],
      kept.before_import,
    );
    for (const { id, own } of kept.programme) {
      await db
        .insertInto('programme')
        .values({ id, site: null, own })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ own }))
        .execute();
    }
    await rematch(db);
  };
}

function verified(bytes: Uint8Array): string {
  // The last four bytes of a gzip file are its unpacked size: a guard against bombs.
  const size =
    bytes.length < 18
      ? 0
      : new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || size === 0)
    throw damaged('không phải tệp sao lưu của trang này');
  if (size > MAX_UNPACKED_BYTES) throw damaged('quá lớn');
  let whole: Uint8Array;
  try {
    whole = gunzipSync(bytes);
  } catch {
    throw damaged('bị hỏng hoặc mới tải được một phần');
  }
  const end = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
  const content = whole.slice(0, end);
  const last = z
    .object({ sha256: text })
    .safeParse(json(new TextDecoder().decode(whole.subarray(end))));
  if (!last.success || sha256(content) !== last.data.sha256)
    throw damaged('đã bị sửa hoặc bị hỏng (mã kiểm tra không khớp)');
  return new TextDecoder().decode(content);
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
