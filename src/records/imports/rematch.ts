import type { Kysely } from 'kysely';
import { type UnitNode, type UnitsSeen, unitAndBelow } from '../access/units-seen.ts';
import { replaceRows } from '../database/bulk-insert.ts';
import { columnsOf } from '../database/table-list.ts';
import type { CompletionRow, RecordsTables, UnmatchedRow } from '../database/tables.ts';
import { addCompletions, changeCompletions } from '../standings/keep-completions.ts';
import { completionKey } from './judge-completions.ts';
import { PeopleIndex } from './people-index.ts';

type Database = Kysely<RecordsTables>;

/**
 * Looks again at the records kept aside, after the roster or the modules changed: those that now match
 * somebody by code, e-mail or user name become completions. As when the file was read, they can only be
 * of people whom the officer who brought it sees. The newest import stands as the cause: taking it back
 * sets them aside again. Answers the units of those who were matched.
 */
export async function rematch(db: Database): Promise<ReadonlySet<string>> {
  const units = new Set<string>();
  const waiting = await db
    .selectFrom('unmatched')
    .selectAll()
    .where('matched_by', 'is', null)
    .execute();
  const cause = await newestImport(db);
  if (waiting.length === 0 || cause === null) return units;
  const modules = new Set(
    (await db.selectFrom('module').select('slug').execute()).map(({ slug }) => slug),
  );
  const people = new PeopleByImporter(db);
  const found: UnmatchedRow[] = [];
  for (const row of waiting) {
    if (!modules.has(row.module)) continue;
    const match = (await people.of(row.import_id)).find({
      code: row.code_key ?? '',
      email: row.email_key ?? '',
      username: row.username_key ?? '',
      name: row.name,
      unit: row.unit,
    });
    if (match.kind !== 'person') continue;
    found.push({ ...row, matched_by: cause, matched_person: match.person.id });
    units.add(match.person.unitId);
  }
  await addCompletions(
    db,
    found.flatMap((row) => completionOf(row)),
  );
  await replaceRows(db, 'unmatched', columnsOf('unmatched'), found);
  return units;
}

/**
 * Sets aside again what was matched to these people, or by this import; `rematch` then finds those that
 * still match.
 */
export async function setAsideAgain(
  db: Database,
  people: ReadonlySet<string>,
  importId: string,
): Promise<void> {
  const matched = await db
    .selectFrom('unmatched')
    .selectAll()
    .where('matched_by', 'is not', null)
    .execute();
  const own = ({ import_id, matched_by }: UnmatchedRow) =>
    import_id === importId || matched_by === importId;
  // All that was matched to somebody goes together: two records may tell the same completion.
  const concerned = new Set(people);
  for (const row of matched)
    if (own(row) && row.matched_person !== null) concerned.add(row.matched_person);
  const rows = matched.filter((row) => own(row) || concerned.has(row.matched_person ?? ''));
  const completions = rows.flatMap((row) => completionOf(row));
  await changeCompletions(db, { removed: await keptOf(db, completions), added: [] });
  await replaceRows(
    db,
    'unmatched',
    columnsOf('unmatched'),
    rows.map((row) => ({ ...row, matched_by: null, matched_person: null })),
  );
}

/** Those of the completions that are there, under the same import. */
async function keptOf(
  db: Database,
  completions: readonly CompletionRow[],
): Promise<CompletionRow[]> {
  const keyOf = (row: CompletionRow) => `${completionKey(row)}|${row.import_id}`;
  const wanted = new Set(completions.map(keyOf));
  const people = [...new Set(completions.map(({ person_id }) => person_id))];
  const kept: CompletionRow[] = [];
  for (let start = 0; start < people.length; start += 500) {
    const rows = await db
      .selectFrom('completion')
      .selectAll()
      .where('person_id', 'in', people.slice(start, start + 500))
      .execute();
    kept.push(...rows.filter((row) => wanted.has(keyOf(row))));
  }
  return kept;
}

/** The completion that a matched record became. */
function completionOf(row: UnmatchedRow): CompletionRow[] {
  const { matched_person, matched_by, module, day, status, score, source } = row;
  if (matched_person === null || matched_by === null) return [];
  const told = { module, day, status, score, source };
  return [{ ...told, person_id: matched_person, import_id: matched_by }];
}

async function newestImport(db: Database): Promise<string | null> {
  const newest = await db
    .selectFrom('import_batch')
    .select('id')
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return newest?.id ?? null;
}

/** The people whom the officer of an import sees; read once for each unit that officers brought files for. */
class PeopleByImporter {
  readonly #db: Database;
  readonly #indexes = new Map<string | null, PeopleIndex>();
  #imports: Map<string, string | null> | null = null;
  #units: UnitNode[] | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  async of(importId: string): Promise<PeopleIndex> {
    const unitId = await this.#unitOf(importId);
    const kept = this.#indexes.get(unitId);
    if (kept !== undefined) return kept;
    const index = await PeopleIndex.load(this.#db, await this.#seenBy(unitId));
    this.#indexes.set(unitId, index);
    return index;
  }

  async #unitOf(importId: string): Promise<string | null> {
    if (this.#imports === null) {
      const rows = await this.#db.selectFrom('import_batch').select(['id', 'unit_id']).execute();
      this.#imports = new Map(rows.map(({ id, unit_id }) => [id, unit_id]));
    }
    // Of an import that is not there nobody knows what its officer saw: nothing.
    const unitId = this.#imports.get(importId);
    return unitId === undefined ? '' : unitId;
  }

  async #seenBy(unitId: string | null): Promise<UnitsSeen> {
    if (unitId === null) return 'all';
    this.#units ??= await this.#db.selectFrom('unit').select(['id', 'parent_id']).execute();
    return unitAndBelow(this.#units, unitId);
  }
}
