import type { Kysely } from 'kysely';
import type { RecordsDatabase, RecordsTables } from '../tables.ts';

/** One step of the schema. Written once, never changed after release; runs in a transaction. */
export type Migration = (
  db: Kysely<RecordsTables>,
  engine: RecordsDatabase['engine'],
) => Promise<void>;
