import { type Kysely, sql } from 'kysely';
import { writeAudit } from './access/audit.ts';
import type { Deed, Tell } from './access/deed.ts';
import type { UnitsSeen } from './access/units-seen.ts';
import type { ApiProblem } from './api-problem.ts';
import type { State } from './contract.ts';
import { onceFree, tryAgain } from './database/retry.ts';
import type { RecordsDatabase, RecordsTables } from './database/tables.ts';
import { ImportDesk } from './imports/import-desk.ts';
import { readState } from './lists.ts';
import { WorkQueue } from './work-queue.ts';

type Database = Kysely<RecordsTables>;
/** A refusal for a failure of the database that can be told plainly; null for any other. */
export type Explain = (error: unknown) => ApiProblem | null;

type Work<T> = (db: Database) => Promise<T>;

/** Why a change could not be kept, and when (milliseconds, as `Date.now()`). */
export interface Trouble {
  problem: ApiProblem;
  at: number;
}

/** How the last change went; one for all that work on the same records. */
interface Going {
  trouble: Trouble | null;
}

/** Any number that only this program uses: whoever writes to one PostgreSQL holds it. */
const WRITERS_LOCK = 77_120_002;

/**
 * Where the records live, as every call sees them: reading and writing go through here, so that a
 * call never meets another's half-done work, in this process or in another one. Never ask for one
 * inside the other: it would wait for itself.
 */
export class RecordsHome {
  readonly database: RecordsDatabase;
  readonly desk: ImportDesk;
  readonly #explain: Explain;
  readonly #writing: WorkQueue;
  readonly #reading: WorkQueue;
  readonly #deed: Deed | null;
  readonly #going: Going;

  /** `shared` and `deed` are for `logging` alone. */
  constructor(database: RecordsDatabase, explain: Explain, shared?: RecordsHome, deed?: Deed) {
    this.database = database;
    this.#explain = explain;
    this.desk = shared?.desk ?? new ImportDesk();
    this.#writing = shared === undefined ? new WorkQueue() : shared.#writing;
    const own = database.reader === undefined ? this.#writing : new WorkQueue();
    this.#reading = shared === undefined ? own : shared.#reading;
    this.#deed = deed ?? null;
    this.#going = shared === undefined ? { trouble: null } : shared.#going;
  }

  /**
   * The same home for one call that changes something: its `write` puts the deed into the audit log
   * in the same transaction, so that there is no change without an entry and no entry without one.
   */
  logging(deed: Deed): RecordsHome {
    return new RecordsHome(this.database, this.#explain, this, deed);
  }

  /** Reads; everything `work` asks for is of one moment. */
  read<T>(work: Work<T>): Promise<T> {
    return this.#told(this.#readNow(work));
  }

  #readNow<T>(work: Work<T>): Promise<T> {
    const { kysely, reader, engine } = this.database;
    if (engine === 'postgres') {
      return tryAgain(() =>
        kysely
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute(work),
      );
    }
    return this.#reading.run(() =>
      reader === undefined ? work(kysely) : reader.transaction().execute(work),
    );
  }

  /**
   * Changes what is kept, alone: all that `work` does, or nothing of it when it throws. Durable when
   * it resolves. Where another process was in the way it is done again, so it keeps nothing but what it
   * writes. `tell` says more of the deed, for the log; of no use where nothing is logged.
   */
  write<T>(work: (db: Database, tell: Tell) => Promise<T>): Promise<T> {
    const deed = this.#deed;
    const logged: Work<T> = async (db) => {
      let told: Deed | null = deed;
      const result = await work(db, (detail) => {
        if (told !== null) told = { ...told, ...detail };
      });
      if (told !== null) await writeAudit(db, told);
      return result;
    };
    return this.#kept(
      this.#change(logged, sql`select pg_advisory_xact_lock(${sql.lit(WRITERS_LOCK)})`),
    );
  }

  /**
   * As `write`, for what only adds rows that clash with nobody's (learners' commits): in PostgreSQL
   * beside each other, though never beside a `write`.
   */
  append<T>(work: Work<T>): Promise<T> {
    return this.#kept(
      this.#change(work, sql`select pg_advisory_xact_lock_shared(${sql.lit(WRITERS_LOCK)})`),
    );
  }

  #change<T>(work: Work<T>, lock: ReturnType<typeof sql>): Promise<T> {
    const { kysely, engine } = this.database;
    if (engine === 'sqlite')
      return this.#writing.run(() => onceFree(() => kysely.transaction().execute(work)));
    return tryAgain(() =>
      kysely.transaction().execute(async (transaction) => {
        await lock.execute(transaction);
        return work(transaction);
      }),
    );
  }

  /** Why the last change could not be kept (a full disk, say); null when it was, or was refused. */
  get trouble(): Trouble | null {
    return this.#going.trouble;
  }

  async #kept<T>(work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      this.#going.trouble = null;
      return result;
    } catch (error) {
      const told = this.#explain(error);
      if (told !== null) this.#going.trouble = { problem: told, at: Date.now() };
      throw told ?? error;
    }
  }

  async #told<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw this.#explain(error) ?? error;
    }
  }

  /** What is kept of the units seen, and how safely. */
  state(seen: UnitsSeen = 'all'): Promise<State> {
    return this.read((db) => readState(db, this.database.storage, seen));
  }

  /** Waits for what was begun and closes the database. */
  async close(): Promise<void> {
    await Promise.all([
      this.#reading.run(async () => this.database.reader?.destroy()),
      this.#writing.run(async () => undefined),
    ]);
    await this.database.kysely.destroy();
  }
}
