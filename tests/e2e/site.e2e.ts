import { expect, test } from 'playwright/test';

test.describe('the home page', () => {
  test('lets a child call 111 at once on a small phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto('/');
    const call = page
      .getByRole('main')
      .getByRole('link', { name: /Gọi 111/ })
      .first();
    await expect(call).toBeInViewport({ ratio: 1 });
    await expect(call).toHaveAttribute('href', 'tel:111');
  });

  test('has the three doors', async ({ page }) => {
    await page.goto('/');
    for (const [name, path] of [
      ['Thầy cô', '/tap-huan/'],
      ['Học sinh', '/hoc-sinh/'],
      ['Cha mẹ', '/cam-nang/'],
    ] as const) {
      const door = page.getByRole('heading', { level: 2 }).getByRole('link', { name, exact: true });
      await expect(door).toHaveAttribute('href', path);
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

  test('every part of the site is one press away on the narrowest phone', async ({ page }) => {
    await page.goto('/');
    const nav = page.getByRole('navigation', { name: 'Chính' });
    for (const name of ['Tập huấn', 'Học sinh', 'Cha mẹ', 'Tờ gấp', 'Tìm kiếm', 'Tìm trợ giúp']) {
      const link = nav.getByRole('link', { name });
      await expect(link).toBeInViewport({ ratio: 1 });
      const box = await link.boundingBox();
      expect(box?.height ?? 0).toBeGreaterThanOrEqual(24);
    }
  });

  test('a module reads in full: objectives, lesson, card, questions, acts, sources', async ({
    page,
  }) => {
    await page.goto('/tap-huan/');
    await page
      .getByRole('main')
      .getByRole('heading', { level: 2 })
      .getByRole('link')
      .first()
      .click();
    const headings = [
      'Học xong, thầy cô có thể',
      'Thẻ ghi nhớ',
      'Bài kiểm tra',
      'Căn cứ pháp lý',
      'Nguồn',
    ];
    for (const name of headings) {
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    }
    const words = (await page.getByRole('main').innerText()).split(/\s+/).length;
    expect(words).toBeGreaterThan(1500);
  });

  test('a self-check answers when an option is opened, and only then', async ({ page }) => {
    await page.goto('/thanh-phan/');
    const check = page.getByRole('region', { name: /^Tự kiểm tra/ });
    const answer = check.getByText('Em thấy mình được tin.');
    await expect(answer).toBeHidden();
    await check.getByText('Cảm ơn em đã kể, rồi nghe tiếp.').click();
    await expect(answer).toBeVisible();
    await expect(check.getByText('Em sẽ nghĩ thầy cô không muốn nghe.')).toBeHidden();
  });
});

test('the list of modules says which of them each role must take', async ({ page }) => {
  await page.goto('/tap-huan/');
  const duty = page.locator('details', { has: page.getByText(/^Giáo viên: \d+ mô-đun$/) });
  await duty.locator('summary').click();
  const said = Number(/\d+/.exec(await duty.locator('summary').innerText())?.[0]);
  await expect(duty.getByRole('link')).toHaveCount(said);
  await expect(duty.getByRole('link').first()).toHaveAttribute(
    'href',
    /^\/tap-huan\/[a-z0-9-]+\/$/,
  );
});

test('a citation leads to its source and a cited act to its place in the register', async ({
  page,
}) => {
  await page.goto('/tap-huan/');
  await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Nguồn 1', exact: true }).first().click();
  await expect(page.locator('li:target')).toBeInViewport();
  const act = page.locator('.legal a').first();
  const number = await act.innerText();
  await act.click();
  await expect(page.locator('article:target').getByRole('heading')).toContainText(number);
});

test('the register shows what is in force before what is not', async ({ page }) => {
  await page.goto('/can-cu/');
  const groups = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
  expect(groups[0]).toBe('Đang có hiệu lực');
  expect(groups).toContain('Đã hết hiệu lực');
  const past = page.locator('article#tt-33-2018-bgddt');
  await expect(past).toContainText('Được thay bằng 18/2025/TT-BGDĐT.');
});

test('the skip link leads to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Đến nội dung chính' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the card of a module prints alone on one sheet', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = document.documentElement.className;
    };
  });
  await page.goto('/tap-huan/');
  await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'In riêng thẻ này' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'print-card');
  await expect(page.locator('html')).not.toHaveClass(/print-card/);
  await page.evaluate(() => document.documentElement.classList.add('print-card'));
  const text = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect([...text.matchAll(/\/Type\s*\/Page[^s]/g)]).toHaveLength(1);
});
