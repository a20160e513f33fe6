import type { Kysely } from 'kysely';
import { idsOf, sees, type UnitsSeen } from './access/units-seen.ts';
import { type State, type Unit, type Unmatched, unmatchedSchema } from './contract.ts';
import { countAttempts } from './coverage/attempts.ts';
import type { RecordsTables } from './database/tables.ts';
import { readSetting } from './settings.ts';

/** What is kept of the units seen, and how safely. */
export async function readState(
  db: Kysely<RecordsTables>,
  storage: State['storage'],
  seen: UnitsSeen = 'all',
): Promise<State> {
  const shared = {
    storage,
    lastBackup: (await readSetting(db, 'last-backup')) || null,
    lastChange: (await readSetting(db, 'last-change')) || null,
  };
  const ids = idsOf(seen);
  if (ids !== null) return { ...shared, ...(await countWithin(db, ids)) };
  const waiting = await db
    .selectFrom('unmatched')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('matched_by', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    ...shared,
    units: await countRows(db, 'unit'),
    people: await countRows(db, 'person'),
    completions: await countAttempts(db),
    unmatched: Number(waiting.rows),
  };
}

/** The same counts for some units; a result that matches nobody belongs to no unit. */
async function countWithin(db: Kysely<RecordsTables>, ids: readonly string[]) {
  const people = await db
    .selectFrom('person')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('unit_id', 'in', ids)
    .executeTakeFirstOrThrow();
  return {
    units: ids.length,
    people: Number(people.rows),
    completions: await countAttempts(db, ids),
    unmatched: 0,
  };
}

async function countRows(db: Kysely<RecordsTables>, table: 'unit' | 'person'): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/**
 * The units seen by name, with how many people each has itself. One whose parent is not seen stands at
 * the top.
 */
export async function listUnits(
  db: Kysely<RecordsTables>,
  seen: UnitsSeen = 'all',
): Promise<Unit[]> {
  const people = await db
    .selectFrom('person')
    .select(({ fn }) => ['unit_id', fn.countAll().as('rows')])
    .groupBy('unit_id')
    .execute();
  const counts = new Map(people.map(({ unit_id, rows }) => [unit_id, Number(rows)]));
  const units = await db.selectFrom('unit').selectAll().execute();
  return units
    .filter(({ id }) => sees(seen, id))
    .map(({ id, code, name, kind, level, parent_id }) => ({
      id,
      code,
      name,
      kind,
      level,
      parentId: parent_id !== null && sees(seen, parent_id) ? parent_id : null,
      people: counts.get(id) ?? 0,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
}

/** Records kept aside that still match nobody, in the order of import. */
export async function listUnmatched(
  db: Kysely<RecordsTables>,
  { offset, limit }: { offset: number; limit: number },
): Promise<Unmatched> {
  const waiting = db.selectFrom('unmatched').where('matched_by', 'is', null);
  const { rows: total } = await waiting
    .select(({ fn }) => fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  const rows = await waiting
    .selectAll()
    .orderBy('import_id')
    .orderBy('row_no')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute();
  return unmatchedSchema.parse({
    total: Number(total),
    records: rows.map((row) => ({
      id: row.id,
      fileName: row.file_name,
      row: row.row_no,
      reason: row.reason,
      cells: JSON.parse(row.cells),
    })),
  });
}
