import { type Kysely, sql } from 'kysely';
import type { RecordsDatabase, RecordsTables } from '../tables.ts';

/**
 * One code may be held by several people: schools number their own staff, and each has its GV01 (see
 * `docs/decisions/who-is-who.md`). SQLite cannot drop a `unique` of a column, so there the table is made
 * anew and filled; nothing refers to it by a foreign key.
 */
export async function codesOfEachSchool(
  db: Kysely<RecordsTables>,
  engine: RecordsDatabase['engine'],
): Promise<void> {
  if (engine === 'postgres') {
    await sql`alter table person drop constraint person_code_key_key`.execute(db);
  } else {
    await db.schema
      .createTable('person_again')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('code_key', 'text')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('email', 'text')
      .addColumn('email_key', 'text')
      .addColumn('username', 'text')
      .addColumn('username_key', 'text')
      .addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
      .addColumn('level', 'text')
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('from_day', 'text')
      .addColumn('to_day', 'text')
      .addColumn('import_id', 'text', (column) => column.notNull())
      .execute();
    await sql`insert into person_again
      select id, code, code_key, name, name_key, email, email_key, username, username_key, unit_id,
        level, role, from_day, to_day, import_id
      from person`.execute(db);
    await db.schema.dropTable('person').execute();
    await db.schema.alterTable('person_again').renameTo('person').execute();
    await db.schema.createIndex('person_unit').on('person').column('unit_id').execute();
  }
  await db.schema.createIndex('person_code').on('person').column('code_key').execute();
}
