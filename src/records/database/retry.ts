/**
 * PostgreSQL's codes for a transaction that lost against another one and can simply be done again
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html): serialization failure, deadlock, and a
 * lock that was not to be had in time.
 */
const LOST = new Set(['40001', '40P01', '55P03']);

/** How often a transaction is begun before it is given up. */
const TRIES = 3;

/** Mean wait before the next try (milliseconds); grows with each. */
const WAIT_MS = 50;

/** Whether a database error means that another transaction was in the way. */
export function wasInTheWay(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    LOST.has(error.code)
  );
}

/** Does a transaction, again when another was in the way; throws the last error. */
export async function tryAgain<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === TRIES || !wasInTheWay(error)) throw error;
      // Two that met go on at different moments.
      const wait = WAIT_MS * tries * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** SQLite's primary result code for a file that somebody else writes to (https://www.sqlite.org/rescode.html#busy). */
const BUSY = 5;

/** How long a change waits for somebody else's to end, and how often it asks (milliseconds). */
const PATIENCE_MS = 10_000;
const BREATH_MS = 10;

/**
 * Does a transaction on SQLite once nobody else writes to the file, without holding the thread up
 * meanwhile: it takes the lock as it begins, so nothing of it was done. Throws the last error.
 */
export async function onceFree<T>(transaction: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await transaction();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
    }
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === BUSY
  );
}
