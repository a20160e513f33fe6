import type { LearnerCommit } from '../../records/contract/learners.ts';
import { markWaiting } from '../outbox/flag.ts';
import type { AttemptRecord } from './attempt-record.ts';
import { type Database, openDatabase, type Transaction } from './database.ts';
import { writeSummary } from './summary.ts';

/**
 * What this device keeps, in IndexedDB. Contract:
 * - an attempt is keyed by learner, module, attempt; learners never mix;
 * - a commit is merged into what is there in one transaction, so pages side by side lose nothing;
 * - a learner that was erased, or gave the device to somebody else, gets nothing more written, even from
 *   a page still open: nobody knows who answers there now;
 * - a learner may be bound to a person on an office's roster. Commits made while bound go into the
 *   outbox in the same transaction, under that learner, and stay there until the server acknowledges
 *   them; of a learner who is not bound nothing is queued. Who sends is `outbox/sender.ts`.
 *
 * A running quiz and the sender use it through `store.ts`, the device page through `device-store.ts`.
 */
export interface Tables {
  /** Id of the device's store and the learner in front of it, under the key `device`. */
  device: { id: string; learner: string };
  learners: Learner;
  /** By learner, module, attempt. */
  attempts: AttemptRecord;
  outbox: OutboxEntry;
}

/** A learner of this device; without a name until one is asked for. */
export interface Learner {
  id: string;
  name: string;
  unit: string;
  /** Code on the office's roster, or null. */
  code: string | null;
  /** Whom the learner confirmed to be, by learner code; null or absent while nobody. */
  binding?: Binding | null;
  /** Opaque id of the person this learner was last bound to: results of two people never mix. */
  person?: string;
}

/** A learner's tie to a person on an office's roster. */
export interface Binding {
  /** The learner code, twelve characters. */
  code: string;
  /** Opaque; the same for all codes of a person. */
  person: string;
  /** Name in part, as the server gave it. */
  name: string;
  unit: string;
  /** Origin of the records server; empty for that of the page. */
  url: string;
  /** Why the server no longer takes the code, or null. */
  problem: 'code-stopped' | 'code-unknown' | null;
  /** Somebody else uses the device now: the binding ends once nothing of this learner's waits. */
  leaving?: true;
}

/** A commit waiting for the records server. */
export interface OutboxEntry {
  /** The commit's own id: a server that gets it twice takes it once. */
  id: string;
  learner: string;
  /** What is sent. */
  commit: LearnerCommit;
}

/** The state of an attempt after a commit, as the server takes it. */
function toSend(record: AttemptRecord): LearnerCommit {
  return {
    id: crypto.randomUUID(),
    sequence: record.commits,
    module: record.module,
    attempt: record.attempt,
    status: record.status,
    score: record.score,
    startedAt: record.startedAt,
    at: record.at,
    seconds: record.seconds,
    moduleVersion: record.moduleVersion,
    quizVersion: record.quizVersion ?? 0,
  };
}

/** Key of the one entry in the table `device`. */
export const DEVICE = 'device';

/** A learner nobody knows yet. */
export function stranger(): Learner {
  return { id: crypto.randomUUID(), name: '', unit: '', code: null };
}

/** The tables and what every user of them does. */
export interface DeviceTables {
  database: Database<Tables>;
  /** The device's entry, made at first use. */
  device(): Promise<Tables['device']>;
  /** The current learner's attempts, by module and attempt. */
  attempts(): Promise<AttemptRecord[]>;
  /** Writes the small copy for the module list anew. */
  refreshSummary(): Promise<void>;
  /**
   * Puts an attempt made from the learner's latest one at a module, or from none; null makes none.
   * In one transaction: two pages that begin at the same time begin the same attempt.
   */
  addAttempt(
    module: string,
    make: (last: AttemptRecord | undefined, learner: string) => AttemptRecord | null,
  ): Promise<AttemptRecord | undefined>;
  /** Within the transaction that stores the attempt, so that neither is there without the other. */
  putIntoOutbox(tx: Transaction<Tables>, record: AttemptRecord): void;
  /** After such a transaction: lets the sender know. */
  told(): void;
}

/**
 * Opens the tables; rejects when the browser does not let anything be kept. `queued` is called when
 * something was put into the outbox.
 */
export async function openTables(queued: () => void): Promise<DeviceTables> {
  const database: Database<Tables> = await openDatabase('truong-hoc-an-toan', 1, (made) => {
    made.createObjectStore('device');
    made.createObjectStore('learners', { keyPath: 'id' });
    made.createObjectStore('attempts', { keyPath: ['learner', 'module', 'attempt'] });
    made.createObjectStore('outbox', { keyPath: 'id' });
  });

  async function device(): Promise<Tables['device']> {
    const tx = database.begin(['device', 'learners'], 'readwrite');
    let entry = await tx.table('device').get(DEVICE);
    if (entry === undefined) {
      const learner = stranger();
      entry = { id: crypto.randomUUID(), learner: learner.id };
      tx.table('learners').put(learner);
      tx.table('device').put(entry, DEVICE);
    }
    await tx.done;
    return entry;
  }

  async function attempts(): Promise<AttemptRecord[]> {
    const { learner } = await device();
    const table = database.begin(['attempts'], 'readonly').table('attempts');
    return table.getAll(IDBKeyRange.bound([learner], [learner, []]));
  }

  // Opened here rather than at first use: a private window that forbids writing says so at once.
  await device();

  return {
    database,
    device,
    attempts,
    refreshSummary: async () => writeSummary(await attempts()),
    async addAttempt(module, make) {
      const { learner } = await device();
      const tx = database.begin(['attempts'], 'readwrite');
      const table = tx.table('attempts');
      const range = IDBKeyRange.bound([learner, module], [learner, module, []]);
      const last = (await table.getAll(range)).at(-1);
      const made = make(last, learner);
      if (made !== null) table.put(made);
      await tx.done;
      return made ?? last;
    },
    putIntoOutbox(tx, record) {
      const commit = toSend(record);
      tx.table('outbox').put({ id: commit.id, learner: record.learner, commit });
      record.queued = true;
    },
    told() {
      markWaiting(true);
      queued();
    },
  };
}
