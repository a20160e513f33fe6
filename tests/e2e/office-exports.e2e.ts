import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import { messyRosterXlsx, REPORT_DAY, recordFile } from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';
import { pageFaults } from './support/page-faults.ts';

const UNIT = 'Trường Tiểu học Chiềng Lề';

async function withResults(page: OfficePage['page']): Promise<OfficePage> {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(await messyRosterXlsx());
  await office.open('nhap-du-lieu');
  await office.take(recordFile({ name: 'Trần Văn Đạt', unit: UNIT, code: 'CL01' }));
  return office;
}

test('workbook, report and school file come from this browser with the figures of the screen', async ({
  page,
}) => {
  const office = await withResults(page);
  expect(await office.trained()).toBe('1 / 5');
  await office.open(`xuat-bao-cao?ngay=${REPORT_DAY}`);

  const xlsx = await office.download('Tải độ bao phủ (XLSX)');
  expect(xlsx.name).toMatch(new RegExp(`^do-bao-phu-.*-den-${REPORT_DAY}\\.xlsx$`));
  await expect(page.getByText(`Đã tải “${xlsx.name}”`)).toBeVisible();
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(xlsx.path);
  expect(book.worksheets).toHaveLength(8);
  const overview = book.getWorksheet('Tổng quan');
  expect([2, 3, 4].map((column) => overview?.getCell(9, column).value)).toEqual([1, 5, '20,0%']);

  await page.getByLabel('Cơ quan chủ quản').fill('Ủy ban nhân dân xã Chiềng Lề');
  const docx = await office.download('Tạo báo cáo Word (DOCX)');
  expect(docx.name).toMatch(/^bao-cao-.*\.docx$/);
  const parts = unzipSync(await readFile(docx.path));
  const text = new TextDecoder().decode(parts['word/document.xml']);
  expect(text).toContain('ỦY BAN NHÂN DÂN XÃ CHIỀNG LỀ');
  expect(text).toContain('1/5 người (20,0%) được bồi dưỡng');
  // What an office always writes is there the next time.
  await page.reload();
  await expect(page.getByLabel('Cơ quan chủ quản')).toHaveValue('Ủy ban nhân dân xã Chiềng Lề');

  await expect(page.getByRole('button', { name: 'Tải tệp gửi Phòng' })).toBeDisabled();
  await page.locator('.of-unit select').selectOption({ label: UNIT });
  const school = await office.download(`Tải tệp gửi Phòng của ${UNIT}`);
  await office.open('nhap-du-lieu');
  await office.preview({
    name: school.name,
    mimeType: 'application/json',
    buffer: Buffer.from(school.text),
  });
  await expect(page.getByText('Tệp của trường gửi Phòng', { exact: false }).first()).toBeVisible();
});

for (const { width, height } of [
  { width: 360, height: 740 },
  { width: 1366, height: 768 },
]) {
  test(`the section is accessible and does not scroll sideways at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const office = await withResults(page);
    await office.open(`xuat-bao-cao?ngay=${REPORT_DAY}`);
    await expect(page.getByRole('heading', { name: 'Báo cáo định kỳ (Word)' })).toBeVisible();
    expect(await pageFaults(page)).toEqual([]);
    if (process.env.LOOK !== undefined)
      await page.screenshot({ path: `${process.env.LOOK}/exports-${width}.png`, fullPage: true });
  });
}
