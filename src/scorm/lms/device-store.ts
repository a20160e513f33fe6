import { markWaiting } from '../outbox/flag.ts';
import { newAttempt } from './attempt-record.ts';
import { type Binding, DEVICE, type Learner, openTables, stranger } from './device-tables.ts';
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
   * Ends the current learner's binding; what waits stays and goes on once the person is bound again.
   * With `forget` the learner is nobody's: their results were not that person's.
   */
  unbind(forget?: boolean): Promise<void>;
  /** Puts what the current learner did before being bound into the outbox. */
  queueEarlier(): Promise<void>;
  /** Erases everything: learners, attempts, outbox, summary. */
  erase(): Promise<void>;
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
