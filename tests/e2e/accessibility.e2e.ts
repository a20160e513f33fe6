import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, test } from 'playwright/test';

/** WCAG 2.2 AA, with what it takes over from before, and what axe counts as good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const VIEWS = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: '320 px wide', colorScheme: 'light', width: 320 },
] as const;

/** Addresses of every page that was built. */
function everyPage(): string[] {
  if (!existsSync('dist/index.html')) return [];
  return readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => `/${name.replace(/(^|\/)index\.html$/, '$1')}`);
}

const pages = everyPage();

test('there are pages to look at', () => {
  expect(existsSync(join('dist', 'index.html'))).toBe(true);
  expect(pages.length).toBeGreaterThan(20);
});

/** Pages looked at in one test: few enough for a slow machine, many enough to share a browser. */
const GROUP = 12;

for (const view of VIEWS) {
  for (let first = 0; first < pages.length; first += GROUP) {
    const group = pages.slice(first, first + GROUP);
    const name = `${view.name}, ${group[0]} to ${group.at(-1)}`;
    test(`no page breaks WCAG 2.2 AA, asks another host or scrolls sideways: ${name}`, async ({
      browser,
      baseURL,
    }) => {
      test.setTimeout(300_000);
      expect(await faultsOf(browser, baseURL ?? '', group, view)).toEqual([]);
    });
  }
}

async function faultsOf(
  browser: Browser,
  origin: string,
  addresses: readonly string[],
  { colorScheme, width }: (typeof VIEWS)[number],
): Promise<string[]> {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    locale: 'vi-VN',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) faults.push(`asked ${url.href}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  for (const url of addresses) {
    await page.goto(`${origin}${url}`);
    // Islands say so until they stand.
    await page.waitForFunction(() => document.querySelector('astro-island[ssr]') === null);
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    for (const { id, nodes } of violations) {
      const places = nodes.slice(0, 3).map(({ target }) => target.join(' '));
      faults.push(`${url} ${id} (${nodes.length}): ${places.join(' | ')}`);
    }
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (sideways > 0) faults.push(`${url} scrolls ${sideways} px sideways`);
  }
  await context.close();
  return faults;
}
