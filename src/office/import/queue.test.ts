import { describe, expect, it } from 'vitest';
import type { ImportEvent, ImportPreview } from '../../records/contract.ts';
import { type RecordsApi, RecordsError } from '../api.ts';
import { createImportQueue, currentFile, isClean, rowsToKeep } from './queue.ts';

const NONE = {
  new: 0,
  changed: 0,
  same: 0,
  proposed: 0,
  unmatched: 0,
  ignored: 0,
  error: 0,
  gone: 0,
  dropped: 0,
};

function previewOf(fileName: string, counts: Partial<typeof NONE>, ready = true): ImportPreview {
  return {
    id: `preview of ${fileName}`,
    fileName,
    kind: 'roster',
    encoding: 'UTF-8',
    mapping: { kind: 'roster', sheets: [], modules: [] },
    fields: [],
    counts: { ...NONE, ...counts },
    changedUnits: 0,
    warnings: [],
    ready,
    remembered: false,
  };
}

const file = (name: string) => new File(['x'], name);
/** Lets everything that is only waiting for a turn run. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A queue over an API that gives each file the preview named here, and a log of what it was asked. */
function queueOver(previews: Record<string, ImportPreview | 'unreadable' | 'hangs'>) {
  const log: string[] = [];
  const refuse = () => Promise.reject(new Error('not part of this test'));
  const api: Pick<RecordsApi, 'readFile' | 'remap' | 'confirm' | 'discard'> = {
    async *readFile({ name }, as, signal): AsyncGenerator<ImportEvent> {
      log.push(as === 'auto' ? `read ${name}` : `read ${name} as ${as}`);
      yield { event: 'progress', phase: 'Đang đọc', done: 1, total: 2 };
      const preview = previews[name];
      if (preview === 'hangs') {
        await new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        );
      } else if (preview === undefined || preview === 'unreadable') {
        throw new RecordsError('unreadable', 'Tệp hỏng.');
      } else yield { event: 'preview', preview };
    },
    async *remap(id, mapping): AsyncGenerator<ImportEvent> {
      log.push(`remap ${id}`);
      if (mapping.kind === 'completions') throw new RecordsError('lacking', 'Thiếu cột.');
      yield { event: 'preview', preview: previewOf('mapped.csv', { new: 9 }) };
    },
    async *confirm(id, { accept }): AsyncGenerator<ImportEvent> {
      log.push(`confirm ${id} [${accept.join()}]`);
      if (id.includes('changed meanwhile'))
        throw new RecordsError('preview-changed', 'Dữ liệu đã thay đổi.');
      yield { event: 'done', importId: '7', counts: { ...NONE, new: 1 } };
    },
    discard: async (id) => {
      log.push(`discard ${id}`);
    },
  };
  // Only what the queue calls is answered; anything else would be a mistake of the queue.
  const whole = new Proxy(api, {
    get: (target, name) => Reflect.get(target, name) ?? refuse,
  }) as RecordsApi;
  const queue = createImportQueue(whole, async () => {
    log.push('refresh');
  });
  const statuses = () => queue.state.get().files.map((f) => `${f.file.name} ${f.status}`);
  return { queue, log, statuses };
}

describe('the import queue', () => {
  it('keeps nothing before the officer says so', async () => {
    const { queue, log, statuses } = queueOver({ 'a.csv': previewOf('a.csv', { new: 3 }) });
    queue.add([file('a.csv')]);
    await settle();
    expect(statuses()).toEqual(['a.csv review']);
    expect(log).toEqual(['read a.csv']);
  });

  it('reads the next file only after the last one was kept or thrown away', async () => {
    const { queue, log, statuses } = queueOver({
      'a.csv': previewOf('a.csv', { new: 3, proposed: 1 }),
      'b.csv': previewOf('b.csv', { new: 1 }),
    });
    queue.add([file('a.csv'), file('b.csv')]);
    await settle();
    expect(statuses()).toEqual(['a.csv review', 'b.csv waiting']);
    await queue.confirm({ accept: [4] });
    await settle();
    expect(log).toEqual(['read a.csv', 'confirm preview of a.csv [4]', 'refresh', 'read b.csv']);
    await queue.discard();
    expect(statuses()).toEqual(['a.csv kept', 'b.csv discarded']);
    expect(currentFile(queue.state.get())).toBeNull();
  });

  it('starts a new list when files are given after all earlier ones are done', async () => {
    const { queue, statuses } = queueOver({
      'a.csv': previewOf('a.csv', { new: 1 }),
      'b.csv': previewOf('b.csv', { new: 1 }),
    });
    queue.add([file('a.csv')]);
    await settle();
    await queue.confirm({ accept: [] });
    queue.add([file('b.csv')]);
    await settle();
    expect(statuses()).toEqual(['b.csv review']);
    queue.add([file('a.csv')]);
    expect(statuses()).toEqual(['b.csv review', 'a.csv waiting']);
  });

  it('takes spreadsheets before record files, so that the roster is there first', async () => {
    const { queue, log } = queueOver({ 'danh-sach.xlsx': previewOf('danh-sach.xlsx', { new: 1 }) });
    queue.add([file('ket-qua-1.json'), file('danh-sach.xlsx'), file('ket-qua-2.json')]);
    await settle();
    expect(log).toEqual(['read danh-sach.xlsx']);
  });

  it('goes on after a file that cannot be read and says why', async () => {
    const { queue, statuses } = queueOver({
      'hong.csv': 'unreadable',
      'b.csv': previewOf('b.csv', { new: 1 }),
    });
    queue.add([file('hong.csv'), file('b.csv')]);
    await settle();
    expect(statuses()).toEqual(['hong.csv failed', 'b.csv review']);
    expect(queue.state.get().files[0]?.problem).toBe('Tệp hỏng.');
  });

  it('stops reading when asked to', async () => {
    const { queue, log, statuses } = queueOver({ 'to.csv': 'hangs' });
    queue.add([file('to.csv')]);
    await settle();
    queue.cancel();
    await settle();
    expect(statuses()).toEqual(['to.csv cancelled']);
    expect(log).toEqual(['read to.csv']);
  });

  it('keeps clean files without asking when the officer said so, and stops at the others', async () => {
    const { queue, log, statuses } = queueOver({
      'a.json': previewOf('a.json', { new: 1 }),
      'b.json': previewOf('b.json', { new: 1, same: 1 }),
      'c.json': previewOf('c.json', { new: 1, unmatched: 1 }),
    });
    queue.add([file('a.json'), file('b.json'), file('c.json')]);
    await settle();
    queue.setKeepClean(true);
    await settle();
    expect(statuses()).toEqual(['a.json kept', 'b.json kept', 'c.json review']);
    expect(log.filter((line) => line.startsWith('confirm'))).toHaveLength(2);
  });

  it('reads a file again as another kind when the officer says what it is', async () => {
    const { queue, log, statuses } = queueOver({ 'a.csv': previewOf('a.csv', { new: 1 }) });
    queue.add([file('a.csv')]);
    await settle();
    await queue.readAs('completions');
    expect(statuses()).toEqual(['a.csv review']);
    expect(log).toEqual(['read a.csv', 'read a.csv as completions']);
  });

  it('shows the file anew when what is kept has changed since it was looked at, and keeps nothing', async () => {
    const changed = previewOf('changed meanwhile', { new: 3 });
    const { queue, log } = queueOver({ 'a.csv': changed });
    queue.add([file('a.csv')]);
    await settle();
    const looks = queue.state.get().files[0]?.reads ?? 0;
    await queue.confirm({ accept: [1] });
    expect(log.slice(-2)).toEqual([
      'confirm preview of changed meanwhile [1]',
      'remap preview of changed meanwhile',
    ]);
    expect(queue.state.get().files[0]).toMatchObject({
      status: 'review',
      problem: 'Dữ liệu đã thay đổi.',
      // Ticks of the earlier look are about other rows.
      reads: looks + 1,
    });
    // Looked at again, it is kept.
    await queue.confirm({ accept: [] });
    expect(queue.state.get().files[0]?.status).toBe('kept');
  });

  it('stays at the preview when other columns cannot be read, and says why', async () => {
    const { queue, statuses } = queueOver({ 'a.csv': previewOf('a.csv', { error: 2 }, false) });
    queue.add([file('a.csv')]);
    await settle();
    await queue.remap({ kind: 'completions', sheets: [], modules: [] });
    expect(statuses()).toEqual(['a.csv review']);
    expect(queue.state.get().files[0]?.problem).toBe('Thiếu cột.');
    await queue.remap({ kind: 'roster', sheets: [], modules: [] });
    expect(queue.state.get().files[0]?.preview?.counts.new).toBe(9);
    expect(queue.state.get().files[0]?.problem).toBeNull();
  });
});

describe('a preview', () => {
  it('is clean only when nothing in it needs a look', () => {
    expect(isClean(previewOf('a', { new: 2, same: 3, ignored: 1 }))).toBe(true);
    expect(isClean(previewOf('a', { new: 2 }, false))).toBe(false);
    expect(isClean({ ...previewOf('a', { new: 2 }), warnings: ['Trùng cột'] })).toBe(false);
    expect(isClean({ ...previewOf('a', { same: 2 }), warnings: ['Không có gì mới'] })).toBe(true);
    const renames = { ...previewOf('a', { same: 2 }), changedUnits: 1, warnings: ['Đổi tên'] };
    expect(isClean(renames)).toBe(false);
    for (const verdict of [
      'changed',
      'proposed',
      'unmatched',
      'error',
      'gone',
      'dropped',
    ] as const) {
      expect(isClean(previewOf('a', { new: 2, [verdict]: 1 }))).toBe(false);
    }
  });

  it('says how many rows would be kept', () => {
    expect(rowsToKeep({ ...NONE, new: 4, changed: 2, proposed: 3, same: 9 }, 1)).toBe(7);
  });
});
