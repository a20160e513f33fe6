import { expect, test } from 'playwright/test';
import {
  BAD_ROLE_ROW,
  csvFile,
  largeRosterCsv,
  messyRosterCsv,
  messyRosterXlsx,
  recordFile,
  TEACHER_MODULES,
} from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';

for (const [form, make] of [
  ['XLSX', messyRosterXlsx],
  ['CSV', async () => messyRosterCsv()],
] as const) {
  test(`a messy ${form} roster names its bad rows, is kept only on the officer's word, and stays`, async ({
    page,
  }) => {
    const office = new OfficePage(page);
    await office.open('nhap-du-lieu');
    await office.preview(await make());

    // Opens on what is wrong: four rows, each with its number, its column and what to do.
    const table = page.getByRole('table', { name: 'Các dòng: lỗi' });
    await expect(table.locator('tbody tr')).toHaveCount(4);
    const badRole = table.getByRole('row').filter({
      has: page.getByRole('rowheader', { name: String(BAD_ROLE_ROW), exact: true }),
    });
    await expect(badRole).toContainText('Chuc vu');
    await expect(badRole).toContainText('không hiểu "Giám thị"');
    await expect(table).toContainText('Mã "CL02" có ở 2 dòng: dòng 10, dòng 11');
    await expect(page.getByText('Sẽ nhận 5 dòng; 4 dòng lỗi không nhận.')).toBeVisible();

    // Filters by verdict.
    await page.getByRole('button', { name: 'Thêm mới 5' }).click();
    await expect(page.getByRole('table', { name: 'Các dòng: thêm mới' })).toContainText(
      'Bùi Thu Hà',
    );

    // Nothing is kept yet.
    await office.go('Sao lưu');
    await expect(page.getByText(/đơn vị, 0 người/)).toBeVisible();
    await office.go('Nhập dữ liệu');

    await page.getByRole('button', { name: 'Nhận 5 dòng' }).click();
    await expect(page.getByText('Danh sách hiện có 5 người.')).toBeVisible();

    await page.reload();
    await expect(page.getByRole('table', { name: /Các tệp đã nhận/ })).toContainText(
      'danh-sach-2026',
    );
    await office.go('Sao lưu');
    await expect(page.getByText(/đơn vị, 5 người/)).toBeVisible();
    await expect(page.getByText('trong trình duyệt này, trên máy này; trình duyệt')).toBeVisible();

    // Importing the same file again changes nothing.
    await office.go('Nhập dữ liệu');
    await office.preview(await make());
    await expect(
      page.getByText('Sẽ nhận 0 dòng; 5 dòng đã có từ trước; 4 dòng lỗi không nhận.'),
    ).toBeVisible();
  });
}

test('a column the page misread is corrected, and the file read again', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.preview(
    csvFile('la.csv', [
      ['Mã', 'Họ và tên', 'Đơn vị', 'Cột XYZ'],
      ['A1', 'Lò Thị Ban', 'Trường Mầm non Hoa Ban', 'Giáo viên'],
      ['A2', 'Cà Văn Nam', 'Trường Mầm non Hoa Ban', 'Giáo viên'],
    ]),
  );
  const keep = page.getByRole('button', { name: /^(Nhận|Xong)/ });
  await expect(keep).toBeDisabled();
  await page.getByLabel('Cột XYZ').selectOption({ label: 'Vai trò (cần có)' });
  await page.getByRole('button', { name: 'Đọc lại theo cách này' }).click();
  await expect(page.getByRole('button', { name: 'Nhận 2 dòng' })).toBeEnabled();
});

test('a preview can be thrown away, and a file that cannot be read says why', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.preview(messyRosterCsv());
  await page.getByRole('button', { name: 'Bỏ, không nhận gì' }).click();
  await expect(page.getByRole('region', { name: 'Đã nhận' })).toHaveCount(0);
  await expect(page.getByLabel('Chọn tệp', { exact: true })).toHaveCount(1);
  await page.getByLabel('Chọn tệp', { exact: true }).setInputFiles({
    name: 'anh.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"a":'),
  });
  await expect(
    page.getByRole('alert').filter({ hasText: 'Không đọc được «anh.json»' }),
  ).toBeVisible();
});

test('many files wait in a queue; clean ones are kept without asking when the officer says so', async ({
  page,
}) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  const unit = 'Trường Tiểu học Chiềng Lề';
  await office.preview(
    recordFile({ name: 'Trần Văn Đạt', unit, code: 'CL01' }),
    recordFile({ name: 'Đinh Văn Khoa', unit, code: 'CL05' }),
    recordFile({ name: 'Người Lạ', unit, code: 'ZZ99' }),
    messyRosterCsv(),
  );
  // The roster is read first, though it was given last.
  await expect(page.getByRole('heading', { name: 'Xem trước: danh-sach-2026.csv' })).toBeVisible();
  await page.getByLabel(/Nhận luôn các tệp không có gì cần xem/).check();
  await page.getByRole('button', { name: 'Nhận 5 dòng' }).click();
  // Stops at the one that matches nobody.
  await expect(page.getByRole('heading', { name: 'Xem trước: ket-qua-ZZ99.json' })).toBeVisible();
  const queue = page.getByRole('list', { name: 'Các tệp đã chọn' });
  await expect(queue.getByText('Đã nhận')).toHaveCount(3);
  await page.getByRole('button', { name: 'Xong với tệp này' }).click();
  await office.go('Chưa khớp');
  await expect(page.getByRole('table', { name: 'Kết quả chưa khớp với ai' })).toContainText(
    'Người Lạ',
  );
});

test('a name alone is only a proposal, taken when the officer ticks it', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(messyRosterCsv());
  const all = TEACHER_MODULES.length;
  await office.preview(recordFile({ name: 'Trần Văn Đạt', unit: '', code: null }));
  await expect(page.getByText('Chưa chắc là ai', { exact: true })).toBeVisible();
  await expect(page.getByText(`Sẽ nhận 0 dòng; ${all} dòng để riêng`)).toBeVisible();
  await page
    .getByRole('checkbox', { name: /Đúng là .*Trần Văn Đạt/ })
    .first()
    .check();
  await expect(page.getByRole('button', { name: 'Nhận 1 dòng' })).toBeVisible();
  await page.getByRole('button', { name: `Tôi đã kiểm, nhận cả ${all} dòng` }).click();
  await page.getByRole('button', { name: `Nhận ${all} dòng` }).click();
  await expect(page.locator('.of-result')).toContainText(`${all} thêm mới`);
});

test('5,000 people are previewed and kept while the page stays usable', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.preview(largeRosterCsv(5000, 130));
  await expect(page.getByText('1–25 trong 5.000 dòng')).toBeVisible();
  await page.getByRole('button', { name: 'Cuối' }).click();
  await expect(page.getByText('4.976–5.000 trong 5.000 dòng')).toBeVisible();
  await page.getByRole('button', { name: 'Nhận 5.000 dòng' }).click();
  await expect(page.getByText('Danh sách hiện có 5.000 người.')).toBeVisible({ timeout: 30_000 });
  await office.go('Tổng quan');
  await expect(page.getByText('0 / 5.000 người').first()).toBeVisible();
  await expect(page.getByText('1–15 trong 130 đơn vị')).toBeVisible();
});

test('a Moodle report is read once its activities are named as modules', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(
    csvFile('ds.csv', [
      ['Họ và tên', 'Đơn vị', 'Vai trò', 'Email'],
      ['Lò Thị Ban', 'Trường Mầm non Hoa Ban', 'Giáo viên', 'ban@example.invalid'],
      ['Cà Văn Nam', 'Trường Mầm non Hoa Ban', 'Giáo viên', 'nam@example.invalid'],
    ]),
  );
  // As Moodle exports activity completion: no header above the names, two columns an activity.
  const report = [
    ',"Email address","Bài tập an toàn","","Phòng họp",""',
    '"Lò Thị Ban","ban@example.invalid","Completed (achieved pass grade)","2026-10-02 22:45:16","Completed","2026-10-02 22:45:16"',
    '"Cà Văn Nam","nam@example.invalid","Not completed","","Not completed",""',
    '"Ai Đó","ai-do@example.invalid","Completed (achieved pass grade)","2026-10-03 22:45:16","Not completed",""',
  ].join('\n');
  await office.preview({ name: 'progress.csv', mimeType: 'text/csv', buffer: Buffer.from(report) });
  const keep = page.getByRole('button', { name: /^(Nhận|Xong)/ });
  await expect(keep).toBeDisabled();
  await page.getByLabel('Bài tập an toàn').selectOption(TEACHER_MODULES[0] ?? '');
  await page.getByRole('button', { name: 'Đọc lại theo cách này' }).click();
  await expect(page.getByText('Sẽ nhận 1 dòng; 1 dòng để riêng ở mục Chưa khớp.')).toBeVisible();
  await page.getByRole('button', { name: 'Nhận 1 dòng' }).click();
  await expect(page.locator('.of-result')).toContainText('1 thêm mới');
});

test('reading a large file shows progress and stops when asked, keeping nothing', async ({
  page,
}) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await page.getByLabel('Chọn tệp', { exact: true }).setInputFiles(largeRosterCsv(60_000, 130));
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Dừng lại' }).click();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(page.getByLabel('Chọn tệp', { exact: true })).toHaveCount(1);
  await expect(page.getByRole('heading', { name: /^Xem trước/ })).toHaveCount(0);
  await office.go('Sao lưu');
  await expect(page.getByText(/đơn vị, 0 người/)).toBeVisible();
});

test('people a new roster no longer names leave only when ticked, from the day that is given', async ({
  page,
}) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  const header = ['Mã', 'Họ và tên', 'Đơn vị', 'Vai trò'];
  const person = (code: string, name: string) => [
    code,
    name,
    'Trường Mầm non Hoa Ban',
    'Giáo viên',
  ];
  const everyone = [
    person('A1', 'Lò Thị Ban'),
    person('A2', 'Cà Văn Nam'),
    person('A3', 'Vừ A Sử'),
  ];
  await office.take(csvFile('cu.csv', [header, ...everyone]));
  await office.preview(csvFile('moi.csv', [header, ...everyone.slice(0, 1)]));
  await page.getByRole('button', { name: 'Không còn trong tệp 2' }).click();
  await page.getByRole('checkbox', { name: /Cà Văn Nam/ }).check();
  await page.getByLabel('Nghỉ hoặc chuyển đi từ ngày').fill('2026-09-01');
  await expect(page.getByText(/1 người nghỉ hoặc chuyển từ 01\/9\/2026/)).toBeVisible();
  // Nothing stands outside the page, hidden text included.
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(overflow).toBe(0);
  await page.getByRole('button', { name: 'Nhận 1 dòng' }).click();
  await expect(page.locator('.of-result')).toContainText('1 thay đổi');
});

test('an officer who reloads the page is told which file was not done with', async ({ page }) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.preview(messyRosterCsv());
  await page.reload();
  await expect(page.getByRole('alert').filter({ hasText: 'Trang đã được tải lại' })).toContainText(
    'danh-sach-2026.csv',
  );
});
