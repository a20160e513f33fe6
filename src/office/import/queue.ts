import type {
  ImportConfirm,
  ImportEvent,
  ImportKind,
  ImportMapping,
  ImportPreview,
  RowVerdict,
} from '../../records/contract.ts';
import { isAbort, messageOf, type RecordsApi, RecordsError } from '../api.ts';
import { createStore, type Readable } from '../store.ts';

/** How many rows have each verdict. */
export type VerdictCounts = ImportPreview['counts'];

/** Where a file of the queue stands. One file at a time is past `waiting` and not yet at its end. */
export type FileStatus =
  | 'waiting'
  | 'reading'
  | 'review'
  | 'keeping'
  | 'kept'
  | 'discarded'
  | 'cancelled'
  | 'failed';

/** A file the officer gave, and what has become of it. */
export interface QueuedFile {
  id: number;
  file: File;
  status: FileStatus;
  /** What is being done, while `reading` or `keeping`. */
  progress: { phase: string; done: number; total: number } | null;
  /** From `review` on. */
  preview: ImportPreview | null;
  /** How many previews there were: each is looked at anew. */
  reads: number;
  /** Import id and counts, once `kept`. */
  result: { importId: string; counts: VerdictCounts } | null;
  /** Vietnamese sentence: why it failed, or what could not be done during review. */
  problem: string | null;
}

/** Files in the order in which they are taken, and how. */
export interface QueueState {
  files: QueuedFile[];
  /** Keep the files that follow without asking, as long as nothing in them needs a look. */
  keepClean: boolean;
}

/** The import queue: reads files one after another and waits for the officer's word on each. */
export interface ImportQueue {
  readonly state: Readable<QueueState>;
  /**
   * Adds files and, when all earlier ones are done, drops those from the list; spreadsheets go before record files so that the roster is there when records come.
   */
  add(files: Iterable<File>): void;
  /** Stops reading the current file; nothing of it is kept. Keeping is one deed and is not stopped. */
  cancel(): void;
  /** Reads the file under review again with another understanding of its columns. */
  remap(mapping: ImportMapping): Promise<void>;
  /** Reads the file under review again as another kind of file. */
  readAs(kind: ImportKind): Promise<void>;
  /** Keeps the file under review, with the proposed rows the officer accepted and the people who left. */
  confirm(body: ImportConfirm): Promise<void>;
  /** Throws the preview of the file under review away. */
  discard(): Promise<void>;
  setKeepClean(keepClean: boolean): void;
  /** Marks a kept file as taken back. */
  forget(importId: string): void;
  /** Drops the files that are done from the list, once none is under way. */
  clear(): void;
}

const ENDED: ReadonlySet<FileStatus> = new Set(['kept', 'discarded', 'cancelled', 'failed']);
const NEEDS_A_LOOK: readonly RowVerdict[] = [
  'changed',
  'proposed',
  'unmatched',
  'error',
  'gone',
  'dropped',
];

/** The file that is being read, looked at or kept, if any. */
export function currentFile(state: QueueState): QueuedFile | null {
  return state.files.find((file) => file.status !== 'waiting' && !ENDED.has(file.status)) ?? null;
}

/**
 * Whether a preview may be kept without a look: every row is new, known or empty, and there is no
 * warning, but for a file that brings nothing new (its warning says just that).
 */
export function isClean({ ready, warnings, counts, changedUnits }: ImportPreview): boolean {
  const bringsNothing = counts.new === 0 && changedUnits === 0;
  return (
    ready &&
    (warnings.length === 0 || bringsNothing) &&
    NEEDS_A_LOOK.every((verdict) => counts[verdict] === 0)
  );
}

/** How many rows would be kept: new and changed ones, the accepted proposals, and the people said to have left. */
export function rowsToKeep(counts: VerdictCounts, accepted: number, left = 0): number {
  return counts.new + counts.changed + accepted + left;
}

/** Whether the records said that a preview is no longer what would be kept. */
function isOutdated(cause: unknown): boolean {
  return cause instanceof RecordsError && cause.code === 'preview-changed';
}

function isRecordFile(file: File): boolean {
  return /\.json$/i.test(file.name);
}

/**
 * Makes a queue over the records API.
 * @param onChange called after a file was kept, before the next one is read.
 */
export function createImportQueue(api: RecordsApi, onChange: () => Promise<void>): ImportQueue {
  const store = createStore<QueueState>({ files: [], keepClean: false });
  let nextId = 1;
  let abort: AbortController | null = null;

  function patch(id: number, change: Partial<QueuedFile>): void {
    store.set((state) => ({
      ...state,
      files: state.files.map((file) => (file.id === id ? { ...file, ...change } : file)),
    }));
  }

  /** Follows a stream of events to its end; gives the last one that is not progress. */
  async function follow(
    id: number,
    events: AsyncIterable<ImportEvent>,
  ): Promise<ImportEvent | null> {
    let last: ImportEvent | null = null;
    for await (const event of events) {
      if (event.event === 'progress') {
        patch(id, { progress: { phase: event.phase, done: event.done, total: event.total } });
      } else last = event;
    }
    return last;
  }

  async function work(
    file: QueuedFile,
    status: 'reading' | 'keeping',
    events: (signal: AbortSignal) => AsyncIterable<ImportEvent>,
    { told = null }: { told?: string | null } = {},
  ): Promise<void> {
    const before = file.preview;
    abort = new AbortController();
    patch(file.id, { status, progress: null, problem: null });
    try {
      const last = await follow(file.id, events(abort.signal));
      if (last?.event === 'preview') {
        patch(file.id, {
          status: 'review',
          progress: null,
          preview: last.preview,
          reads: file.reads + 1,
          problem: told,
        });
        if (store.get().keepClean && isClean(last.preview)) return confirm({ accept: [] });
        return;
      }
      if (last?.event === 'done') {
        const result = { importId: last.importId, counts: last.counts };
        patch(file.id, { status: 'kept', progress: null, result });
        await onChange();
        return next();
      }
      patch(file.id, {
        status: 'failed',
        progress: null,
        problem: 'Đọc tệp bị dừng giữa chừng. Hãy thử lại.',
      });
    } catch (cause) {
      if (isAbort(cause)) {
        // Cancelled while reading anew: the earlier preview goes too.
        if (before !== null) await api.discard(before.id).catch(() => undefined);
        patch(file.id, { status: 'cancelled', progress: null });
      } else if (before !== null && status === 'keeping' && isOutdated(cause)) {
        // What was shown is no longer so: the officer looks at it anew, and keeps or discards that.
        await work(file, 'reading', (signal) => api.remap(before.id, before.mapping, signal), {
          told: messageOf(cause),
        });
        return;
      } else if (before !== null) {
        // The preview still stands: the officer can mend the columns or discard it.
        patch(file.id, { status: 'review', progress: null, problem: messageOf(cause) });
        return;
      } else {
        patch(file.id, { status: 'failed', progress: null, problem: messageOf(cause) });
      }
    } finally {
      abort = null;
    }
    next();
  }

  function next(): void {
    const state = store.get();
    if (currentFile(state) !== null) return;
    const waiting = state.files.find((file) => file.status === 'waiting');
    if (waiting === undefined) return;
    void work(waiting, 'reading', (signal) => api.readFile(waiting.file, 'auto', signal));
  }

  /** The file under review with its preview, or null. */
  function reviewed(): { file: QueuedFile; preview: ImportPreview } | null {
    const file = currentFile(store.get());
    return file?.status === 'review' && file.preview !== null
      ? { file, preview: file.preview }
      : null;
  }

  async function confirm(body: ImportConfirm): Promise<void> {
    const now = reviewed();
    if (now === null) return;
    await work(now.file, 'keeping', () => api.confirm(now.preview.id, body));
  }

  return {
    state: store,
    add(files) {
      const added = [...files].map<QueuedFile>((file) => ({
        id: nextId++,
        file,
        status: 'waiting',
        progress: null,
        preview: null,
        reads: 0,
        result: null,
        problem: null,
      }));
      added.sort((a, b) => Number(isRecordFile(a.file)) - Number(isRecordFile(b.file)));
      store.set((state) => {
        const allDone = state.files.every(({ status }) => ENDED.has(status));
        return { ...state, files: allDone ? added : [...state.files, ...added] };
      });
      next();
    },
    cancel() {
      abort?.abort();
    },
    async remap(mapping) {
      const now = reviewed();
      if (now === null) return;
      await work(now.file, 'reading', (signal) => api.remap(now.preview.id, mapping, signal));
    },
    async readAs(kind) {
      const now = reviewed();
      if (now === null) return;
      await work(now.file, 'reading', (signal) => api.readFile(now.file.file, kind, signal));
      if (currentFile(store.get())?.preview?.id !== now.preview.id) {
        await api.discard(now.preview.id).catch(() => undefined);
      }
    },
    confirm,
    async discard() {
      const now = reviewed();
      if (now === null) return;
      patch(now.file.id, { status: 'discarded' });
      await api.discard(now.preview.id).catch(() => undefined);
      next();
    },
    setKeepClean(keepClean) {
      store.set((state) => ({ ...state, keepClean }));
      const now = reviewed();
      if (keepClean && now !== null && isClean(now.preview)) void confirm({ accept: [] });
    },
    forget(importId) {
      store.set((state) => ({
        ...state,
        files: state.files.filter((file) => file.result?.importId !== importId),
      }));
    },
    clear() {
      if (currentFile(store.get()) !== null) return;
      store.set((state) => ({
        ...state,
        files: state.files.filter((file) => !ENDED.has(file.status)),
      }));
    },
  };
}
