import { type AttemptRecord, type DeviceCommit, newAttempt, takeCommit } from './attempt-record.ts';
import { newCertificateCode } from './certificate-code.ts';
import { type Database, openDatabase } from './database.ts';
import { writeSummary } from './summary.ts';

/**
 * What this device keeps, in IndexedDB. Contract:
 * - an attempt is keyed by learner, module, attempt; learners never mix;
 * - a commit is merged into what is there in one transaction, so pages side by side lose nothing;
 * - a learner that was erased gets nothing more written, even from a page still open;
 * - nothing leaves the device; the outbox, empty until there is a records server, is for its sender.
 */
interface Tables {
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
}

/** A commit waiting for the records server. */
export interface OutboxEntry {
  /** Random id: a server that gets it twice takes it once. */
  id: string;
  /** Counts up within one attempt: the server can tell an older commit from a newer. */
  sequence: number;
  record: AttemptRecord;
}

/** Which module a session is about. */
export interface ModuleKey {
  module: string;
  moduleTitle: string;
  moduleVersion: string;
}

/** An attempt in the store. */
export type AttemptKey = [learner: string, module: string, attempt: number];

const DEVICE = 'device';

export interface Store {
  /** Random id of this device's store. */
  deviceId(): Promise<string>;
  /** The learner in front of the device. */
  learner(): Promise<Learner>;
  /** All learners of the device. */
  learners(): Promise<Learner[]>;
  /** Sets or corrects the current learner's name, unit and code. */
  describeLearner(about: Omit<Learner, 'id'>): Promise<void>;
  /** Puts another learner in front: a known one by id, or a new one. */
  changeLearner(id?: string): Promise<void>;
  /** The current learner's attempts, by module and attempt. */
  attempts(): Promise<AttemptRecord[]>;
  /** The current learner's latest attempt at a module; begins the first one. */
  openAttempt(module: ModuleKey): Promise<AttemptRecord>;
  /** Begins a further attempt; the earlier ones stay. */
  beginAfresh(module: string): Promise<void>;
  /** Takes a commit; rejects when it could not be stored. */
  commit(key: AttemptKey, commit: DeviceCommit, moduleVersion: string): Promise<AttemptRecord>;
  /** Commits that the server has not acknowledged, oldest first within an attempt. */
  unsent(): Promise<OutboxEntry[]>;
  /** The server has them: they may go. */
  acknowledge(ids: readonly string[]): Promise<void>;
  /** Erases everything: learners, attempts, outbox, summary. */
  erase(): Promise<void>;
}

function stranger(): Learner {
  return { id: crypto.randomUUID(), name: '', unit: '', code: null };
}

/**
 * Opens this device's store; rejects when the browser does not let anything be kept.
 * With `queue`, each commit is also put into the outbox (for the records server; no page does so yet).
 */
export async function openStore(queue = false, now = () => new Date()): Promise<Store> {
  const database: Database<Tables> = await openDatabase('truong-hoc-an-toan', 1, (made) => {
    made.createObjectStore('device');
    made.createObjectStore('learners', { keyPath: 'id' });
    made.createObjectStore('attempts', { keyPath: ['learner', 'module', 'attempt'] });
    made.createObjectStore('outbox', { keyPath: 'id' });
  });

  /** The device's entry, made at first use. */
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

  function read<N extends keyof Tables>(name: N) {
    return database.begin([name], 'readonly').table(name);
  }

  async function attempts(): Promise<AttemptRecord[]> {
    const { learner } = await device();
    return read('attempts').getAll(IDBKeyRange.bound([learner], [learner, []]));
  }

  async function refreshSummary(): Promise<void> {
    writeSummary(await attempts());
  }

  /**
   * Puts an attempt made from the learner's latest one at a module, or from none; null makes none.
   * In one transaction: two pages that begin at the same time begin the same attempt.
   */
  async function addAttempt(
    module: string,
    make: (last: AttemptRecord | undefined, learner: string) => AttemptRecord | null,
  ): Promise<AttemptRecord | undefined> {
    const { learner } = await device();
    const tx = database.begin(['attempts'], 'readwrite');
    const table = tx.table('attempts');
    const range = IDBKeyRange.bound([learner, module], [learner, module, []]);
    const last = (await table.getAll(range)).at(-1);
    const made = make(last, learner);
    if (made !== null) table.put(made);
    await tx.done;
    return made ?? last;
  }

  // Opened here rather than at first use: a private window that forbids writing says so at once.
  await device();

  return {
    attempts,
    deviceId: async () => (await device()).id,
    async learner() {
      const { learner } = await device();
      return (await read('learners').get(learner)) ?? { ...stranger(), id: learner };
    },
    learners: () => read('learners').getAll(),
    async describeLearner(about) {
      const id = (await device()).learner;
      const tx = database.begin(['learners'], 'readwrite');
      tx.table('learners').put({ ...about, id });
      await tx.done;
    },
    async changeLearner(id) {
      const entry = await device();
      const next = id === undefined ? stranger() : await read('learners').get(id);
      if (next === undefined) return;
      const tx = database.begin(['device', 'learners'], 'readwrite');
      tx.table('learners').put(next);
      tx.table('device').put({ ...entry, learner: next.id }, DEVICE);
      await tx.done;
      await refreshSummary();
    },
    async openAttempt(module) {
      const first = (learner: string) =>
        newAttempt({ ...module, learner, attempt: 1 }, now().toISOString());
      const opened = await addAttempt(module.module, (last, learner) =>
        last === undefined ? first(learner) : null,
      );
      if (opened === undefined) throw new Error('No attempt could be opened');
      return opened;
    },
    async beginAfresh(module) {
      await addAttempt(module, (last) =>
        last === undefined || last.status === 'incomplete'
          ? null
          : newAttempt({ ...last, attempt: last.attempt + 1 }, now().toISOString()),
      );
      await refreshSummary();
    },
    async commit(key, commit, moduleVersion) {
      // Strict: a result that was said to be saved survives a phone whose battery dies.
      const tx = database.begin(['learners', 'attempts', 'outbox'], 'readwrite', 'strict');
      const [learner, before] = await Promise.all([
        tx.table('learners').get(key[0]),
        tx.table('attempts').get(key),
      ]);
      if (learner === undefined || before === undefined) {
        throw new Error('The attempt was erased from this device');
      }
      const at = now().toISOString();
      const after = takeCommit(before, commit, { at, moduleVersion, code: newCertificateCode });
      tx.table('attempts').put(after);
      if (queue) {
        const entry = { id: crypto.randomUUID(), sequence: after.commits, record: after };
        tx.table('outbox').put(entry);
      }
      // Stored means: the transaction has completed, not: the request has succeeded.
      await tx.done;
      await refreshSummary();
      return after;
    },
    async unsent() {
      const entries = await read('outbox').getAll();
      return entries.sort((a, b) => a.sequence - b.sequence);
    },
    async acknowledge(ids) {
      const tx = database.begin(['outbox'], 'readwrite');
      for (const id of ids) tx.table('outbox').delete(id);
      await tx.done;
    },
    async erase() {
      const tables = ['device', 'learners', 'attempts', 'outbox'] as const;
      const tx = database.begin([...tables], 'readwrite');
      for (const name of tables) tx.table(name).clear();
      await tx.done;
      writeSummary([]);
    },
  };
}
