import { forgetCertificates } from '../certificate/kept-certificates.ts';
import { markWaiting } from '../outbox/flag.ts';
import { type AttemptRecord, newAttempt } from './attempt-record.ts';
import {
  type Binding,
  DEVICE,
  type Learner,
  type OutboxEntry,
  openTables,
  stranger,
  type Tables,
} from './device-tables.ts';
import { type Store, storeOn } from './store.ts';
import { writeSummary } from './summary.ts';

/** The store with what its learners decide on the device page: who they are, what is kept. */
export interface DeviceStore extends Store {
  /** Sets or corrects the current learner's name, unit and code. */
  describeLearner(about: Omit<Learner, 'id'>): Promise<void>;
  /** Puts another learner in front: a known one by id, or a new one. */
  changeLearner(id?: string): Promise<void>;
  /** Begins a further attempt; the earlier ones stay. */
  beginAfresh(module: string): Promise<void>;
  /** Binds the current learner, or a new one where the current was bound to somebody else. */
  bind(binding: Binding): Promise<void>;
  /**
   * Somebody else uses the device from now on. What waits of the learner who left is still sent under
   * that name; then the code is forgotten. Their results stay theirs.
   */
  leave(): Promise<void>;
  /**
   * The current learner is not the person of the code: the binding ends, nothing more goes out under
   * that name, and all results wait to be offered to the right one.
   */
  disown(): Promise<void>;
  /** What the current learner did before being bound is somebody else's: it gets a learner of its own. */
  setAside(): Promise<void>;
  /** Puts what the current learner did before being bound into the outbox. */
  queueEarlier(): Promise<void>;
  /** All that the device keeps of all its learners, as it is kept. */
  everything(): Promise<Everything>;
  /** Erases everything: learners, attempts, outbox, summary, signed certificates. */
  erase(): Promise<void>;
}

/** All rows of the device's tables. */
export interface Everything {
  device: Tables['device'];
  learners: Learner[];
  attempts: AttemptRecord[];
  outbox: OutboxEntry[];
}

/** Keys of a learner's attempts. */
function allOf(learner: string): IDBKeyRange {
  return IDBKeyRange.bound([learner], [learner, []]);
}

/** Opens this device's store with all that can be done with it; see `openStore`. */
export async function openDeviceStore(
  queued = () => {},
  now = () => new Date(),
): Promise<DeviceStore> {
  const tables = await openTables(queued);
  const { database, device, refreshSummary, addAttempt, putIntoOutbox, told } = tables;

  return {
    ...storeOn(tables, now),
    async describeLearner(about) {
      const id = (await device()).learner;
      const tx = database.begin(['learners'], 'readwrite');
      tx.table('learners').put({ ...(await tx.table('learners').get(id)), ...about, id });
      await tx.done;
    },
    async changeLearner(id) {
      const entry = await device();
      const next =
        id === undefined
          ? stranger()
          : await database.begin(['learners'], 'readonly').table('learners').get(id);
      if (next === undefined) return;
      const tx = database.begin(['device', 'learners'], 'readwrite');
      // Whoever comes back has not left.
      delete next.binding?.leaving;
      tx.table('learners').put(next);
      tx.table('device').put({ ...entry, learner: next.id }, DEVICE);
      await tx.done;
      await refreshSummary();
    },
    async beginAfresh(module) {
      await addAttempt(module, (last) =>
        last === undefined || last.status === 'incomplete'
          ? null
          : newAttempt({ ...last, attempt: last.attempt + 1 }, now().toISOString()),
      );
      await refreshSummary();
    },
    async bind(binding) {
      let entry = await device();
      const tx = database.begin(['device', 'learners', 'attempts'], 'readwrite');
      const [current, all, attempts] = await Promise.all([
        tx.table('learners').get(entry.learner),
        tx.table('learners').getAll(),
        tx.table('attempts').getAll(allOf(entry.learner)),
      ]);
      let learner = current;
      if (learner?.person !== binding.person) {
        // Back to a learner of this device who was this person before, if there is one; what a
        // learner without a code has done goes with them into their first binding.
        const isFree = learner !== undefined && learner.person === undefined;
        const before = all.find(({ person }) => person === binding.person);
        const hasDone = attempts.some(({ commits }) => commits > 0);
        learner = isFree && (hasDone || !before) ? current : before;
        learner ??= stranger();
        // Nobody is left behind who never did anything.
        if (isFree && !hasDone && current?.name === '' && learner !== current) {
          tx.table('learners').delete(current.id);
          for (const { module, attempt } of attempts) {
            tx.table('attempts').delete([current.id, module, attempt]);
          }
        }
        entry = { ...entry, learner: learner.id };
        tx.table('device').put(entry, DEVICE);
      }
      tx.table('learners').put({ ...learner, binding, person: binding.person });
      await tx.done;
      await refreshSummary();
      told();
    },
    async leave() {
      const entry = await device();
      const tx = database.begin(['device', 'learners', 'outbox'], 'readwrite');
      const [row, waiting] = await Promise.all([
        tx.table('learners').get(entry.learner),
        tx.table('outbox').getAll(),
      ]);
      if (row?.binding) {
        const waits = waiting.some(({ learner }) => learner === row.id);
        const binding: Binding | null = waits ? { ...row.binding, leaving: true } : null;
        tx.table('learners').put({ ...row, binding });
      }
      const next = stranger();
      tx.table('learners').put(next);
      tx.table('device').put({ ...entry, learner: next.id }, DEVICE);
      await tx.done;
      await refreshSummary();
    },
    async disown() {
      const { learner } = await device();
      const tx = database.begin(['learners', 'attempts', 'outbox'], 'readwrite', 'strict');
      const [row, attempts, waiting] = await Promise.all([
        tx.table('learners').get(learner),
        tx.table('attempts').getAll(allOf(learner)),
        tx.table('outbox').getAll(),
      ]);
      if (row) {
        const { person: _, ...nobody } = row;
        tx.table('learners').put({ ...nobody, binding: null });
      }
      for (const entry of waiting) {
        if (entry.learner === learner) tx.table('outbox').delete(entry.id);
      }
      for (const record of attempts) tx.table('attempts').put({ ...record, queued: false });
      await tx.done;
    },
    async setAside() {
      const { learner } = await device();
      const tx = database.begin(['learners', 'attempts'], 'readwrite', 'strict');
      const other = stranger();
      for (const record of await tx.table('attempts').getAll(allOf(learner))) {
        if (record.queued) continue;
        tx.table('attempts').delete([learner, record.module, record.attempt]);
        tx.table('attempts').put({ ...record, learner: other.id });
      }
      tx.table('learners').put(other);
      await tx.done;
      await refreshSummary();
    },
    async queueEarlier() {
      const { learner } = await device();
      const tx = database.begin(['attempts', 'outbox'], 'readwrite', 'strict');
      for (const record of await tx.table('attempts').getAll(allOf(learner))) {
        if (record.queued || record.commits === 0) continue;
        putIntoOutbox(tx, record);
        tx.table('attempts').put(record);
      }
      await tx.done;
      told();
    },
    async everything() {
      const entry = await device();
      const tx = database.begin(['learners', 'attempts', 'outbox'], 'readonly');
      const [learners, attempts, outbox] = await Promise.all([
        tx.table('learners').getAll(),
        tx.table('attempts').getAll(),
        tx.table('outbox').getAll(),
      ]);
      return { device: entry, learners, attempts, outbox };
    },
    async erase() {
      const tables = ['device', 'learners', 'attempts', 'outbox'] as const;
      const tx = database.begin([...tables], 'readwrite');
      for (const name of tables) tx.table(name).clear();
      await tx.done;
      markWaiting(false);
      writeSummary([]);
      forgetCertificates();
    },
  };
}
