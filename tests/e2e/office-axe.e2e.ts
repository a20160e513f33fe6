import { expect, type Page, test } from 'playwright/test';
import { messyRosterCsv, REPORT_DAY, recordFile } from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';
import { pageFaults } from './support/page-faults.ts';

const SIZES = [
  { name: 'a phone of 320 px', viewport: { width: 320, height: 640 } },
  { name: 'an office PC', viewport: { width: 1366, height: 768 } },
];

/** What is wrong with the page in a state, in light and in dark. */
async function faultsIn(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const fault of await pageFaults(page)) found.push(`${state}, ${colorScheme}: ${fault}`);
  }
  return found;
}

for (const { name, viewport } of SIZES) {
  test(`every state is accessible on ${name}, in light and dark`, async ({ browser, baseURL }) => {
    test.slow();
    const context = await browser.newContext({
      baseURL: baseURL ?? '',
      viewport,
      reducedMotion: 'reduce',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    const page = await context.newPage();
    const office = new OfficePage(page);
    const found: string[] = [];
    const look = async (state: string) => found.push(...(await faultsIn(page, state)));

    await office.open();
    await look('first visit');
    await office.open('nhap-du-lieu');
    await look('import, empty');
    await office.preview(messyRosterCsv());
    await page.getByText(/Trang hiểu tệp này thế nào/).click();
    await look('preview of a roster with its columns');
    await page.getByRole('button', { name: 'Nhận 5 dòng' }).click();
    await expect(page.getByText('Danh sách hiện có 5 người.')).toBeVisible();
    await look('result of an import');
    await office.preview(recordFile({ name: 'Trần Văn Đạt', unit: '', code: null }));
    await look('preview with proposals');
    await page.getByRole('button', { name: 'Xong với tệp này' }).click();
    await expect(page.getByText(/^Đã nhận «/)).toBeVisible();
    await office.take(
      recordFile({ name: 'Đinh Văn Khoa', unit: 'Trường Tiểu học Chiềng Lề', code: 'CL05' }),
    );
    await page
      .getByRole('button', { name: /^Hoàn tác ket-qua/ })
      .first()
      .click();
    await look('question before undo');
    await page.keyboard.press('Escape');
    await office.open(`tong-quan?ngay=${REPORT_DAY}`);
    await expect(page.getByRole('table', { name: /Độ bao phủ theo đơn vị/ })).toBeVisible();
    await look('coverage by unit');
    await page.getByRole('button', { name: 'Theo vai trò' }).click();
    await look('coverage by role');
    await office.go('Chưa hoàn thành');
    await page.getByText('Soạn lời nhắc để gửi qua Zalo, thư điện tử, SMS').click();
    await look('who has not finished, reminder');
    await office.go('Xuất, báo cáo');
    await expect(page.getByRole('heading', { name: 'Báo cáo định kỳ (Word)' })).toBeVisible();
    await look('files and report');
    await office.go('Chưa khớp');
    await expect(page.getByRole('table')).toBeVisible();
    await look('unmatched');
    await office.go('Chương trình');
    await look('programme');
    await office.go('Sao lưu');
    await look('back-up');
    await page.getByRole('button', { name: 'Xóa hết dữ liệu' }).click();
    await look('question before erasing');

    const second = await context.newPage();
    await second.goto('/quan-ly/');
    await expect(second.getByRole('alert')).toBeVisible();
    found.push(...(await faultsIn(second, 'second tab')));
    expect(found).toEqual([]);
    await context.close();
  });
}
