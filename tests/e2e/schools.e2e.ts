import { readdirSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';

const FORMS = readdirSync('content/forms').map((name) => name.replace(/\.yaml$/, ''));
const FORM = '/nha-truong/bieu-mau/tiep-nhan-thong-tin/';
const PLAN = '/nha-truong/van-ban/ke-hoach-nam-hoc/';

/** Everything a browser could remember of a page. */
function remembered(page: Page) {
  return page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: 'caches' in window ? (await caches.keys()).length : 0,
    state: history.state,
    address: location.search + location.hash,
  }));
}

const NOTHING = {
  local: 0,
  session: 0,
  cookies: '',
  databases: 0,
  caches: 0,
  state: null,
  address: '',
};

test('there are forms', () => {
  expect(FORMS.length).toBeGreaterThan(4);
});

for (const slug of FORMS) {
  test(`the form ${slug} keeps and sends nothing of what is typed, and puts help first`, async ({
    page,
    baseURL,
  }) => {
    await page.clock.install();
    await page.goto(`/nha-truong/bieu-mau/${slug}/`);
    const sent: string[] = [];
    page.on('request', (request) => {
      // The browser asks for the icon when it likes.
      if (!request.url().endsWith('/favicon.svg')) sent.push(request.url());
    });
    const fields = page.locator('[data-form] :is(input, textarea)');
    expect(await fields.count()).toBeGreaterThan(3);
    for (const field of await fields.all()) {
      expect(await field.getAttribute('name')).toBeNull();
      // HTML allows it on text only; the boxes are emptied by the page itself.
      if ((await field.getAttribute('type')) !== 'checkbox') {
        expect(await field.getAttribute('autocomplete')).toBe('off');
      }
    }
    const first = page.locator('[data-form] [data-paper]').first();
    await first.fill('Ca 26-07');
    await first.press('Enter');
    // Whatever would save or send after a rest has its time; then a request of the test's own.
    await page.clock.runFor(60_000);
    await page.evaluate(() => fetch('/bang-cuu-chuong/'));
    expect(sent).toEqual([new URL('/bang-cuu-chuong/', baseURL).href]);
    expect(await remembered(page)).toEqual(NOTHING);

    const call = await page.getByRole('link', { name: '111' }).first().boundingBox();
    const form = await page.locator('[data-form]').boundingBox();
    expect(call?.y).toBeLessThan(form?.y ?? 0);
  });
}

test('a form asks before leaving with text, empties itself, and is empty when one comes back', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  });
  await page.goto(FORM);
  const field = page.locator('#o-loi-em');
  await field.fill('“Em không muốn về nhà.”');
  await page.getByRole('link', { name: 'Nhà trường', exact: true }).last().click();
  await page.waitForURL('**/nha-truong/');
  expect(asked).toEqual(['beforeunload']);
  await page.goBack();
  await expect(field).toHaveValue('');
  await page.goForward();
  await page.waitForURL('**/nha-truong/');
  expect(asked).toEqual(['beforeunload']);
});

test('“Xóa hết” empties a form, the copies for paper too', async ({ page }) => {
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(FORM);
  const field = page.locator('#o-loi-em');
  await field.fill('Lời em');
  await page.getByLabel('Em bị thương hoặc ốm').check();
  await expect(field.locator('xpath=following-sibling::*[1]')).toHaveText('Lời em');
  await page.getByRole('button', { name: 'Xóa hết' }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByLabel('Em bị thương hoặc ốm')).not.toBeChecked();
  await expect(field.locator('xpath=following-sibling::*[1]')).toHaveText('');
});

test('paper shows what was typed in full, and the line that says to keep it close', async ({
  page,
}) => {
  await page.goto(FORM);
  const long = 'Em nói: “Chiều nào em cũng sợ.” '.repeat(20).trim();
  await page.locator('#o-loi-em').fill(long);
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('#o-loi-em + .paper');
  await expect(paper).toBeVisible();
  await expect(paper).toHaveText(long);
  await expect(page.locator('#o-loi-em')).toBeHidden();
  await expect(page.getByText('GIỮ KÍN')).toBeVisible();
  await expect(page.locator('header.no-print')).toBeHidden();
});

test('a model document shows what the school fills in, and forgets it', async ({ page }) => {
  await page.goto(PLAN);
  const text = page.locator('#van-ban');
  await page.getByLabel('Tên trường', { exact: true }).fill('Trường THCS Lê Quý Đôn');
  await page.getByLabel('Ngày ký').fill('2026-09-05');
  await expect(text).toContainText('Trường THCS Lê Quý Đôn xây dựng Kế hoạch');
  await expect(text).toContainText('ngày 05 tháng 9 năm 2026');
  await expect(text).toContainText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  expect(await remembered(page)).toEqual(NOTHING);
  await page.reload();
  await expect(page.getByLabel('Tên trường', { exact: true })).toHaveValue('');
  await expect(text).not.toContainText('Lê Quý Đôn');
});

test('ready texts take the school’s name, count the SMS anew and are copied as shown', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/nha-truong/tin-mau/bat-nat/');
  const count = page.locator('[data-count="sms-khong-dau"]');
  const before = await count.textContent();
  await page.getByLabel('Tên trường').fill('THCS A');
  await expect(count).not.toHaveText(before ?? '');
  await expect(count).toContainText('gửi thành 1 tin');
  const sms = page.locator('#sms-khong-dau');
  await expect(sms).toHaveText(/^THCS A: .*goi 111\.$/);
  await page.locator('[data-copy="sms-khong-dau"]').click();
  await expect(page.locator('[data-copy="sms-khong-dau"]')).toHaveText('Đã chép');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    (await sms.innerText()).trim(),
  );
});

test('the school’s own round counts its ticks and keeps none', async ({ page }) => {
  await page.goto('/nha-truong/bang-kiem/');
  const boxes = page.locator('[data-part="chay-nuoc-an"] input');
  const total = await page.locator('[data-checklist] input').count();
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await expect(page.locator('[data-ticks=""]')).toHaveText(`2 trên ${total} mục`);
  await expect(page.locator('[data-ticks="chay-nuoc-an"]')).toHaveText(
    `2 trên ${await boxes.count()} mục`,
  );
  expect(await remembered(page)).toEqual(NOTHING);
  await page.reload();
  await expect(page.locator('[data-ticks=""]')).toHaveText(`0 trên ${total} mục`);
});

test('the year goes into a calendar', async ({ request }) => {
  const answer = await request.get('/nha-truong/lich-nam.ics');
  expect(answer.headers()['content-type']).toContain('text/calendar');
  const text = await answer.text();
  expect(text.split('BEGIN:VEVENT').length - 1).toBeGreaterThan(30);
  expect(text).toContain('DTSTART;VALUE=DATE:20261201');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('everything is there to read, select and print, and nothing pretends to work', async ({
    page,
  }) => {
    await page.goto(PLAN);
    await expect(page.locator('#van-ban')).toContainText('KẾ HOẠCH');
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.goto('/nha-truong/tin-mau/bat-nat/');
    await expect(page.locator('#zalo')).toContainText('gọi 111');
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.goto(FORM);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('#o-loi-em')).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
  });
});
