import { CompiledQuery, type Kysely, sql } from 'kysely';
import { TABLES } from './table-list.ts';
import type { RecordsTables } from './tables.ts';

/** Rows a statement inserts at once; 100 × 15 columns stays far below every engine's parameter limit. */
const ROWS_PER_STATEMENT = 100;

type Table = keyof RecordsTables & string;
type Column<T extends Table> = keyof RecordsTables[T] & string;

/** Completions and standings are written together or not at all: by `standings/keep-completions.ts`. */
export type KeptTogether = 'completion' | 'standing';

/**
 * Inserts many rows in few statements, compiled once; a row whose key is there already is left as it
 * is. Calls `onProgress` with the number of rows done.
 */
export function bulkInsert<T extends Exclude<Table, KeptTogether>>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly Column<T>[],
  rows: readonly RecordsTables[T][],
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  return insertRows(db, table, columns, rows, onProgress);
}

/**
 * As `bulkInsert`, into any table: for `standings/keep-completions.ts`, and for whoever copies every
 * table as it is.
 */
export function insertRows<T extends Table>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly Column<T>[],
  rows: readonly RecordsTables[T][],
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  return write(db, table, columns, rows, 'keep', onProgress);
}

/** As `bulkInsert`; a row whose key is there already becomes the new one. */
export function replaceRows<T extends Exclude<Table, KeptTogether>>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly Column<T>[],
  rows: readonly RecordsTables[T][],
): Promise<void> {
  return write(db, table, columns, rows, 'replace', () => {});
}

/** As `replaceRows`, for `standings/standings.ts` alone. */
export function replaceStandings(
  db: Kysely<RecordsTables>,
  rows: readonly RecordsTables['standing'][],
): Promise<void> {
  return write(db, 'standing', ['person_id', 'history'], rows, 'replace', () => {});
}

/** What becomes of a row whose key is there already. */
type OnConflict = 'keep' | 'replace';

async function write<T extends Table>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly Column<T>[],
  rows: readonly RecordsTables[T][],
  onConflict: OnConflict,
  onProgress: (done: number) => void,
): Promise<void> {
  let statement = '';
  let statementRows = 0;
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT);
    if (chunk.length !== statementRows) {
      statement = insertSql(db, table, columns, chunk, onConflict);
      statementRows = chunk.length;
    }
    const parameters = chunk.flatMap((row) => columns.map((column) => row[column]));
    await db.executeQuery(CompiledQuery.raw(statement, parameters));
    onProgress(start + chunk.length);
  }
}

/** Kysely writes the statement for its dialect; every value is a parameter, in the order of `columns`. */
function insertSql<T extends Table>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly Column<T>[],
  rows: readonly RecordsTables[T][],
  onConflict: OnConflict,
): string {
  const values = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])),
  );
  const key: readonly string[] = TABLES[table].key;
  const taken = Object.fromEntries(
    columns
      .filter((column) => !key.includes(column))
      .map((column) => [column, sql.ref(`excluded.${column}`)]),
  );
  const loose: Kysely<Record<string, Record<string, unknown>>> = db.withTables();
  return loose
    .insertInto<string>(table)
    .values(values)
    .onConflict((conflict) =>
      onConflict === 'keep' ? conflict.doNothing() : conflict.columns(key).doUpdateSet(taken),
    )
    .compile().sql;
}
