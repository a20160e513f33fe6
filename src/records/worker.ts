/// <reference lib="webworker" />
import { createRecordsApp, type RecordsApp } from './app.ts';
import { HeldElsewhere, openBrowserDatabase } from './browser-database.ts';
import type { RecordsDatabase } from './database/tables.ts';
import {
  type WorkerAnswer,
  type WorkerRequest,
  workerRequestSchema,
  workerStopSchema,
} from './worker-protocol.ts';

/**
 * The records' home in the office page: a module worker with the database in this browser.
 *
 * Only one worker can hold the files, so the first tab takes a lock and keeps it while it lives. A
 * second tab is told so (409 `open-elsewhere`) and tries again at each request: when the first is
 * closed it takes over. It does not speak through the first tab, which a phone may have put to sleep.
 */
const LOCK = 'truong-hoc-an-toan/records';

let opening: Promise<RecordsApp> | null = null;

/** Opens the records once; a failure is forgotten, so that the next request tries again. */
function openApp(): Promise<RecordsApp> {
  opening ??= open().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function open(): Promise<RecordsApp> {
  const release = await takeLock();
  try {
    const database = await openPatiently();
    // Memory is each tab's own: nothing to guard.
    if (database.storage === 'memory') release();
    const app = createRecordsApp(database);
    // Files that were read and never confirmed hold names.
    await app.home.desk.sweep(app.home);
    return app;
  } catch (error) {
    release();
    throw error;
  }
}

/** How long the last holder may take to let go, as when the page is reloaded (milliseconds). */
const PATIENCE_MS = 1500;

/** The lock is free a moment before the files are. */
async function openPatiently(): Promise<RecordsDatabase> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await openBrowserDatabase();
    } catch (error) {
      if (!(error instanceof HeldElsewhere) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

/** Takes the lock for as long as this worker lives, or until it is released. */
function takeLock(): Promise<() => void> {
  if (navigator.locks === undefined) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(
        LOCK,
        { signal: AbortSignal.timeout(PATIENCE_MS) },
        () => new Promise<void>((release) => resolve(() => release())),
      )
      .catch(() => reject(new HeldElsewhere('Another tab holds the lock')));
  });
}

async function answer(request: WorkerRequest): Promise<Response> {
  try {
    const app = await openApp();
    const { method, url, headers, body } = request;
    return await app.fetch(new Request(url, { method, headers, body }));
  } catch (error) {
    if (error instanceof HeldElsewhere) {
      return refusal(
        409,
        'open-elsewhere',
        'Mỗi lúc chỉ một thẻ dùng được dữ liệu trên máy này. Hãy dùng thẻ đang mở kia, hoặc đóng nó lại rồi bấm "Thử lại".',
      );
    }
    console.error(error);
    const why = error instanceof Error ? ` (${error.message})` : '';
    return refusal(
      500,
      'cannot-open',
      `Không mở được dữ liệu trong trình duyệt này${why}. Hãy tải lại trang; nếu vẫn lỗi, hãy dùng Chrome, Edge hoặc Firefox bản mới.`,
    );
  }
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** Answers on their way out, by request. */
const answering = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();

async function serve(request: WorkerRequest): Promise<void> {
  const post = (message: WorkerAnswer, transfer: Transferable[] = []) =>
    self.postMessage(message, transfer);
  const { id } = request;
  try {
    const response = await answer(request);
    post({ id, part: 'head', status: response.status, headers: [...response.headers] });
    const reader = response.body?.getReader();
    if (reader !== undefined) answering.set(id, reader);
    for (;;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) break;
      const bytes = new Uint8Array(piece.value);
      post({ id, part: 'piece', bytes }, [bytes.buffer]);
    }
    post({ id, part: 'end' });
  } catch (error) {
    post({ id, part: 'broken', message: error instanceof Error ? error.message : String(error) });
  } finally {
    answering.delete(id);
  }
}

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const stop = workerStopSchema.safeParse(event.data);
  if (stop.success) void answering.get(stop.data.stop)?.cancel();
  else void serve(workerRequestSchema.parse(event.data));
});
