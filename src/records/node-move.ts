import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { insertRows } from './database/bulk-insert.ts';
import { columnsOf, TABLE_NAMES, TABLES, type TableName } from './database/table-list.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';

type Database = Kysely<RecordsTables>;

/** What goes along: all but files that wait to be confirmed, which are chosen again. */
const MOVED = TABLE_NAMES.filter((name) => TABLES[name].holds !== 'passing');

/** Rows read at once. */
const PAGE = 5000;

/** A table's rows, counted and digested in the order of its key. */
export interface TableContent {
  rows: number;
  /** SHA-256, hex. */
  digest: string;
}

/** Thrown when the target has something in it already. */
export class TargetNotEmpty extends Error {
  readonly table: TableName;
  constructor(table: TableName) {
    super(`Table ${table} of the target is not empty`);
    this.table = table;
  }
}

/** Thrown when what arrived is not what was sent; nothing was kept. */
export class MoveDiffers extends Error {
  readonly table: TableName;
  constructor(table: TableName) {
    super(`Table ${table} did not arrive as it was sent`);
    this.table = table;
  }
}

/**
 * Copies everything from one database to an empty one, in one transaction on each side, and reads it
 * back before it is kept: every table must have the same number of rows and, row by row in the order
 * of its key, the same content. The source cannot be written meanwhile, and stays as it is.
 * @returns what was copied, by table.
 */
export function moveRecords(
  source: RecordsDatabase,
  target: RecordsDatabase,
): Promise<Map<TableName, TableContent>> {
  return source.kysely.transaction().execute((from) =>
    target.kysely.transaction().execute(async (to) => {
      for (const table of MOVED) {
        if (table !== 'setting' && (await nextPage(to, table, null, 1)).length > 0)
          throw new TargetNotEmpty(table);
      }
      const moved = new Map<TableName, TableContent>();
      for (const table of MOVED) moved.set(table, await copy(from, to, table));
      for (const [table, sent] of moved) {
        const arrived = await contentOf(to, table);
        if (arrived.rows !== sent.rows || arrived.digest !== sent.digest)
          throw new MoveDiffers(table);
      }
      return moved;
    }),
  );
}

async function copy<Name extends TableName>(
  from: Database,
  to: Database,
  table: Name,
): Promise<TableContent> {
  if (table === 'setting') await to.deleteFrom('setting').execute();
  const digest = new Digest(table);
  for await (const rows of pages(from, table)) {
    digest.add(rows);
    await insertRows(to, table, columnsOf(table), rows);
  }
  return digest.result();
}

/** Counts and digests a table. */
export async function contentOf(db: Database, table: TableName): Promise<TableContent> {
  const digest = new Digest(table);
  for await (const rows of pages(db, table)) digest.add(rows);
  return digest.result();
}

/** A table's rows in the order of its key, some at a time. */
async function* pages<Name extends TableName>(
  db: Database,
  table: Name,
): AsyncGenerator<RecordsTables[Name][]> {
  let last: RecordsTables[Name] | null = null;
  for (;;) {
    const rows: RecordsTables[Name][] = await nextPage(db, table, last, PAGE);
    if (rows.length > 0) yield rows;
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}

async function nextPage<Name extends TableName>(
  db: Database,
  table: Name,
  after: RecordsTables[Name] | null,
  limit: number,
): Promise<RecordsTables[Name][]> {
  const key = TABLES[table].key;
  const columns = sql.join(columnsOf(table).map((column) => sql.ref(column)));
  const order = sql.join(key.map((column) => sql.ref(column)));
  const where =
    after === null
      ? sql``
      : sql`where (${order}) > (${sql.join(key.map((column) => sql`${after[column]}`))})`;
  const { rows } = await sql<RecordsTables[Name]>`
    select ${columns} from ${sql.table(table)} ${where} order by ${order} limit ${sql.lit(limit)}`.execute(
    db,
  );
  return rows;
}

class Digest {
  readonly #hash = createHash('sha256');
  readonly #columns: readonly string[];
  #rows = 0;

  constructor(table: TableName) {
    this.#columns = columnsOf(table);
  }

  add(rows: readonly object[]): void {
    for (const row of rows) {
      const cells = this.#columns.map((column): unknown => Reflect.get(row, column));
      this.#hash.update(`${JSON.stringify(cells)}\n`);
    }
    this.#rows += rows.length;
  }

  result(): TableContent {
    return { rows: this.#rows, digest: this.#hash.digest('hex') };
  }
}
