import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/** Classes with their sizes, class sessions with headcounts (no names), and statements on school indicators. */
export async function classSessionsAndIndicators(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema
    .createTable('school_class')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
    .addColumn('school_year', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('level', 'text')
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('import_id', 'text')
    .addUniqueConstraint('school_class_name', ['unit_id', 'school_year', 'name_key'])
    .execute();
  await db.schema
    .createTable('class_session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('module', 'text')
    .addColumn('leader', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('entered_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('class_session_unit')
    .on('class_session')
    .columns(['unit_id', 'day'])
    .execute();
  await db.schema
    .createTable('session_class')
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('class_id', 'text', (column) => column.notNull())
    .addColumn('headcount', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('session_class_key', ['session_id', 'class_id'])
    .execute();
  await db.schema
    .createIndex('session_class_class')
    .on('session_class')
    .column('class_id')
    .execute();
  await db.schema
    .createTable('indicator_statement')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
    .addColumn('indicator', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('met', 'integer', (column) => column.notNull())
    .addColumn('stated_by', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('entered_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('indicator_statement_unit')
    .on('indicator_statement')
    .columns(['indicator', 'unit_id', 'day'])
    .execute();
}
