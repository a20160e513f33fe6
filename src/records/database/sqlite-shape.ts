import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** What an engine's prepared statement must offer to fit Kysely's SqliteDialect. */
export interface EngineStatement {
  /** True when it returns rows. */
  reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): {
    changes: number | bigint;
    lastInsertRowid: number | bigint;
  };
  /** Frees it. */
  close(): void;
}

/** How many statements are kept prepared: bulk writes repeat a few. */
const KEPT_STATEMENTS = 32;

/** What an engine must offer to fit Kysely's SqliteDialect. */
export interface Engine {
  prepare(sql: string): EngineStatement;
  /** Whether a transaction is open. */
  isInTransaction(): boolean;
  close(): void;
}

/** Fits an engine to Kysely's SqliteDialect and keeps the last used statements prepared. */
export function sqliteShape(engine: Engine): SqliteDatabase {
  const kept = new Map<string, EngineStatement>();
  const take = (sql: string): EngineStatement => {
    const statement = kept.get(sql) ?? engine.prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    for (const [oldest, old] of kept) {
      if (kept.size <= KEPT_STATEMENTS) break;
      kept.delete(oldest);
      old.close();
    }
    return statement;
  };
  return {
    prepare(sql): SqliteStatement {
      const statement = take(sql);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters),
        run(parameters) {
          // After some errors (a full disk) SQLite has rolled back by itself and would refuse to do it
          // again; that refusal must not take the place of the error.
          if (sql === 'rollback' && !engine.isInTransaction())
            return { changes: 0, lastInsertRowid: 0 };
          return statement.run(parameters);
        },
        iterate: (parameters) => statement.all(parameters)[Symbol.iterator](),
      };
    },
    close() {
      for (const statement of kept.values()) statement.close();
      kept.clear();
      engine.close();
    },
  };
}
