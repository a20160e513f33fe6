import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/**
 * Learner codes, the attempts that bound devices send, and a count of wrong codes so that guessing
 * stays limited over a restart.
 */
export async function learnerCodesAndCommits(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema
    .createTable('learner_code')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('stopped_at', 'text')
    .addColumn('used_day', 'text')
    .execute();
  await db.schema
    .createIndex('learner_code_person')
    .on('learner_code')
    .column('person_id')
    .execute();
  await db.schema
    .createTable('learner_attempt')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('seconds', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('reached_at', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('day_from', 'text', (column) => column.notNull())
    .addColumn('module_version', 'text', (column) => column.notNull())
    .addColumn('quiz_version', 'integer', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('learner_attempt_key', ['person_id', 'module', 'device', 'attempt'])
    .execute();
  await db.schema
    .createTable('code_guess')
    .addColumn('who', 'text', (column) => column.primaryKey())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('wrong', 'integer', (column) => column.notNull())
    .execute();
}
