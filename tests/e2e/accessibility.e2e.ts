import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { faultsInAllViews } from './support/all-views.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

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

/** Pages looked at in one test: few enough for a slow machine, many enough to share a tab. */
const GROUP = 12;

for (let first = 0; first < pages.length; first += GROUP) {
  const group = pages.slice(first, first + GROUP);
  test(`no page breaks WCAG 2.2 AA, asks another host or scrolls sideways, in light, dark and at 320 px: ${group[0]} to ${group.at(-1)}`, async ({
    context,
    baseURL,
  }) => {
    test.setTimeout(300_000);
    const addresses = group.map((path) => new URL(path, baseURL).href);
    expect(await faultsInAllViews(context, addresses)).toEqual([]);
  });
}
