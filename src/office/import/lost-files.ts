import { z } from 'zod';
import type { QueueState } from './queue.ts';

/**
 * Previews live with the page. So that an officer who reloads it is told which files were not done
 * with, their names (nothing of what is in them) are kept for this tab as long as they are under way.
 */
const KEY = 'truong-hoc-an-toan/import-under-way';
const namesSchema = z.array(z.string());

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps the names of the files that are waiting, read, looked at or being kept. */
export function noteUnderWay({ files }: QueueState, storage: Storage): void {
  const names = files
    .filter(({ status }) => ['waiting', 'reading', 'review', 'keeping'].includes(status))
    .map(({ file }) => file.name);
  if (names.length === 0) storage.removeItem(KEY);
  else storage.setItem(KEY, JSON.stringify(names));
}

/** Names of the files that were under way when the page was left; none while the queue has files. */
export function lostFiles({ files }: QueueState, storage: Storage): string[] {
  if (files.length > 0) return [];
  try {
    return namesSchema.catch([]).parse(JSON.parse(storage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}
