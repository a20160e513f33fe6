import { expect, test } from 'playwright/test';
import { messyRosterCsv, recordFile } from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';

const LEARNER = { name: 'Trần Văn Đạt', unit: 'Trường Tiểu học Chiềng Lề', code: 'CL01' };

test('back-up, erase and restore give the same figures', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(messyRosterCsv());
  await office.take(recordFile(LEARNER));
  expect(await office.trained()).toBe('1 / 5');

  await office.open('sao-luu');
  await expect(page.getByText('chưa lần nào')).toBeVisible();
  const backup = await office.download('Tải bản sao lưu');
  expect(backup.name).toMatch(/^sao-luu-quan-ly-\d{4}-\d{2}-\d{2}\.tha$/);
  await expect(page.getByText('chưa lần nào')).toBeHidden();
  const facts = page.locator('.of-facts dd').first();
  const before = await facts.textContent();

  await page.getByRole('button', { name: 'Xóa hết dữ liệu' }).click();
  const dialog = page.getByRole('dialog', { name: 'Xóa hết dữ liệu trên máy này?' });
  const erase = dialog.getByRole('button', { name: 'Xóa hết' });
  await expect(erase).toBeDisabled();
  await dialog.getByRole('textbox').fill('xóa');
  await expect(erase).toBeDisabled();
  await dialog.getByRole('textbox').fill('xóa hết');
  await erase.click();
  await expect(page.getByText(/đơn vị, 0 người, 0 kết quả/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/đơn vị, 0 người, 0 kết quả/)).toBeVisible();

  await page.getByLabel('Chọn tệp sao lưu').setInputFiles(backup.path);
  await page.getByRole('dialog').getByRole('button', { name: 'Khôi phục, thay toàn bộ' }).click();
  await expect(page.getByText(/^Đã khôi phục từ/)).toBeVisible();
  await expect(facts).toHaveText(before ?? '');
  expect(await office.trained()).toBe('1 / 5');
});

test('a file that is no back-up changes nothing and says so', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(messyRosterCsv());
  await office.go('Sao lưu');
  await page.getByLabel('Chọn tệp sao lưu').setInputFiles(messyRosterCsv());
  await page.getByRole('dialog').getByRole('button', { name: 'Khôi phục, thay toàn bộ' }).click();
  await expect(page.locator('.of-notice--bad')).toBeVisible();
  await expect(page.getByText(/đơn vị, 5 người/)).toBeVisible();
});

test('the sample is marked as invented on every section and goes with one click', async ({
  page,
}) => {
  const office = new OfficePage(page);
  await office.open();
  await expect(page.getByRole('heading', { name: 'Bắt đầu' })).toBeVisible();
  await page.getByRole('button', { name: 'Dùng thử với dữ liệu mẫu' }).click();
  await expect(page.getByRole('region', { name: 'Bồi dưỡng', exact: true })).toContainText(
    '/ 42 người',
  );
  await office.go('Nhập dữ liệu');
  await expect(page.getByText('Đang dùng dữ liệu mẫu, bịa ra để thử')).toBeVisible();
  // Real files cannot be mixed with it.
  await expect(page.getByLabel('Chọn tệp', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Xóa dữ liệu mẫu' }).click();
  await expect(page.getByLabel('Chọn tệp', { exact: true })).toHaveCount(1);
  await office.go('Sao lưu');
  await expect(page.getByText(/0 người, 0 kết quả/)).toBeVisible();
});

test('the templates are files the page itself reads without a complaint', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open();
  const roster = await office.download('Tải tệp mẫu danh sách');
  const results = await office.download('Tải tệp mẫu kết quả');
  await page.getByRole('button', { name: 'Nhập danh sách' }).click();
  await office.take({ name: roster.name, mimeType: 'text/csv', buffer: Buffer.from(roster.text) });
  await office.preview({
    name: results.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(results.text),
  });
  await expect(page.getByText(/^Sẽ nhận 1 dòng\s*\.$/)).toBeVisible();
});

test('a second tab says where the data is open and takes over once the first is closed', async ({
  page,
  context,
}) => {
  const office = new OfficePage(page);
  await office.open();
  const second = await context.newPage();
  await second.goto('/quan-ly/');
  await expect(second.getByRole('alert')).toContainText('Trang quản lý đang mở ở một thẻ khác');
  await page.close();
  // The browser lets go of the files a moment after the tab is gone.
  await expect(async () => {
    await second.getByRole('button', { name: 'Thử lại' }).click({ timeout: 1000 });
    await expect(second.getByRole('heading', { name: 'Bắt đầu' })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
});

test('where the browser keeps nothing, the page says that closing it loses everything', async ({
  page,
}) => {
  // A browser without the private file system: some private windows, old versions.
  await page.route(/\/_astro\/worker-[^/]+\.js$/, async (route) => {
    const response = await route.fetch();
    const without =
      'Object.defineProperty(navigator.storage, "getDirectory", { value: undefined });';
    await route.fulfill({ response, body: `${without}\n${await response.text()}` });
  });
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await expect(page.getByText('Trình duyệt này không giữ được dữ liệu')).toBeVisible();
  await office.take(messyRosterCsv());
  await office.go('Sao lưu');
  await expect(page.getByText('chỉ trong bộ nhớ tạm: đóng trang là mất')).toBeVisible();
});

test('when the records cannot be opened the page says so and can try again', async ({ page }) => {
  await page.route(/\/_astro\/worker-[^/]+\.js$/, (route) => route.abort());
  await page.goto('/quan-ly/');
  await expect(page.getByRole('alert')).toContainText('Chưa mở được dữ liệu trên máy này');
  await page.unroute(/\/_astro\/worker-[^/]+\.js$/);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.getByRole('heading', { name: 'Bắt đầu' })).toBeVisible();
});

test('nothing is sent anywhere: no request leaves after the page has loaded but for its own files', async ({
  page,
  baseURL,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || !request.url().startsWith(baseURL ?? ''))
      requests.push(`${request.method()} ${request.url()}`);
  });
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(messyRosterCsv());
  await office.go('Tổng quan');
  await expect(page.getByText('0 / 5 người').first()).toBeVisible();
  expect(requests.filter((line) => !/^GET (blob|data):/.test(line))).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says what it needs', async ({ page }) => {
    await page.goto('/quan-ly/');
    await expect(page.locator('.of-needs')).toBeVisible();
  });
});
