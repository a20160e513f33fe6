import type { LearnerCommit } from '../../records/contract/learners.ts';
import { markWaiting } from '../outbox/flag.ts';
import { type AttemptRecord, type DeviceCommit, newAttempt, takeCommit } from './attempt-record.ts';
import { newCertificateCode } from './certificate-code.ts';
import { type Database, openDatabase, type Transaction } from './database.ts';
import { writeSummary } from './summary.ts';

/**
 * What this device keeps, in IndexedDB. Contract:
 * - an attempt is keyed by learner, module, attempt; learners never mix;
 * - a commit is merged into what is there in one transaction, so pages side by side lose nothing;
 * - a learner that was erased gets nothing more written, even from a page still open;
 * - a learner may be bound to a person on an office's roster. Commits made while bound go into the
 *   outbox in the same transaction, under that learner, and stay there until the server acknowledges
 *   them; of a learner who is not bound nothing is queued. Who sends is `outbox/sender.ts`.
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
  commit(
    key: AttemptKey,
    commit: DeviceCommit,
    moduleVersion: string,
    quizVersion?: number,
  ): Promise<AttemptRecord>;
  /** Commits of all learners that the server has not acknowledged, oldest first within an attempt. */
  unsent(): Promise<OutboxEntry[]>;
  /** The server has these of a learner's: they may go. Takes away what was wrong with the code. */
  acknowledge(learner: string, ids: readonly string[]): Promise<void>;
  /** Notes that the server does not take a learner's code, or takes it again. */
  markBinding(learner: string, problem: Binding['problem']): Promise<void>;
  /** Binds the current learner, or a new one where the current was bound to somebody else. */
  bind(binding: Binding): Promise<void>;
  /**
   * Ends the current learner's binding; what waits stays and goes on once the person is bound again.
   * With `forget` the learner is nobody's: their results were not that person's.
   */
  unbind(forget?: boolean): Promise<void>;
  /** Puts what the current learner did before being bound into the outbox. */
  queueEarlier(): Promise<void>;
  /** Erases everything: learners, attempts, outbox, summary. */
  erase(): Promise<void>;
}

function stranger(): Learner {
  return { id: crypto.randomUUID(), name: '', unit: '', code: null };
}

/**
 * Opens this device's store; rejects when the browser does not let anything be kept. `queued` is
 * called when something was put into the outbox.
 */
export async function openStore(queued = () => {}, now = () => new Date()): Promise<Store> {
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

  /** Within the transaction that stores the attempt, so that neither is there without the other. */
  function putIntoOutbox(tx: Transaction<Tables>, record: AttemptRecord): void {
    const commit = toSend(record);
    tx.table('outbox').put({ id: commit.id, learner: record.learner, commit });
    record.queued = true;
  }

  function told(): void {
    markWaiting(true);
    queued();
  }

  async function changeBinding(id: string, problem: Binding['problem']): Promise<void> {
    const tx = database.begin(['learners'], 'readwrite');
    const row = await tx.table('learners').get(id);
    if (row?.binding && row.binding.problem !== problem) {
      tx.table('learners').put({ ...row, binding: { ...row.binding, problem } });
    }
    await tx.done;
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
      tx.table('learners').put({ ...(await tx.table('learners').get(id)), ...about, id });
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
    async commit(key, commit, moduleVersion, quizVersion = 0) {
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
      after.quizVersion = quizVersion;
      if (learner.binding) putIntoOutbox(tx, after);
      tx.table('attempts').put(after);
      // Stored means: the transaction has completed, not: the request has succeeded.
      await tx.done;
      if (learner.binding) told();
      await refreshSummary();
      return after;
    },
    async unsent() {
      const entries = await read('outbox').getAll();
      return entries.sort((a, b) => a.commit.sequence - b.commit.sequence);
    },
    async acknowledge(learner, ids) {
      const tx = database.begin(['outbox'], 'readwrite');
      for (const id of ids) tx.table('outbox').delete(id);
      await tx.done;
      await changeBinding(learner, null);
    },
    markBinding: changeBinding,
    async bind(binding) {
      let entry = await device();
      const tx = database.begin(['device', 'learners'], 'readwrite');
      let learner = await tx.table('learners').get(entry.learner);
      if (!learner || (learner.person ?? binding.person) !== binding.person) {
        // Back to a learner of this device who was this person before, if there is one.
        const all = await tx.table('learners').getAll();
        learner = all.find(({ person }) => person === binding.person) ?? stranger();
        entry = { ...entry, learner: learner.id };
        tx.table('device').put(entry, DEVICE);
      }
      tx.table('learners').put({ ...learner, binding, person: binding.person });
      await tx.done;
      await refreshSummary();
      told();
    },
    async unbind(forget = false) {
      const { learner } = await device();
      const tx = database.begin(['learners'], 'readwrite');
      const row = await tx.table('learners').get(learner);
      if (row) {
        const { person, ...nobody } = row;
        const rest = forget || person === undefined ? nobody : { ...nobody, person };
        tx.table('learners').put({ ...rest, binding: null });
      }
      await tx.done;
    },
    async queueEarlier() {
      const { learner } = await device();
      const tx = database.begin(['attempts', 'outbox'], 'readwrite', 'strict');
      const range = IDBKeyRange.bound([learner], [learner, []]);
      for (const record of await tx.table('attempts').getAll(range)) {
        if (record.queued || record.commits === 0) continue;
        putIntoOutbox(tx, record);
        tx.table('attempts').put(record);
      }
      await tx.done;
      told();
    },
    async erase() {
      const tables = ['device', 'learners', 'attempts', 'outbox'] as const;
      const tx = database.begin([...tables], 'readwrite');
      for (const name of tables) tx.table(name).clear();
      await tx.done;
      markWaiting(false);
      writeSummary([]);
    },
  };
}
