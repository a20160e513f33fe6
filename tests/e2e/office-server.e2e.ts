import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { type Browser, expect, type Page, test } from 'playwright/test';
import { csvFile } from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';
import { PASSWORD, type StaffedOffice, staffedOffice } from './support/staffed-office.ts';

let office: StaffedOffice;
test.beforeAll(async () => {
  office = await staffedOffice();
});
test.afterAll(() => office.stop());

const SCHOOL = 'Trường THCS Chiềng Sinh';
const OTHER = 'Trường Tiểu học Hua La';
const ROSTER = csvFile('danh-sach-them.csv', [
  ['Mã', 'Họ và tên', 'Trường', 'Vai trò'],
  ['A2', 'Cà Thị Mến', SCHOOL, 'Giáo viên'],
  ['B2', 'Vì Văn Thành', OTHER, 'Giáo viên'],
]);

/** Signed in at the overview; what the page was refused or failed at is collected. */
async function signedIn(browser: Browser, username: string, refused: string[]): Promise<Page> {
  const context = await browser.newContext({
    baseURL: office.site,
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
  });
  const page = await context.newPage();
  await page.goto('/quan-ly/#/tong-quan');
  await page.getByLabel('Tên đăng nhập hoặc thư điện tử').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Đăng xuất' })).toBeVisible();
  page.on('pageerror', ({ message }) => refused.push(message));
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

const sections = (page: Page) =>
  page.getByRole('navigation', { name: 'Các mục quản lý' }).getByRole('link').allTextContents();

test('a Phòng takes a roster, opens a figure and sends files; a school then records its own work', async ({
  browser,
}) => {
  const refused: string[] = [];
  const page = await signedIn(browser, 'phong', refused);
  const phong = new OfficePage(page);
  await phong.open('nhap-du-lieu');
  await phong.take(ROSTER);
  await phong.go('Tổng quan');
  const trained = page.getByRole('region', { name: 'Bồi dưỡng', exact: true });
  await expect(trained).toContainText('0 / 4 người');
  await trained.getByRole('button', { name: '4', exact: true }).click();
  const rows = page.getByRole('dialog').getByRole('table');
  await expect(rows.locator('tbody tr')).toHaveCount(4);
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();

  await phong.go('Xuất, báo cáo');
  for (const [button, part] of [
    ['Tải độ bao phủ (XLSX)', 'xl/workbook.xml'],
    ['Tạo báo cáo Word (DOCX)', 'word/document.xml'],
  ] as const) {
    const { path } = await phong.download(button);
    expect(Object.keys(unzipSync(await readFile(path)))).toContain(part);
  }
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await page.context().close();

  const theirs = await signedIn(browser, 'chieng-sinh', refused);
  const school = new OfficePage(theirs);
  const view = theirs.locator('.of-section');
  await expect(view).toContainText('0 / 2 người');
  await expect(view).not.toContainText(OTHER);
  expect(await sections(theirs)).toEqual([
    'Tổng quan',
    'Nhập dữ liệu',
    'Chưa hoàn thành',
    'Buổi tuyên truyền',
    'Chỉ tiêu',
    'Xuất, báo cáo',
    'Mã học viên',
    'Nhật ký',
  ]);
  await expect(theirs.getByRole('link', { name: 'Sao lưu ra tệp' })).toHaveCount(0);
  // An address of a section that is not theirs leads to the overview.
  await school.open('sao-luu');
  await expect(theirs.getByRole('heading', { name: 'Tổng quan' })).toBeVisible();

  await school.go('Buổi tuyên truyền');
  await theirs.getByText('Dán danh sách lớp từ Excel').click();
  await theirs.getByLabel('Các ô chép từ Excel').fill('Lớp\tSĩ số\n6A\t30\n6B\tba mươi\n');
  await theirs.getByRole('button', { name: 'Xem trước' }).click();
  const review = theirs.getByRole('dialog', { name: 'Dán danh sách lớp từ Excel' });
  await expect(review.getByRole('row', { name: /6B/ })).toContainText('Sĩ số phải là số nguyên');
  await review.getByRole('button', { name: 'Ghi 1 lớp' }).click();
  await expect(theirs.getByText('Đã ghi 1 lớp.')).toBeVisible();
  await theirs.getByLabel('Chủ đề hoặc mô-đun').selectOption({ index: 1 });
  await theirs.getByLabel('Người phụ trách').fill('Thầy Tới');
  await theirs.getByRole('button', { name: 'Lớp 6A dự đủ 30 em' }).click();
  await theirs.getByRole('button', { name: 'Ghi buổi này' }).click();
  await expect(theirs.getByText('Đã ghi buổi.')).toBeVisible();
  await expect(view).toContainText('30 trong 30 học sinh được tiếp cận');

  await school.go('Chỉ tiêu');
  await theirs.getByRole('button', { name: `${SCHOOL}, Có kế hoạch năm học` }).click();
  await theirs.getByLabel('Người xác nhận').fill('Hiệu trưởng');
  await theirs.getByRole('button', { name: 'Lưu 1 xác nhận' }).click();
  await expect(theirs.getByText('Đã lưu 1 xác nhận.')).toBeVisible();
  const plan = theirs
    .getByRole('table', { name: /số đơn vị đạt/ })
    .getByRole('row', { name: /^Có kế hoạch năm học/ });
  await plan.getByRole('button', { name: '100,0%' }).click();
  await expect(theirs.getByRole('dialog').locator('tbody tr')).toHaveText([/Hiệu trưởng/]);
  await theirs.context().close();
  expect(refused).toEqual([]);
});
