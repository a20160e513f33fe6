import { expect, type Page, test } from 'playwright/test';

/** A sensitive page that every build has. */
const SENSITIVE = '/tro-giup/';
const NEUTRAL = '/bang-cuu-chuong/';

async function expectCovered(page: Page): Promise<void> {
  await expect(page).toHaveTitle('Bảng cửu chương');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bảng cửu chương');
  await expect.poll(() => new URL(page.url()).pathname).toBe(NEUTRAL);
  const text = await page.locator('body').innerText();
  expect(text).toContain('7 × 8 = 56');
  expect(text).not.toMatch(/trợ giúp|111|xâm hại|bạo lực/i);
  const told = await page.evaluate(() =>
    [...document.head.querySelectorAll('title, meta, link:not([rel="stylesheet"])')]
      .map((element) => element.outerHTML)
      .join('\n'),
  );
  expect(told).not.toMatch(/trợ giúp|tro-giup|xâm hại|bạo lực/i);
}

test.describe('"Thoát nhanh" on a sensitive page', () => {
  test('covers the page at once and puts the neutral address in its place', async ({ page }) => {
    await page.goto(SENSITIVE);
    await page.getByRole('link', { name: /Thoát nhanh/ }).click();
    await expectCovered(page);
  });

  test('is reached by Esc pressed three times, not by two', async ({ page }) => {
    await page.goto(SENSITIVE);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page).toHaveTitle(/Tìm trợ giúp/);
    await page.keyboard.press('Escape');
    await expectCovered(page);
  });

  test('does not count Esc presses that lie far apart', async ({ page }) => {
    await page.clock.install();
    await page.goto(SENSITIVE);
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('Escape');
      await page.clock.fastForward(1500);
    }
    await expect(page).toHaveTitle(/Tìm trợ giúp/);
  });

  test('works with no network at all', async ({ page, context }) => {
    await page.goto(SENSITIVE);
    await context.setOffline(true);
    await page.getByRole('link', { name: /Thoát nhanh/ }).click();
    await expectCovered(page);
  });

  test('works while the page is still arriving', async ({ page }) => {
    // The style sheets never come, and nothing more is fetched: not even the neutral page.
    await page.route('**/*.css', () => {});
    await page.route(`**${NEUTRAL}`, () => {
      throw new Error('the cover must not need the network');
    });
    await page.goto(SENSITIVE, { waitUntil: 'commit' });
    await page.locator('[data-quick-exit]').waitFor({ state: 'attached' });
    await page.locator('[data-quick-exit]').evaluate((link: HTMLElement) => link.click());
    await expectCovered(page);
  });

  test('does not lead back to the page that was read', async ({ page }) => {
    await page.goto('/');
    await page.goto(SENSITIVE);
    await page.getByRole('link', { name: /Thoát nhanh/ }).click();
    await expectCovered(page);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goForward();
    expect(new URL(page.url()).pathname).toBe(NEUTRAL);
    await expectCovered(page);
  });

  test('stays in reach on a phone, wherever one has scrolled', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await page.goto(SENSITIVE);
    const button = page.getByRole('link', { name: /Thoát nhanh/ });
    await expect(button).toBeInViewport({ ratio: 1 });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(button).toBeInViewport({ ratio: 1 });
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  });

  test('is an ordinary link to the neutral page without JavaScript', async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
    const page = await context.newPage();
    await page.goto(SENSITIVE);
    await page.getByRole('link', { name: /Thoát nhanh/ }).click();
    await expectCovered(page);
    await context.close();
  });

  test('is explained without a claim to erase the history', async ({ page }) => {
    await page.goto(SENSITIVE);
    await expect(page.getByText('Nút không xóa lịch sử của trình duyệt')).toBeVisible();
  });
});

test('a page that needs no hiding has no "Thoát nhanh"', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('[data-quick-exit]')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveTitle('Bảng cửu chương');
});
