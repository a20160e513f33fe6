import { type AttemptRecord, type DeviceCommit, newAttempt, takeCommit } from './attempt-record.ts';
import { newCertificateCode } from './certificate-code.ts';
import {
  type Binding,
  DEVICE,
  type DeviceTables,
  type Learner,
  type OutboxEntry,
  openTables,
  stranger,
  type Tables,
} from './device-tables.ts';

/** Which module a session is about. */
export interface ModuleKey {
  module: string;
  moduleTitle: string;
  moduleVersion: string;
}

/** An attempt in the store. */
export type AttemptKey = [learner: string, module: string, attempt: number];

/** What a running quiz and the sender need of the device; see `device-tables.ts` for the contract. */
export interface Store {
  /** Random id of this device's store. */
  deviceId(): Promise<string>;
  /** The learner in front of the device. */
  learner(): Promise<Learner>;
  /** All learners of the device. */
  learners(): Promise<Learner[]>;
  /** The current learner's attempts, by module and attempt. */
  attempts(): Promise<AttemptRecord[]>;
  /** The current learner's latest attempt at a module; begins the first one. */
  openAttempt(module: ModuleKey): Promise<AttemptRecord>;
  /**
   * Takes a commit; null when its learner was erased or is no longer the one in front of the device.
   * Rejects when it could not be stored.
   */
  commit(
    key: AttemptKey,
    commit: DeviceCommit,
    moduleVersion: string,
    quizVersion?: number,
  ): Promise<AttemptRecord | null>;
  /** Commits of all learners that the server has not acknowledged, oldest first within an attempt. */
  unsent(): Promise<OutboxEntry[]>;
  /**
   * The server has these of a learner's: they may go. Takes away what was wrong with the code, and
   * the binding of a learner who left.
   */
  acknowledge(learner: string, ids: readonly string[]): Promise<void>;
  /** Notes that the server does not take a learner's code, or takes it again. */
  markBinding(learner: string, problem: Binding['problem']): Promise<void>;
}

/**
 * Opens this device's store; rejects when the browser does not let anything be kept. `queued` is
 * called when something was put into the outbox.
 */
export async function openStore(queued = () => {}, now = () => new Date()): Promise<Store> {
  return storeOn(await openTables(queued), now);
}

/** The store over tables that are open. */
export function storeOn(
  { database, device, attempts, refreshSummary, addAttempt, putIntoOutbox, told }: DeviceTables,
  now: () => Date,
): Store {
  function read<N extends keyof Tables>(name: N) {
    return database.begin([name], 'readonly').table(name);
  }

  async function changeBinding(id: string, problem: Binding['problem']): Promise<void> {
    const tx = database.begin(['learners'], 'readwrite');
    const row = await tx.table('learners').get(id);
    if (row?.binding && row.binding.problem !== problem) {
      tx.table('learners').put({ ...row, binding: { ...row.binding, problem } });
    }
    await tx.done;
  }

  return {
    attempts,
    deviceId: async () => (await device()).id,
    async learner() {
      const { learner } = await device();
      return (await read('learners').get(learner)) ?? { ...stranger(), id: learner };
    },
    learners: () => read('learners').getAll(),
    async openAttempt(module) {
      const first = (learner: string) =>
        newAttempt({ ...module, learner, attempt: 1 }, now().toISOString());
      const opened = await addAttempt(module.module, (last, learner) =>
        last === undefined ? first(learner) : null,
      );
      if (opened === undefined) throw new Error('No attempt could be opened');
      return opened;
    },
    async commit(key, commit, moduleVersion, quizVersion = 0) {
      // Strict: a result that was said to be saved survives a phone whose battery dies.
      const all = ['device', 'learners', 'attempts', 'outbox'] as const;
      const tx = database.begin([...all], 'readwrite', 'strict');
      const [entry, learner, before] = await Promise.all([
        tx.table('device').get(DEVICE),
        tx.table('learners').get(key[0]),
        tx.table('attempts').get(key),
      ]);
      if (!learner || !before || entry?.learner !== key[0]) return null;
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
      const tx = database.begin(['learners', 'outbox'], 'readwrite');
      for (const id of ids) tx.table('outbox').delete(id);
      const [row, left] = await Promise.all([
        tx.table('learners').get(learner),
        tx.table('outbox').getAll(),
      ]);
      if (row?.binding?.leaving && !left.some((entry) => entry.learner === learner)) {
        tx.table('learners').put({ ...row, binding: null });
      }
      await tx.done;
      await changeBinding(learner, null);
    },
    markBinding: changeBinding,
  };
}
