/**
 * One thing after another: the database has one connection, and a transaction must not see another
 * request's statements between its own.
 */
export class WorkQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everything asked for before is done; answers its result. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
