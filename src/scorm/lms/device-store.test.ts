import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceCommit } from './attempt-record.ts';
import { newCertificateCode } from './certificate-code.ts';
import { openDatabase } from './database.ts';
import { openDeviceStore } from './device-store.ts';
import type { Binding } from './device-tables.ts';
import { SUMMARY_KEY } from './summary-key.ts';

const MODULE = { module: 'mo-dun-thu', moduleTitle: 'Mô-đun thử', moduleVersion: '1.0' };
const commit = (change: Partial<DeviceCommit> = {}): DeviceCommit => ({
  status: 'incomplete',
  score: 10,
  suspendData: 'v1',
  location: 'q1',
  addedSeconds: 5,
  interactions: {},
  ...change,
});
const kept = new Map<string, string>();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

const BINDING: Binding = {
  code: '0123456789CP',
  person: 'person-1',
  name: 'Nguyễn T. H.',
  unit: 'Trường TH Mẫu',
  url: '',
  problem: null,
};

/** Slows the next look into the attempts down, within its transaction. */
function slowNextLook() {
  const getAll = IDBObjectStore.prototype.getAll;
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementationOnce(function (
    this: IDBObjectStore,
    range,
  ) {
    for (let turn = 0; turn < 40; turn++) this.count();
    return getAll.call(this, range);
  });
}

async function begin(isBound = false) {
  const store = await openDeviceStore();
  if (isBound) await store.bind(BINDING);
  const { learner, module, attempt } = await store.openAttempt(MODULE);
  return { store, key: [learner, module, attempt] as [string, string, number] };
}

describe('the store of a device', () => {
  it('keeps attempts of learners apart', async () => {
    const { store, key } = await begin();
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.describeLearner({ name: 'Lò Thị Mẫu', unit: '', code: null });
    const first = await store.learner();
    await store.changeLearner();
    expect(await store.attempts()).toEqual([]);
    expect((await store.learner()).name).toBe('');
    await store.openAttempt(MODULE);
    await store.changeLearner(first.id);
    expect(await store.attempts()).toMatchObject([{ status: 'passed', score: 90 }]);
    expect(await store.learners()).toHaveLength(2);
  });

  it('takes nothing from a page of one learner once another is in front: nobody knows who answers', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.leave();
    expect(await store.commit(key, commit({ score: 100 }), '1.0')).toBeNull();
    expect(await store.attempts()).toEqual([]);
    await store.changeLearner(key[0]);
    expect(await store.attempts()).toMatchObject([{ status: 'passed', score: 90 }]);
    expect(await store.commit(key, commit({ score: 100 }), '1.0')).toMatchObject({ score: 100 });
  });

  it('begins a further attempt only after one that ended, and keeps both', async () => {
    const { store, key } = await begin();
    await store.beginAfresh(MODULE.module);
    expect(await store.attempts()).toHaveLength(1);
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.beginAfresh(MODULE.module);
    expect(await store.attempts()).toMatchObject([
      { attempt: 1, status: 'passed', score: 90 },
      { attempt: 2, status: 'incomplete', score: null, suspendData: null, certificate: null },
    ]);
    expect((await store.openAttempt(MODULE)).attempt).toBe(2);
  });

  it('begins one attempt, not two, when another page begins while it looks', async () => {
    const at = (second: number) => () => new Date(Date.UTC(2026, 10, 21, 1, 0, second));
    const [one, other] = await Promise.all([
      openDeviceStore(undefined, at(1)),
      openDeviceStore(undefined, at(2)),
    ]);
    slowNextLook();
    const [a, b] = await Promise.all([one.openAttempt(MODULE), other.openAttempt(MODULE)]);
    expect(a).toEqual(b);
    const passed = commit({ status: 'passed', score: 90 });
    await one.commit([a.learner, a.module, a.attempt], passed, '1.0');
    slowNextLook();
    await Promise.all([one.beginAfresh(MODULE.module), other.beginAfresh(MODULE.module)]);
    expect((await one.attempts()).map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('keeps a small copy of the progress for the module list', async () => {
    const { store, key } = await begin();
    await store.commit(key, commit(), '1.0');
    expect(kept.get(SUMMARY_KEY)).toBe('{"mo-dun-thu":0}');
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.beginAfresh(MODULE.module);
    expect(kept.get(SUMMARY_KEY)).toBe('{"mo-dun-thu":1}');
    await store.changeLearner();
    expect(kept.get(SUMMARY_KEY)).toBe('{}');
  });

  it('erases everything and takes nothing more for who was erased', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.erase();
    expect(await store.commit(key, commit(), '1.0')).toBeNull();
    expect(await store.attempts()).toEqual([]);
    expect(await store.unsent()).toEqual([]);
    expect((await store.learner()).id).not.toBe(key[0]);
  });

  it('queues nothing for a learner who is not bound, and offers it once they are', async () => {
    const { store, key } = await begin();
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0', 7);
    await store.bind(BINDING);
    expect(await store.unsent()).toEqual([]);
    expect((await store.attempts()).filter(({ queued }) => !queued)).toHaveLength(1);
    await store.queueEarlier();
    await store.queueEarlier();
    expect(await store.unsent()).toMatchObject([
      {
        learner: key[0],
        commit: { sequence: 1, status: 'passed', score: 90, attempt: 1, quizVersion: 7 },
      },
    ]);
  });

  it('keeps each commit in the outbox until the server acknowledges it', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit(), '1.0');
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    const [first, second] = await (await openDeviceStore()).unsent();
    expect([first?.commit.sequence, second?.commit.sequence]).toEqual([1, 2]);
    expect(first?.id).not.toBe(second?.id);
    await store.acknowledge(key[0], [first?.id ?? '']);
    expect((await store.unsent()).map(({ id }) => id)).toEqual([second?.id]);
    await store.commit(key, commit(), '1.0');
    expect((await store.unsent()).map(({ commit: { sequence } }) => sequence)).toEqual([2, 3]);
  });

  it('keeps the binding when the learner writes a name', async () => {
    const { store } = await begin(true);
    await store.describeLearner({ name: 'Lò Thị Mẫu', unit: '', code: null });
    expect((await store.learner()).binding).toEqual(BINDING);
  });

  it('keeps the code of who left until all of theirs is with the server, and then no longer', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit(), '1.0');
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.leave();
    expect(await store.learner()).toMatchObject({ name: '' });
    expect((await store.learner()).binding).toBeUndefined();
    const [first, second] = await store.unsent();
    const bindingOf = async () =>
      (await store.learners()).find(({ id }) => id === key[0])?.binding ?? null;
    await store.acknowledge(key[0], [first?.id ?? '']);
    expect((await bindingOf())?.code).toBe(BINDING.code);
    await store.acknowledge(key[0], [second?.id ?? '']);
    expect(await bindingOf()).toBeNull();
    expect(await store.unsent()).toEqual([]);
  });

  it('forgets the code of who left at once when nothing waits', async () => {
    const { store, key } = await begin(true);
    await store.leave();
    expect((await store.learners()).find(({ id }) => id === key[0])?.binding).toBeNull();
  });

  it('goes on sending for who comes back before all was sent, and after a code was renewed', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit(), '1.0');
    await store.leave();
    await store.changeLearner(key[0]);
    const [waiting] = await store.unsent();
    await store.acknowledge(key[0], [waiting?.id ?? '']);
    expect((await store.learner()).binding).toEqual(BINDING);
    await store.leave();
    await store.bind({ ...BINDING, code: 'renewed' });
    expect(await store.learner()).toMatchObject({ id: key[0], binding: { code: 'renewed' } });
  });

  it('sends nothing under a code that was bound by mistake, and offers it to the right one', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.disown();
    expect(await store.unsent()).toEqual([]);
    expect((await store.learner()).binding).toBeNull();
    await store.bind({ ...BINDING, person: 'person-2' });
    expect((await store.learner()).id).toBe(key[0]);
    expect(await store.unsent()).toEqual([]);
    await store.queueEarlier();
    expect(await store.unsent()).toMatchObject([{ learner: key[0], commit: { score: 90 } }]);
  });

  it('sets aside what somebody else did before the code, and keeps what came after it', async () => {
    const { store, key } = await begin();
    await store.commit(key, commit({ status: 'passed', score: 90 }), '1.0');
    await store.bind(BINDING);
    const mine = await store.openAttempt({ ...MODULE, module: 'khac' });
    await store.commit([mine.learner, 'khac', 1], commit(), '1.0');
    await store.setAside();
    expect((await store.attempts()).map(({ module }) => module)).toEqual(['khac']);
    const other = (await store.learners()).find(({ id }) => id !== key[0]);
    await store.changeLearner(other?.id);
    expect(await store.attempts()).toMatchObject([{ module: MODULE.module, score: 90 }]);
  });

  it('gives another person a place of their own, and each their own back', async () => {
    const { store, key } = await begin(true);
    await store.commit(key, commit(), '1.0');
    await store.bind({ ...BINDING, person: 'person-2' });
    expect(await store.attempts()).toEqual([]);
    const second = await store.learner();
    expect(second.id).not.toBe(key[0]);
    await store.bind(BINDING);
    expect((await store.learner()).id).toBe(key[0]);
    expect((await store.unsent()).map(({ learner }) => learner)).toEqual([key[0]]);
  });

  it('rejects when the browser does not let anything be kept', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('Forbidden', 'SecurityError');
      },
    });
    await expect(openDeviceStore()).rejects.toThrow();
  });
});

describe('a transaction that the browser calls off', () => {
  it('rejects at its end and keeps what was there', async () => {
    const database = await openDatabase<{ rows: { id: string } }>('t', 1, (made) => {
      made.createObjectStore('rows', { keyPath: 'id' });
    });
    const first = database.begin(['rows'], 'readwrite');
    first.table('rows').put({ id: 'a' });
    await first.done;
    const put = IDBObjectStore.prototype.put;
    // A full disk: the request fails when it is carried out, not when it is made.
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
      this: IDBObjectStore,
      row: unknown,
    ) {
      const request = put.call(this, row);
      this.transaction.abort();
      return request;
    });
    const second = database.begin(['rows'], 'readwrite', 'strict');
    second.table('rows').put({ id: 'b' });
    await expect(second.done).rejects.not.toBeUndefined();
    expect(await database.begin(['rows'], 'readonly').table('rows').getAll()).toEqual([
      { id: 'a' },
    ]);
  });
});

describe('a certificate code', () => {
  it('has two groups of five characters that cannot be mistaken for one another', () => {
    const codes = Array.from({ length: 500 }, () => newCertificateCode());
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
