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
