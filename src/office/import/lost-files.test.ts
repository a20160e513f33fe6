import { describe, expect, it } from 'vitest';
import { lostFiles, noteUnderWay } from './lost-files.ts';
import type { FileStatus, QueueState } from './queue.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    kept,
  };
}

const NOBODY: QueueState = { files: [], keepClean: false };
const queueOf = (...files: [string, FileStatus][]): QueueState => ({
  ...NOBODY,
  files: files.map(([name, status], id) => ({
    id,
    file: new File(['x'], name),
    status,
    progress: null,
    preview: null,
    reads: 0,
    result: null,
    problem: null,
  })),
});

describe('a page that is reloaded', () => {
  it('knows the names of the files that were not done with', () => {
    const place = storage();
    noteUnderWay(queueOf(['a.csv', 'kept'], ['b.csv', 'review'], ['c.csv', 'waiting']), place);
    expect(lostFiles(NOBODY, place)).toEqual(['b.csv', 'c.csv']);
    // Going to another section and back is no reload.
    expect(lostFiles(queueOf(['b.csv', 'review']), place)).toEqual([]);
  });

  it('keeps nothing when every file is done, and minds no damage', () => {
    const place = storage();
    noteUnderWay(queueOf(['b.csv', 'review']), place);
    noteUnderWay(queueOf(['b.csv', 'discarded']), place);
    expect(place.kept.size).toBe(0);
    for (const damaged of ['{', '{"a":1}']) {
      noteUnderWay(queueOf(['b.csv', 'review']), place);
      for (const key of place.kept.keys()) place.kept.set(key, damaged);
      expect(lostFiles(NOBODY, place)).toEqual([]);
    }
  });
});
