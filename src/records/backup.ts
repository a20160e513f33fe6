import { gunzipSync, gzipSync } from 'fflate';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { insertRows } from './database/bulk-insert.ts';
import { SCHEMA_VERSION } from './database/migrate.ts';
import { columnsOf, TABLE_NAMES, TABLES, type TableName } from './database/table-list.ts';
import type { RecordsTables } from './database/tables.ts';
import { eraseEverything } from './erase.ts';
import { rematch } from './imports/rematch.ts';
import { UnreadableFile } from './reading/unreadable.ts';
import { addCompletions } from './standings/keep-completions.ts';
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

/** Of programmes only the office's own versions are kept; the site brings its own. */
const ownProgrammeSchema = z.strictObject({ id: text, own: text });

/**
 * Of the keys that certificates are signed with only the public half: old certificates can be checked
 * after a restore, and whoever finds the file can sign none (docs/decisions/certificate-keys.md).
 */
const publicKeySchema = z.strictObject({ kid: text, public_x: text, made_at: text });

/** The tables in a back-up: the site brings its own again, settings are this home's. */
const BACKED_UP = TABLE_NAMES.filter((name) => TABLES[name].holds === 'records' || name === 'unit');
const PARTS = [...BACKED_UP, 'programme', 'certificate_key'] as const;
type PartName = (typeof PARTS)[number];

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  schema: z.int().min(1),
  createdAt: text,
  counts: z.partialRecord(z.enum(PARTS), z.int()),
});
const lineSchema = z.object({ table: z.enum(PARTS), rows: z.array(z.unknown()) });

/** Writes everything kept to one file. */
export async function writeBackup(
  db: Kysely<RecordsTables>,
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const lines: string[] = [];
  const counts: Partial<Record<PartName, number>> = {};
  for (const table of PARTS) {
    const rows = await rowsOf(db, table);
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

/** The rows of a part, as they go into a back-up. */
function rowsOf(db: Kysely<RecordsTables>, part: PartName): Promise<unknown[]> {
  switch (part) {
    case 'programme':
      return db.selectFrom(part).select(['id', 'own']).where('own', 'is not', null).execute();
    case 'certificate_key':
      return db.selectFrom(part).select(['kid', 'public_x', 'made_at']).execute();
    default:
      return db.selectFrom(part).selectAll().execute();
  }
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
  const rows = new Map<PartName, unknown[]>(PARTS.map((part) => [part, []]));
  for (const line of lines) {
    if (line === '') continue;
    const parsed = lineSchema.safeParse(json(line));
    if (!parsed.success) throw damaged('không đúng mẫu của trang này');
    rows.get(parsed.data.table)?.push(...parsed.data.rows);
  }
  const take = <T>(part: PartName, schema: z.ZodType<T>): T[] => {
    const found = z.array(schema).safeParse(rows.get(part));
    if (!found.success || found.data.length !== (header.data.counts[part] ?? 0))
      throw damaged(`thiếu hoặc sai dữ liệu ở phần "${part}"`);
    return found.data;
  };
  /** Checks a table's rows; answers what they refer to and what puts them in. */
  const table = <Name extends TableName>(
    name: Name,
    put = (db: Kysely<RecordsTables>, rows: readonly RecordsTables[Name][]) =>
      insertRows(db, name, columnsOf(name), rows),
  ) => {
    const kept = take<RecordsTables[Name]>(name, TABLES[name].row);
    const { refers = {} } = TABLES[name];
    return {
      name,
      ids: new Set(kept.map((row) => cellOf(row, 'id'))),
      references: Object.entries(refers).map(([column, target]) => ({
        target,
        ids: new Set(kept.map((row) => cellOf(row, column))),
      })),
      insert: (db: Kysely<RecordsTables>) => put(db, kept),
    };
  };
  const tables = BACKED_UP.map((name) =>
    name === 'completion' ? table(name, addCompletions) : table(name),
  );
  // A back-up whose people or units were cut out would restore to figures that do not add up.
  for (const { target, ids } of tables.flatMap(({ references }) => references)) {
    const known = tables.find(({ name }) => name === target)?.ids;
    for (const id of ids) {
      if (id !== null && known?.has(id) !== true)
        throw damaged('có kết quả hoặc người học không còn đơn vị, danh sách đi kèm');
    }
  }
  const programmes = take('programme', ownProgrammeSchema);
  const keys = take('certificate_key', publicKeySchema).map((key) => ({ ...key, private_d: '' }));
  return async (db) => {
    await eraseEverything(db);
    await db.deleteFrom('unit').execute();
    for (const { insert } of tables) await insert(db);
    for (const { id, own } of programmes) {
      await db
        .insertInto('programme')
        .values({ id, site: null, own })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ own }))
        .execute();
    }
    // A key that this server has with both halves stays as it is.
    await insertRows(db, 'certificate_key', columnsOf('certificate_key'), keys);
    await rematch(db);
  };
}

function cellOf(row: object, column: string): unknown {
  return Reflect.get(row, column);
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
