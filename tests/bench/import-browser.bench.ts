import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { generateRoster } from '../../src/records/roster-generator.ts';
import { rosterCsv } from '../../src/records/sample/files.ts';
import { listen } from '../../src/server/listen.ts';
import { createStaticApp } from '../../src/server/static-app.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../browser.ts';

/** How long an officer is ready to wait before this bench gives up (milliseconds). */
const PATIENCE_MS = 300_000;

/**
 * A roster of 100,000 people in the office page of the built site, in Chromium, as an officer does it:
 * seconds from choosing the file to its preview, from "Nhận" to the result, both together, and the
 * longest time for which the page itself did not answer (milliseconds). Reads `dist/`.
 */
export default async function importInBrowserBench(): Promise<Record<string, number>> {
  const server = await listen(createStaticApp(resolve('dist')), { host: '127.0.0.1', port: 0 });
  const path = chromiumPath();
  const browser = await chromium.launch({
    ...(path === undefined ? {} : { executablePath: path }),
    args: CHROMIUM_ARGS,
  });
  try {
    const page = await browser.newPage({ locale: 'vi-VN' });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`http://127.0.0.1:${server.port}/quan-ly/#/nhap-du-lieu`);
    return await measure(page);
  } finally {
    await browser.close();
    await server.stop(1000);
  }
}

async function measure(page: Page): Promise<Record<string, number>> {
  const choose = page.getByLabel('Chọn tệp', { exact: true });
  await choose.waitFor({ state: 'attached' });
  await watchBlocks(page);
  const csv = rosterCsv(generateRoster({ seed: 1, people: 100_000, schools: 2600 }));
  // From disk, as an officer does: handing the bytes over through Playwright would block the page.
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  writeFileSync(join(folder, 'danh-sach.csv'), csv);
  const start = performance.now();
  await choose.setInputFiles(join(folder, 'danh-sach.csv'));
  const keep = page.getByRole('button', { name: 'Nhận 100.000 dòng' });
  await keep.waitFor();
  const preview = performance.now();
  await keep.click();
  await page.getByText('Danh sách hiện có 100.000 người.').waitFor();
  const end = performance.now();
  rmSync(folder, { recursive: true });
  return {
    roster_100k_browser_preview_s: seconds(preview - start),
    roster_100k_browser_write_s: seconds(end - preview),
    roster_100k_browser_s: seconds(end - start),
    roster_100k_browser_block_ms: await longestBlock(page),
  };
}

/** Notes every task of the page's own thread above 50 ms. */
async function watchBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) performance.mark(`block ${duration}`);
    }).observe({ type: 'longtask' });
  });
}

function longestBlock(page: Page): Promise<number> {
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

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
