import { expect, test } from 'playwright/test';
import {
  largeRosterCsv,
  messyRosterXlsx,
  REPORT_DAY,
  recordFile,
  TEACHER_MODULES,
} from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';

const UNIT = 'Trường Tiểu học Chiềng Lề';
const LEARNER = { name: 'Trần Văn Đạt', unit: UNIT, code: 'CL01' };

async function officeWithRoster(page: OfficePage['page']): Promise<OfficePage> {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(await messyRosterXlsx());
  return office;
}

test('one record file moves coverage by exactly one person, and undo takes it back', async ({
  page,
}) => {
  const office = await officeWithRoster(page);
  expect(await office.trained()).toBe('0 / 5');

  await office.open('nhap-du-lieu');
  await office.take(recordFile(LEARNER));
  expect(await office.trained()).toBe('1 / 5');
  await expect(page.getByText('20,0%').first()).toBeVisible();
  // 90 % of 5 people is 4.5: four more are missing.
  await expect(page.getByRole('region', { name: 'Bồi dưỡng', exact: true })).toContainText(
    'còn thiếu 4 người',
  );
  // Its school moves, the other does not.
  const units = page.getByRole('table', { name: /Độ bao phủ theo đơn vị/ });
  const cells = (name: string) =>
    units.getByRole('row', { name }).getByRole('cell').allTextContents();
  expect((await cells(UNIT)).slice(0, 4)).toEqual(['3', '1', '2', '33,3%']);
  expect((await cells('Trường Mầm non Hoa Ban')).slice(0, 4)).toEqual(['2', '0', '2', '0,0%']);
  // The officer who signs is told what the figure rests on.
  await expect(
    page.getByText(/1 trong 1 người đã bồi dưỡng là do người\s+học tự báo/),
  ).toBeVisible();

  const completions = await office.download('Tải kết quả từng người (CSV)');
  expect(completions.name).toMatch(/^ket-qua-hoan-thanh-.+\.csv$/);
  expect(completions.name).toContain(`-den-${REPORT_DAY}.csv`);
  expect(completions.text.charCodeAt(0)).toBe(0xfeff);
  const lines = completions.text.split('\r\n').filter((line) => line.includes('Trần Văn Đạt'));
  expect(lines).toHaveLength(TEACHER_MODULES.length);
  expect(lines[0]).toContain('CL01;Trần Văn Đạt;Trường Tiểu học Chiềng Lề');
  const coverage = await office.download('Tải độ bao phủ (CSV)');
  expect(coverage.text).toContain('33,3%');

  await office.open('nhap-du-lieu');
  await page.getByRole('button', { name: 'Hoàn tác ket-qua-CL01.json' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Đã hoàn tác «ket-qua-CL01.json».')).toBeVisible();
  expect(await office.trained()).toBe('0 / 5');
});

test('programme and day stay in the address over reload and Back', async ({ page }) => {
  const office = await officeWithRoster(page);
  await office.open('tong-quan');
  await page.getByLabel('Tính đến hết ngày').fill(REPORT_DAY);
  await expect(page).toHaveURL(new RegExp(`ngay=${REPORT_DAY}`));
  await expect(page.locator('.of-asof')).toContainText(REPORT_DAY.slice(0, 4));
  await office.go('Chưa hoàn thành');
  await expect(page).toHaveURL(new RegExp(`#/chua-hoan-thanh\\?.*ngay=${REPORT_DAY}`));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Chưa hoàn thành' })).toBeVisible();
  await expect(page.getByLabel('Tính đến hết ngày')).toHaveValue(REPORT_DAY);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible();
  await expect(page.getByLabel('Tính đến hết ngày')).toHaveValue(REPORT_DAY);
});

test('the table is sorted by keyboard, and its units open who has not finished', async ({
  page,
}) => {
  const office = await officeWithRoster(page);
  await office.open('nhap-du-lieu');
  await office.take(recordFile(LEARNER));
  await office.open(`tong-quan?ngay=${REPORT_DAY}`);
  const table = page.getByRole('table', { name: /Độ bao phủ theo đơn vị/ });
  const firstUnit = table.locator('tbody tr').first().getByRole('rowheader');
  await expect(firstUnit).toHaveText('Trường Mầm non Hoa Ban');

  const people = table.getByRole('columnheader', { name: 'Trong diện' });
  await people.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(people).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(people).toHaveAttribute('aria-sort', 'descending');
  await expect(firstUnit).toHaveText(UNIT);

  await table.getByRole('link', { name: UNIT }).click();
  await expect(page.getByText('2 người chưa đạt đủ mô-đun bắt buộc')).toBeVisible();
  const list = page.getByRole('table', { name: `Người chưa hoàn thành, ${UNIT}` });
  await expect(list).toContainText('Đinh Văn Khoa');
  await expect(list).not.toContainText('Trần Văn Đạt');
});

test('a reminder is written for a unit and copied, without names unless asked for', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const office = await officeWithRoster(page);
  await office.open(`chua-hoan-thanh?ngay=${REPORT_DAY}`);
  await page.getByLabel('Đơn vị').selectOption({ label: UNIT });
  await page.getByText('Soạn lời nhắc để gửi qua Zalo, thư điện tử, SMS').click();
  await page.getByRole('button', { name: 'Chép lời nhắc' }).click();
  await expect(page.getByText('Đã chép. Dán vào nơi cần gửi.')).toBeVisible();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toContain(`các thầy cô ${UNIT}`);
  expect(await copied()).not.toContain('Đinh Văn Khoa');
  await page.getByRole('button', { name: /có tên từng người/ }).click();
  await page.getByRole('button', { name: 'Chép lời nhắc' }).click();
  await expect.poll(copied).toContain('Đinh Văn Khoa');
  const csv = await office.download('Tải danh sách (CSV)');
  expect(csv.name).toBe(`chua-hoan-thanh-truong-tieu-hoc-chieng-le-den-${REPORT_DAY}.csv`);
  expect(csv.text).toContain('Đinh Văn Khoa');
  expect(csv.text).not.toContain('Lò Thị Ban');
});

test('the office changes a programme for itself and goes back to the site’s version', async ({
  page,
}) => {
  const office = await officeWithRoster(page);
  await office.open('chuong-trinh');
  await page.getByLabel('Mục tiêu bồi dưỡng (%)').fill('101');
  await page.getByRole('button', { name: 'Lưu bản của đơn vị' }).click();
  await expect(page.getByRole('alert')).toContainText('ghi số nguyên từ 1 đến 100');
  await page.getByLabel('Mục tiêu bồi dưỡng (%)').fill('60');
  // Nobody but the head teacher's role is left outside.
  for (const box of await page.getByRole('checkbox', { name: /: Cán bộ quản lý$/ }).all())
    await box.uncheck();
  await page.getByRole('button', { name: 'Lưu bản của đơn vị' }).click();
  await expect(page.getByText('Đã lưu bản của đơn vị.')).toBeVisible();
  expect(await office.trained()).toBe('0 / 4');
  await expect(page.getByText('Mục tiêu 60%').first()).toBeVisible();
  await expect(
    page.getByText(/1 người có tên trong danh sách nhưng chương trình không giao/),
  ).toBeVisible();
  await office.open('chuong-trinh');
  await page.getByRole('button', { name: 'Trở về bản của trang' }).click();
  await expect(page.getByText('Đã trở về bản đi kèm trang.')).toBeVisible();
  expect(await office.trained()).toBe('0 / 5');
});

test('paper shows every unit with office, programme and day at the head', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(largeRosterCsv(60, 40));
  await office.open(`tong-quan?ngay=${REPORT_DAY}`);
  const rows = page.getByRole('table', { name: /Độ bao phủ theo đơn vị/ }).locator('tbody tr');
  await expect(rows).toHaveCount(15);
  await page.getByLabel('Tìm đơn vị').fill('thu so 7');
  await expect(rows).toHaveCount(1);
  await page.getByLabel('Tìm đơn vị').fill('');
  await expect(rows).toHaveCount(15);
  // What the browser does at "Print": tells the page, then takes it as it stands.
  expect(
    await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      // Other tables (the trend) may or may not have come by now: the units' alone.
      const units = [...document.querySelectorAll('table')].find((table) =>
        table.caption?.textContent.includes('Độ bao phủ theo đơn vị'),
      );
      return units?.querySelectorAll('tbody tr').length;
    }),
  ).toBe(40);
  // Browsers leave buttons out of headers repeated on every sheet: there must be none.
  await expect(page.locator('.of-beside thead button')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  const head = page.locator('.of-printhead');
  await expect(head).toContainText('Độ bao phủ tuyên truyền và bồi dưỡng');
  await expect(head).toContainText('Số liệu tính đến hết ngày');
  await expect(page.getByText('Người lập biểu')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Các mục quản lý' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(rows).toHaveCount(15);
});
