/** Told how far a long piece of work has come; the work goes on when it resolves. */
export type Pace = (done: number, total: number) => Promise<void>;

/** Items between two breaths. */
const STRIDE = 2000;

/** `items.map(each)` that stops for breath now and then, so that progress can go out. */
export async function mapPaced<T, R>(
  items: readonly T[],
  each: (item: T) => R,
  pace: Pace,
): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) {
    if (results.length % STRIDE === 0) await pace(results.length, items.length);
    results.push(each(item));
  }
  await pace(items.length, items.length);
  return results;
}
