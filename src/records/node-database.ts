import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './database/migrate.ts';
import { sqliteShape } from './database/sqlite-shape.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';

/**
 * Opens the records on node:sqlite: a file with WAL and full durability, or memory when no path is
 * given (tests, benchmarks).
 */
export async function openNodeDatabase(path?: string): Promise<RecordsDatabase> {
  const engine = new DatabaseSync(path ?? ':memory:');
  if (path !== undefined) engine.exec('pragma journal_mode = wal; pragma synchronous = full;');
  engine.exec('pragma foreign_keys = on; pragma cache_size = -65536;');
  const prepare = (sql: string) => {
    const statement = engine.prepare(sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...parameters.map(inputValue)),
      run: (parameters: readonly unknown[]) => statement.run(...parameters.map(inputValue)),
      close: () => {},
    };
  };
  const kysely = new Kysely<RecordsTables>({
    dialect: new SqliteDialect({ database: sqliteShape(prepare, () => engine.close()) }),
  });
  const database: RecordsDatabase = {
    kysely,
    storage: path === undefined ? 'memory' : 'file',
    engine: 'sqlite',
  };
  await migrate(database);
  return database;
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value === undefined) return null;
  throw new TypeError(`A ${typeof value} cannot be kept in the database`);
}
