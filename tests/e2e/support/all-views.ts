import type { BrowserContext, Page } from 'playwright/test';
import { pageFaults } from './page-faults.ts';

/** How every page is looked at, one after the other without loading it again. */
const VIEWS = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: '320 px wide', colorScheme: 'light', width: 320 },
] as const;

/**
 * Loads pages one after the other and gives a line for each fault: what `pageFaults` finds in light,
 * in dark and at 320 px, errors thrown, requests to another host than the page's own.
 * Styles must not need a new load to follow the colour scheme or the width, nor change slowly.
 */
export async function faultsInAllViews(
  context: BrowserContext,
  addresses: readonly string[],
): Promise<string[]> {
  const page = await context.newPage();
  const faults: string[] = [];
  let origin = '';
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) faults.push(`asked ${url.href}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  for (const address of addresses) {
    ({ origin } = new URL(address));
    for (const [index, view] of VIEWS.entries()) {
      await page.emulateMedia({ colorScheme: view.colorScheme });
      await page.setViewportSize({ width: view.width, height: 800 });
      if (index === 0) await load(page, address);
      else await drawn(page);
      const { pathname } = new URL(address);
      for (const fault of await pageFaults(page))
        faults.push(`${pathname}, ${view.name}: ${fault}`);
    }
  }
  await page.close();
  return faults;
}

async function load(page: Page, address: string): Promise<void> {
  await page.goto(address);
  // Islands say so until they stand.
  await page.waitForFunction(() => document.querySelector('astro-island[ssr]') === null);
}

/** Waits until the page has been drawn anew, and what follows its size has done so. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
