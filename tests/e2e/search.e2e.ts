import { expect, type Page, test } from 'playwright/test';
import { SEARCH_QUERIES } from './search-queries.ts';
import { pageFaults } from './support/page-faults.ts';

/** Types a query and waits for its answer. */
async function search(page: Page, query: string): Promise<string[]> {
  await page.getByRole('searchbox').fill(query);
  await expect(page.locator('.status')).toContainText(`cho “${query}”`);
  return page
    .locator('.results h2 a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

test('finds the right page in the first three, with or without diacritics', async ({ page }) => {
  expect(SEARCH_QUERIES.length).toBeGreaterThanOrEqual(40);
  await page.goto('/tim-kiem/');
  const missed: string[] = [];
  for (const [query, wanted] of SEARCH_QUERIES) {
    const found = (await search(page, query)).slice(0, 3);
    if (!found.some((url) => wanted.test(url))) missed.push(`${query}: ${found.join(' ')}`);
  }
  expect(missed).toEqual([]);
});

test('every result leads to a page that is there, at the place it names', async ({
  page,
  request,
}) => {
  await page.goto('/tim-kiem/');
  for (const query of ['111', 'thong tu', 'xam hai']) {
    for (const url of await search(page, query)) {
      const response = await request.get(url);
      expect(response.status(), url).toBe(200);
      const [, anchor] = url.split('#');
      if (anchor !== undefined) expect(await response.text(), url).toContain(`id="${anchor}"`);
    }
  }
});

test('loads nothing of search until it is used', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/tim-kiem/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => /pagefind|search-page/.test(path))).toEqual([]);
  await page.getByRole('searchbox').focus();
  await expect.poll(() => asked.includes('/pagefind/pagefind.js')).toBe(true);
});

test('asks no other host', async ({ page, baseURL }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto('/tim-kiem/?q=111');
  await expect(page.locator('.results li').first()).toBeVisible();
  expect([...hosts]).toEqual([baseURL]);
});

test('keeps the search in the address and takes it up again', async ({ page }) => {
  await page.goto('/tim-kiem/');
  await search(page, 'đuối nước');
  await expect(page).toHaveURL(/\?q=%C4%91u%E1%BB%91i/);
  await page.locator('.results h2 a').first().click();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('đuối nước');
  await expect(page.locator('.status')).toContainText('cho “đuối nước”');
});

test('marks the words in title and text, đ included', async ({ page }) => {
  await page.goto('/tim-kiem/?q=duong%20day%20nong');
  await expect(page.locator('.results mark').first()).toHaveText('Đường dây nóng');
});

test('filters by audience, level and topic, and counts what each would leave', async ({ page }) => {
  await page.goto('/tim-kiem/?q=bao%20luc');
  const status = page.locator('.status');
  await expect(status).toContainText('kết quả');
  const all = Number.parseInt((await status.textContent()) ?? '', 10);
  const level = page.getByLabel('Cấp học');
  const option = level.locator('option[value="thcs"]');
  await expect(option).toHaveText(/Trung học cơ sở \(\d+\)/);
  const promised = Number(/\((\d+)\)/.exec((await option.textContent()) ?? '')?.[1]);
  await level.selectOption('thcs');
  await expect(status).toContainText(`${promised} kết quả`);
  expect(promised).toBeLessThan(all);
  await expect(page).toHaveURL(/cap-hoc=thcs/);
  // The other levels keep their own counts, so that one can change one's mind.
  await expect(level.locator('option[value="tieu-hoc"]')).toHaveText(/\([1-9]\d*\)/);
  await page.getByLabel('Dành cho').selectOption('hoc-sinh');
  await page.getByLabel('Chủ đề', { exact: true }).selectOption('bao-luc');
  await expect(page.locator('.results h2 a').first()).toHaveAttribute(
    'href',
    '/hoc-sinh/thcs/bao-luc/',
  );
});

test('lists everything for a filter without a query', async ({ page }) => {
  await page.goto('/tim-kiem/?chu-de=duoi-nuoc');
  await expect(page.getByLabel('Chủ đề', { exact: true })).toHaveValue('duoi-nuoc');
  const links = page.locator('.results h2 a');
  await expect(links.first()).toBeVisible();
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(found).toContain('/hoc-sinh/tieu-hoc/duoi-nuoc/');
});

test('Enter after the results have come leaves them, and the focus, where they are', async ({
  page,
}) => {
  await page.goto('/tim-kiem/');
  const box = page.getByRole('searchbox');
  await box.fill('xâm hại');
  const first = page.locator('.results h2 a').first();
  await expect(first).toBeVisible();
  const drawn = await first.elementHandle();
  await box.press('Enter');
  await box.press('ArrowDown');
  // Longer than any rest in typing: a second answer would have been drawn by now.
  await page.waitForTimeout(600);
  await expect(first).toBeFocused();
  expect(await drawn?.evaluate((link) => link.isConnected)).toBe(true);
});

test('works from the keyboard: Enter, arrows, Esc', async ({ page }) => {
  await page.goto('/tim-kiem/');
  const box = page.getByRole('searchbox');
  await box.focus();
  await page.keyboard.type('xam hai');
  await page.keyboard.press('Enter');
  await expect(page.locator('.status')).toContainText('cho “xam hai”');
  const links = page.locator('.results h2 a');
  await page.keyboard.press('ArrowDown');
  await expect(links.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
  await expect(links).toHaveCount(0);
  await expect(page).toHaveURL(/\/tim-kiem\/$/);
  await expect(page.getByRole('heading', { name: 'Hoặc xem theo chủ đề' })).toBeVisible();
});

test('clearing with Esc does not leave the page as three Esc do', async ({ page }) => {
  await page.goto('/tim-kiem/');
  const box = page.getByRole('searchbox');
  // Used once, so that what handles the keys is there.
  await search(page, '111');
  for (const word of ['một', 'hai', 'ba']) {
    await box.fill(word);
    await page.keyboard.press('Escape');
  }
  await expect(box).toBeVisible();
  await expect(box).toHaveValue('');
});

test('says kindly when nothing is found, and where help is', async ({ page }) => {
  await page.goto('/tim-kiem/?q=qxzw');
  await expect(page.locator('.status')).toHaveText('Không thấy bài nào cho “qxzw”.');
  await expect(page.getByText('Thử ít từ hơn')).toBeVisible();
  await expect(page.getByRole('link', { name: 'gọi ai, gọi thế nào' })).toHaveAttribute(
    'href',
    '/tro-giup/',
  );
  await expect(page.locator('main').getByRole('link', { name: /Gọi 111/ })).toBeVisible();
});

test('shows more results on demand and moves on to the first new one', async ({ page }) => {
  await page.goto('/tim-kiem/?q=tr%E1%BA%BB');
  const links = page.locator('.results h2 a');
  await expect(links).toHaveCount(10);
  await page.getByRole('button', { name: /Xem thêm \d+ kết quả/ }).click();
  await expect(links.nth(10)).toBeFocused();
});

test('says so when search cannot be loaded, and tries again', async ({ page }) => {
  await page.route('**/pagefind/**', (route) => route.abort());
  await page.goto('/tim-kiem/?q=111');
  await expect(page.locator('.status')).toContainText('Hãy kiểm tra kết nối mạng');
  await page.unroute('**/pagefind/**');
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.locator('.status')).toContainText('cho “111”');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`results and their absence pass axe at 320 px, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    for (const [query, shown] of [
      ['bao luc', '.results li'],
      ['qxzw', '.nothing'],
    ] as const) {
      await page.goto(`/tim-kiem/?q=${query}`);
      await expect(page.locator(shown).first()).toBeVisible();
      expect(await pageFaults(page)).toEqual([]);
    }
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('leads to the topics', async ({ page }) => {
    await page.goto('/tim-kiem/?q=111');
    await expect(page.locator('main noscript')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Phòng, chống đuối nước' })).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeHidden();
  });
});
