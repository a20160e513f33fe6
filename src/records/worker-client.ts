import { type WorkerRequest, type WorkerStop, workerAnswerSchema } from './worker-protocol.ts';

/** The office page's side of `worker.ts`: a `fetch` for the records in this browser. */

interface Waiting {
  resolve: (response: Response) => void;
  reject: (error: Error) => void;
  body: ReadableStreamDefaultController<Uint8Array> | null;
}

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/**
 * Asks the records (see `contract.ts`): `input` is a path such as `/api/state`. The worker starts at
 * the first call. The body of an import's answer comes line by line while the work goes on. Rejects
 * when the worker cannot run at all; everything else is a `Response`.
 */
export async function fetchRecords(input: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(input, location.href), init);
  const body = init.body == null ? null : await request.arrayBuffer();
  // A first import is when data starts to matter: ask the browser not to clear it by itself.
  if (request.method === 'POST') void navigator.storage?.persist?.();
  const id = ++lastId;
  const message: WorkerRequest = {
    id,
    method: request.method,
    url: request.url,
    headers: [...request.headers],
    body,
  };
  return new Promise((resolve, reject) => {
    if (init.signal?.aborted) {
      reject(new DOMException('The call was given up', 'AbortError'));
      return;
    }
    waiting.set(id, { resolve, reject, body: null });
    init.signal?.addEventListener('abort', () => {
      const one = waiting.get(id);
      waiting.delete(id);
      // Reading a file stops in the worker too; what must not stay half-done goes on to its end.
      const stop: WorkerStop = { stop: id };
      if (one !== undefined) worker?.postMessage(stop);
      if (one !== undefined) breakOne(one, new DOMException('The call was given up', 'AbortError'));
    });
    startedWorker().postMessage(message, body === null ? [] : [body]);
  });
}

function startedWorker(): Worker {
  if (worker !== null) return worker;
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', (event: MessageEvent<unknown>) => receive(event.data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    breakAll(new Error(event.message || 'The records worker could not start'));
  });
  return worker;
}

function receive(data: unknown): void {
  const answer = workerAnswerSchema.parse(data);
  const one = waiting.get(answer.id);
  if (one === undefined) return;
  switch (answer.part) {
    case 'head': {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          one.body = controller;
        },
        cancel() {
          waiting.delete(answer.id);
        },
      });
      one.resolve(new Response(stream, { status: answer.status, headers: answer.headers }));
      break;
    }
    case 'piece':
      one.body?.enqueue(answer.bytes);
      break;
    case 'end':
      waiting.delete(answer.id);
      one.body?.close();
      break;
    case 'broken':
      waiting.delete(answer.id);
      breakOne(one, new Error(answer.message));
  }
}

function breakOne(one: Waiting, error: Error): void {
  one.body?.error(error);
  one.reject(error);
}

/** The worker died: whoever waits is told, and the next call starts a new one. */
function breakAll(error: Error): void {
  for (const one of waiting.values()) breakOne(one, error);
  waiting.clear();
  worker?.terminate();
  worker = null;
}
