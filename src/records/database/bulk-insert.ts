import { CompiledQuery, type Kysely } from 'kysely';
import type { RecordsTables } from './tables.ts';

/** Rows a statement inserts at once; 100 × 15 columns stays far below every engine's parameter limit. */
const ROWS_PER_STATEMENT = 100;

/**
 * Inserts many rows in few statements, compiled once; a row whose key is there already is left as it
 * is. Calls `onProgress` with the number of rows done.
 */
export async function bulkInsert<T extends keyof RecordsTables & string>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly (keyof RecordsTables[T] & string)[],
  rows: readonly RecordsTables[T][],
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  let sql = '';
  let sqlRows = 0;
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT);
    if (chunk.length !== sqlRows) {
      sql = insertSql(db, table, columns, chunk);
      sqlRows = chunk.length;
    }
    const parameters = chunk.flatMap((row) => columns.map((column) => row[column]));
    await db.executeQuery(CompiledQuery.raw(sql, parameters));
    onProgress(start + chunk.length);
  }
}

/** Kysely writes the statement for its dialect; every value is a parameter, in the order of `columns`. */
function insertSql<T extends keyof RecordsTables & string>(
  db: Kysely<RecordsTables>,
  table: T,
  columns: readonly (keyof RecordsTables[T] & string)[],
  rows: readonly RecordsTables[T][],
): string {
  const values = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])),
  );
  const loose: Kysely<Record<string, Record<string, unknown>>> = db.withTables();
  return loose
    .insertInto(table)
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .compile().sql;
}
