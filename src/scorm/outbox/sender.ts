import type { Binding, OutboxEntry } from '../lms/device-tables.ts';
import type { Store } from '../lms/store.ts';

/** What the sender needs of the world; tests put their own in. */
export interface SenderWorld {
  fetch(url: string, init: RequestInit): Promise<Response>;
  date(): Date;
  /** Runs `task` after `ms`; returns a function that calls it off. */
  later(task: () => void, ms: number): () => void;
  /** Runs `task` unless another page of this browser is running it; resolves to whether it ran. */
  alone(task: () => Promise<void>): Promise<boolean>;
}

/** What the store offers to the sender. */
export type Outbox = Pick<Store, 'learners' | 'unsent' | 'acknowledge' | 'markBinding'>;

/** A sender at work. */
export interface Sender {
  /** Tries now: something was queued, or the network is back. */
  wake(): void;
}

/** Waits after failures, in seconds; the last one goes on for ever: nothing is ever dropped. */
const WAITS = [2, 5, 15, 60, 300, 900];
/** As many as the server takes at once. */
const AT_ONCE = 50;

/**
 * Sends what waits in the outbox, each learner's for that learner alone, and takes out only what the
 * server acknowledged. `changed` is called after every try. A commit may be sent twice; the server
 * takes it once.
 */
export function createSender(store: Outbox, world: SenderWorld, changed: () => void): Sender {
  let failures = 0;
  let isRunning = false;
  let again = false;
  let cancel = () => {};
  /** Refused by id: not sent again before another page opens. */
  const refused = new Set<string>();

  /** Sends until nothing is left that can be sent; true when it should be tried again. */
  async function round(): Promise<boolean> {
    let failed = false;
    for (const { id, binding } of await store.learners()) {
      if (!binding || binding.problem === 'code-stopped') continue;
      for (;;) {
        const waiting = (await store.unsent())
          .filter((entry) => entry.learner === id && !refused.has(entry.commit.id))
          .slice(0, AT_ONCE);
        if (waiting.length === 0) break;
        const sent = await post(id, binding, waiting);
        if (sent === 'failed') failed = true;
        if (sent !== 'taken') break;
      }
    }
    return failed;
  }

  async function post(
    learner: string,
    { code, url }: Binding,
    waiting: OutboxEntry[],
  ): Promise<'taken' | 'stopped' | 'failed'> {
    const abort = new AbortController();
    const stop = world.later(() => abort.abort(), 30_000);
    try {
      const response = await world.fetch(`${url}/api/commits`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          code,
          device: learner,
          sentAt: world.date().toISOString(),
          commits: waiting.map(({ commit }) => commit),
        }),
        signal: abort.signal,
      });
      const answer = await response.json();
      if (response.ok) {
        const ids: unknown[] = answer.acknowledged;
        const taken = waiting.flatMap(({ commit }) => (ids.includes(commit.id) ? commit.id : []));
        await store.acknowledge(learner, taken);
        // What is neither acknowledged nor refused must not be sent round and round.
        for (const { commit } of waiting) if (!taken.includes(commit.id)) refused.add(commit.id);
        return 'taken';
      }
      const problem = answer.error?.code;
      if (problem === 'code-stopped' || problem === 'code-unknown') {
        await store.markBinding(learner, problem);
        return 'stopped';
      }
      return 'failed';
    } catch {
      return 'failed';
    } finally {
      stop();
    }
  }

  async function run(): Promise<void> {
    cancel();
    isRunning = true;
    do {
      again = false;
      let failed = false;
      const ran = await world
        .alone(async () => {
          failed = await round();
        })
        .catch(() => true);
      failures = failed ? failures + 1 : 0;
      if (failed || !ran) {
        const seconds = WAITS[Math.min(Math.max(failures, 1), WAITS.length) - 1] ?? 0;
        cancel = world.later(wake, seconds * 1000);
      }
      changed();
    } while (again);
    isRunning = false;
  }

  function wake(): void {
    if (isRunning) again = true;
    else void run();
  }

  return { wake };
}
