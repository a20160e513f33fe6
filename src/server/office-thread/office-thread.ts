import { Worker } from 'node:worker_threads';
import { logFault } from '../../records/fault.ts';
import { cameSecurely } from '../accounts/arrival.ts';
import { type Answered, type Asked, answeredSchema, CLOSE, type Start } from './messages.ts';

/** A thread that runs, and what waits for its answers. */
interface Running {
  worker: Worker;
  waiting: Map<number, (answered: Answered) => void>;
  /** Rejects when the thread ends. */
  ended: Promise<never>;
}

/**
 * A thread of the server in which the calls of officers run: reading a file of 100,000 rows, writing
 * a back-up. The main thread stays free for learners, whose commits wait for nothing but the disk; and
 * a call that uses up the thread's memory takes no learner's work with it: the next call starts a new
 * thread. Answers a `fetch` of the records.
 */
export class OfficeThread {
  readonly #env: NodeJS.ProcessEnv;
  readonly #told: Start;
  #running: Running | null = null;
  #lastId = 0;

  /** @param env where the records are, as for `openRecords`. */
  constructor(env: NodeJS.ProcessEnv, told: Start) {
    this.#env = env;
    this.#told = told;
  }

  /** Starts the thread, so that the first officer does not wait for it. */
  start(): void {
    this.#thread();
  }

  /** Has a request answered in the thread; 503 when the thread ends meanwhile. */
  async fetch(request: Request): Promise<Response> {
    const { waiting, ended, worker } = this.#thread();
    const id = ++this.#lastId;
    const { method, url, body } = request;
    const headers = [...request.headers];
    const asked: Asked = { id, method, url, headers, isSecure: cameSecurely(request), body };
    try {
      const answered = new Promise<Answered>((resolve) => waiting.set(id, resolve));
      worker.postMessage(asked, body === null ? [] : [body]);
      const { status, headers, body: answer } = await Promise.race([answered, ended]);
      const content = answer === null ? null : untilEnded(answer, ended);
      return new Response(content, { status, headers });
    } catch {
      return Response.json({ error: AWAY }, { status: 503 });
    } finally {
      waiting.delete(id);
    }
  }

  /** Lets the thread close its connections, and waits for its end. */
  async close(): Promise<void> {
    if (this.#running === null) return;
    const { worker, ended } = this.#running;
    worker.postMessage(CLOSE);
    await ended.catch(() => undefined);
  }

  /** Ends the thread in the middle of whatever it does: for tests of what learners feel of it. */
  async kill(): Promise<void> {
    await this.#running?.worker.terminate();
  }

  #thread(): Running {
    this.#running ??= this.#started();
    return this.#running;
  }

  #started(): Running {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      env: this.#env,
      workerData: this.#told,
    });
    const waiting: Running['waiting'] = new Map();
    worker.on('message', (message: unknown) => {
      const answered = answeredSchema.parse(message);
      waiting.get(answered.id)?.(answered);
    });
    worker.on('error', logFault);
    const ended = new Promise<never>((_, reject) => {
      worker.once('exit', () => {
        this.#running = null;
        reject(new Error('The office thread has ended'));
      });
    });
    // Nobody may be waiting when it ends.
    ended.catch(() => undefined);
    return { worker, waiting, ended };
  }
}

const AWAY = {
  code: 'office-away',
  message:
    'Phần quản lý của máy chủ vừa phải khởi động lại; dữ liệu đang giữ không đổi. Hãy thử lại sau ít giây.',
};

/** The stream as it comes, broken off when the thread ends: by itself it would wait without end. */
function untilEnded(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  ended: Promise<never>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await Promise.race([reader.read(), ended]);
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
