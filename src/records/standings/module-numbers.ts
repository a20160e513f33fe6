import type { Kysely } from 'kysely';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { RecordsTables } from '../database/tables.ts';
import { MAX_MODULE_NUMBER } from './history.ts';

/** The numbers under which histories name modules, by slug. */
export async function readModuleNumbers(db: Kysely<RecordsTables>): Promise<Map<string, number>> {
  const rows = await db.selectFrom('module_number').selectAll().execute();
  return new Map(rows.map(({ module, number }) => [module, number]));
}

/** As `readModuleNumbers`, after giving the next numbers to those of `modules` that have none. */
export async function numberModules(
  db: Kysely<RecordsTables>,
  modules: Iterable<string>,
): Promise<Map<string, number>> {
  const wanted = new Set(modules);
  for (;;) {
    const numbers = await readModuleNumbers(db);
    const missing = [...wanted].filter((module) => !numbers.has(module)).sort();
    if (missing.length === 0) return numbers;
    const next = Math.max(-1, ...numbers.values()) + 1;
    if (next + missing.length > MAX_MODULE_NUMBER) throw new Error('No numbers left for modules');
    // Another process on the same PostgreSQL may take a number first: then this one asks again.
    const rows = missing.map((module, index) => ({ module, number: next + index }));
    await bulkInsert(db, 'module_number', ['module', 'number'], rows);
  }
}
