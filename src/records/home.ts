import type { Kysely } from 'kysely';
import type { State } from './contract.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';
import { ImportDesk } from './imports/import-desk.ts';
import { readState } from './lists.ts';
import { WorkQueue } from './work-queue.ts';

/**
 * Where the records live, as every call sees them: reading and writing go through here, so that a
 * call never meets another's half-done work. Never ask for one inside the other: it would wait for
 * itself.
 */
export class RecordsHome {
  readonly database: RecordsDatabase;
  readonly desk: ImportDesk;
  readonly #queue = new WorkQueue();

  constructor(database: RecordsDatabase) {
    this.database = database;
    this.desk = new ImportDesk(this);
  }

  /** Reads; everything `work` asks for is of one moment. */
  read<T>(work: (db: Kysely<RecordsTables>) => Promise<T>): Promise<T> {
    return this.#queue.run(() => work(this.database.kysely));
  }

  /** Changes what is kept: all that `work` does, or nothing of it when it throws. */
  write<T>(work: (db: Kysely<RecordsTables>) => Promise<T>): Promise<T> {
    return this.#queue.run(() => this.database.kysely.transaction().execute(work));
  }

  /** What is kept, and how safely. */
  state(): Promise<State> {
    return this.read((db) => readState(db, this.database.storage));
  }
}
