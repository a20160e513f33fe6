import { execFileSync } from 'node:child_process';
import { expect, type Page, test } from 'playwright/test';
import { largeRosterCsv, REPORT_DAY } from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';

const SCHOOLS = 40;
const PEOPLE = 90;

interface Printed {
  /** Text of each sheet, white space as one space. */
  sheets: string[];
  /** Words that reach over the edge of their sheet. */
  cutOff: string[];
}

/** What stands on the paper when the page is printed. */
async function print(page: Page, path: string): Promise<Printed> {
  await page.pdf({ path, preferCSSPageSize: true });
  const poppler = (...options: string[]) =>
    execFileSync('pdftotext', [...options, path, '-'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
  const cutOff: string[] = [];
  let width = 0;
  for (const [, sheet, right, word] of poppler('-bbox').matchAll(
    /<page width="([\d.]+)"|<word xMin="[-\d.]+" yMin="[-\d.]+" xMax="([-\d.]+)"[^>]*>([^<]*)/g,
  )) {
    if (sheet !== undefined) width = Number(sheet);
    else if (Number(right) > width) cutOff.push(word ?? '');
  }
  const sheets = poppler('-layout')
    .split('\f')
    .map((text) => text.replace(/\s+/g, ' '))
    .filter((text) => text !== '');
  return { sheets, cutOff };
}

const BUTTONS = /Chép bảng|In bảng này|In danh sách|Xem trước|Lưu xác nhận|Đăng xuất|Tìm đơn vị/;

test('paper has office, programme, day and hour, every row under its header, and nothing cut off', async ({
  page,
}) => {
  const office = new OfficePage(page);
  await office.open('nhap-du-lieu');
  await office.take(largeRosterCsv(PEOPLE, SCHOOLS));
  const onPaper = async (name: string, title: string): Promise<string[]> => {
    const { sheets, cutOff } = await print(page, test.info().outputPath(`${name}.pdf`));
    const [first = ''] = sheets;
    expect(cutOff, name).toEqual([]);
    expect(first.toUpperCase(), name).toContain(title.toUpperCase());
    expect(first, name).toMatch(/Phòng Văn hóa – Xã hội \(mẫu\)/);
    expect(first, name).toMatch(/Bồi dưỡng và tuyên truyền về công tác xã hội/);
    expect(first, name).toMatch(
      /Số liệu tính đến hết ngày .+, in lúc \d\d:\d\d ngày \d+\/\d+\/\d{4}/,
    );
    expect(sheets.join(' '), name).not.toMatch(BUTTONS);
    return sheets;
  };
  const schools = (sheets: string[]) =>
    new Set([...sheets.join(' ').matchAll(/Thử số (\d+)/g)].map(([, number]) => number)).size;

  await office.open(`tong-quan?ngay=${REPORT_DAY}`);
  await expect(
    page.getByRole('region', { name: 'Chỉ tiêu của trường', exact: true }),
  ).toBeVisible();
  const overview = await onPaper('overview', 'Độ bao phủ tuyên truyền và bồi dưỡng');
  expect(schools(overview)).toBe(SCHOOLS);
  expect(overview.filter((sheet) => /Đơn vị Trong diện Đã đạt/.test(sheet)).length).toBeGreaterThan(
    1,
  );
  expect(overview.at(-1)).toMatch(/Người lập biểu.*Thủ trưởng đơn vị/);

  await page
    .getByRole('region', { name: 'Bồi dưỡng', exact: true })
    .getByRole('button', { name: String(PEOPLE), exact: true })
    .click();
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
  const rows = await onPaper('rows', 'Trong diện bồi dưỡng: Tổng cộng');
  expect(new Set(rows.join(' ').match(/\bS\d+-\d+\b/g)).size).toBe(PEOPLE);
  for (const sheet of rows) expect(sheet).toContain('Họ và tên Mã Đơn vị');
  // Nothing else of the overview.
  expect(rows.join(' ')).not.toContain('Theo mô-đun bắt buộc');
  await page.keyboard.press('Escape');

  await office.open(`chua-hoan-thanh?ngay=${REPORT_DAY}`);
  await expect(page.getByRole('button', { name: 'In danh sách' })).toBeEnabled();
  const unfinished = await onPaper('unfinished', 'Danh sách chưa hoàn thành tập huấn');
  expect(new Set(unfinished.join(' ').match(/\bS\d+-\d+\b/g)).size).toBe(PEOPLE);
  for (const sheet of unfinished.slice(0, -1)) expect(sheet).toContain('Họ và tên Mã');

  await office.open(`chi-tieu?ngay=${REPORT_DAY}`);
  await expect(page.getByRole('table', { name: /^Xác nhận tính/ })).toBeVisible();
  const indicators = await onPaper('indicators', 'Chỉ tiêu của trường');
  expect(schools(indicators)).toBe(SCHOOLS);
});
