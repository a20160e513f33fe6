import { type Kysely, sql } from 'kysely';
import { TABLE_NAMES, TABLES } from './database/table-list.ts';
import type { PersonRow, RecordsTables } from './database/tables.ts';
import { touch } from './imports/import-desk.ts';
import { dropAllPending } from './imports/pending-imports.ts';
import { codeKey } from './wording/fold.ts';
import { sameName } from './wording/person-names.ts';

type Database = Kysely<RecordsTables>;

/** What was removed with a person. */
export interface ErasedPerson {
  /** Rows removed, by table; tables without any are left out. */
  removed: ReadonlyMap<string, number>;
  /** Class sessions and statements of their schools from which their name was taken, with all imports remember. */
  named: number;
  /** Records kept aside under the same name that may be somebody else's: to be looked at by hand. */
  namesakesAside: number;
}

/** Whoever has this code (as people write it; several may, each at a school of theirs) or this id. */
export async function findPeople(
  db: Database,
  codeOrId: string,
): Promise<(PersonRow & { unit: string })[]> {
  return db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .selectAll('person')
    .select('unit.name as unit')
    .where((is) =>
      is.or([is('person.id', '=', codeOrId), is('person.code_key', '=', codeKey(codeOrId))]),
    )
    .orderBy('person.id')
    .execute();
}

/**
 * Removes somebody and all that hangs on them: their rows in every table, what imports remember of
 * them, records kept aside under their code, e-mail or user name, and their name where their schools
 * wrote it down as who led a session or made a statement. Runs inside the caller's transaction.
 */
export async function erasePerson(db: Database, person: PersonRow): Promise<ErasedPerson> {
  const removed = new Map<string, number>();
  const count = (table: string, rows: bigint) => {
    if (rows > 0n) removed.set(table, (removed.get(table) ?? 0) + Number(rows));
  };
  for (const id of await asideOf(db, person)) {
    const aside = await db.deleteFrom('unmatched').where('id', '=', id).executeTakeFirst();
    count('unmatched', aside.numDeletedRows);
  }
  const remembered = await db
    .deleteFrom('before_import')
    .where('table_name', 'in', ['person', 'person_past'])
    .where('row_id', '=', person.id)
    .executeTakeFirst();
  count('before_import', remembered.numDeletedRows);
  const named = await takeNameOut(db, person);
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
  return { removed, named, namesakesAside: Number(namesakes) };
}

/** What stands where a name was. */
const NAME_TAKEN_OUT = '(đã xóa tên)';

/** Takes a person's full name out of what their schools, of now and before, wrote down freely. */
async function takeNameOut(db: Database, { id, name, unit_id }: PersonRow): Promise<number> {
  const past = await db
    .selectFrom('person_past')
    .select('unit_id')
    .where('person_id', '=', id)
    .execute();
  const units = [unit_id, ...past.map((row) => row.unit_id)].filter((unit) => unit !== null);
  const without = (text: string) => text.replaceAll(name, NAME_TAKEN_OUT);
  let named = 0;
  const sessions = await db
    .selectFrom('class_session')
    .select(['id', 'leader', 'note'])
    .where('unit_id', 'in', units)
    .execute();
  for (const { id: session, leader, note } of sessions) {
    if (!leader.includes(name) && !note.includes(name)) continue;
    named++;
    const changed = { leader: without(leader), note: without(note) };
    await db.updateTable('class_session').set(changed).where('id', '=', session).execute();
  }
  const statements = await db
    .selectFrom('indicator_statement')
    .select(['id', 'stated_by', 'note'])
    .where('unit_id', 'in', units)
    .execute();
  for (const { id: statement, stated_by, note } of statements) {
    if (!stated_by.includes(name) && !note.includes(name)) continue;
    named++;
    const changed = { stated_by: without(stated_by), note: without(note) };
    await db.updateTable('indicator_statement').set(changed).where('id', '=', statement).execute();
  }
  const remembered = await db
    .selectFrom('before_import')
    .selectAll()
    .where('table_name', 'in', ['class_session', 'indicator_statement'])
    .execute();
  for (const { import_id, table_name, row_id, row } of remembered) {
    // As JSON writes it; of their own schools alone, where it is surely they.
    const quoted = JSON.stringify(name).slice(1, -1);
    if (!row.includes(quoted) || !units.some((unit) => row.includes(`"unit_id":"${unit}"`)))
      continue;
    await db
      .updateTable('before_import')
      .set({ row: row.replaceAll(quoted, NAME_TAKEN_OUT) })
      .where('import_id', '=', import_id)
      .where('table_name', '=', table_name)
      .where('row_id', '=', row_id)
      .execute();
  }
  return named;
}

/** Records kept aside under their code or accounts; under one that others have too, only those of their name. */
async function asideOf(db: Database, person: PersonRow): Promise<string[]> {
  const { code_key, email_key, username_key } = person;
  const rows = await db
    .selectFrom('unmatched')
    .select(['id', 'name', 'code_key', 'email_key', 'username_key', 'matched_person'])
    .where((is) =>
      is.or([
        is('matched_person', '=', person.id),
        is('code_key', '=', code_key),
        is('email_key', '=', email_key),
        is('username_key', '=', username_key),
      ]),
    )
    .execute();
  const sharers = await db
    .selectFrom('person')
    .select(['code_key', 'email_key', 'username_key'])
    .where('id', '!=', person.id)
    .where((is) =>
      is.or([
        is('code_key', '=', code_key),
        is('email_key', '=', email_key),
        is('username_key', '=', username_key),
      ]),
    )
    .execute();
  const own = (['code_key', 'email_key', 'username_key'] as const).filter(
    (key) => person[key] !== null && sharers.every((sharer) => sharer[key] !== person[key]),
  );
  return rows
    .filter(
      (row) =>
        row.matched_person === person.id ||
        (row.matched_person === null && sameName(row.name, person.name)) ||
        own.some((key) => row[key] === person[key]),
    )
    .map(({ id }) => id);
}
