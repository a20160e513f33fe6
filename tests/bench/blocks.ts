import type { Page } from 'playwright';

/** Notes every task of the page's own thread above 50 ms, from now on. */
export async function watchBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    performance.clearMarks();
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) performance.mark(`block ${duration}`);
    }).observe({ type: 'longtask' });
  });
}

/** The longest of them since then (milliseconds); 0 when there was none above 50. */
export function longestBlock(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(
      0,
      ...performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('block '))
        .map(({ name }) => Math.round(Number(name.slice('block '.length)))),
    ),
  );
}
