import { type Kysely, sql } from 'kysely';
import { TABLE_NAMES, TABLES } from './database/table-list.ts';
import type { PersonRow, RecordsTables } from './database/tables.ts';
import { touch } from './imports/import-desk.ts';
import { dropAllPending } from './imports/pending-imports.ts';
import { codeKey } from './wording/fold.ts';

type Database = Kysely<RecordsTables>;

/** What was removed with a person. */
export interface ErasedPerson {
  /** Rows removed, by table; tables without any are left out. */
  removed: ReadonlyMap<string, number>;
  /** Records kept aside under the same name that may be somebody else's: to be looked at by hand. */
  namesakesAside: number;
}

/** Finds somebody by their code (as people write it) or by their id. */
export async function findPerson(db: Database, codeOrId: string): Promise<PersonRow | null> {
  const found = await db
    .selectFrom('person')
    .selectAll()
    .where((is) => is.or([is('id', '=', codeOrId), is('code_key', '=', codeKey(codeOrId))]))
    .executeTakeFirst();
  return found ?? null;
}

/**
 * Removes somebody and all that hangs on them: their rows in every table, what imports remember of
 * them, and records kept aside under their code, e-mail or user name. Runs inside the caller's
 * transaction.
 */
export async function erasePerson(db: Database, person: PersonRow): Promise<ErasedPerson> {
  const removed = new Map<string, number>();
  const count = (table: string, rows: bigint) => {
    if (rows > 0n) removed.set(table, (removed.get(table) ?? 0) + Number(rows));
  };
  const aside = await db
    .deleteFrom('unmatched')
    .where((is) =>
      is.or([
        is('code_key', '=', person.code_key),
        is('email_key', '=', person.email_key),
        is('username_key', '=', person.username_key),
        is('matched_person', '=', person.id),
      ]),
    )
    .executeTakeFirst();
  count('unmatched', aside.numDeletedRows);
  const remembered = await db
    .deleteFrom('before_import')
    .where('table_name', 'in', ['person', 'person_past'])
    .where('row_id', '=', person.id)
    .executeTakeFirst();
  count('before_import', remembered.numDeletedRows);
  // What refers to a person goes before the person.
  for (const table of [...TABLE_NAMES].reverse()) {
    const { person: column } = TABLES[table];
    if (column === undefined) continue;
    const { numAffectedRows = 0n } =
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${person.id}`.execute(
        db,
      );
    count(table, numAffectedRows);
  }
  const { rows: namesakes } = await db
    .selectFrom('unmatched')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('name', '=', person.name)
    .executeTakeFirstOrThrow();
  // A file that waits may name them; it is chosen again.
  await dropAllPending(db);
  await touch(db);
  return { removed, namesakesAside: Number(namesakes) };
}
