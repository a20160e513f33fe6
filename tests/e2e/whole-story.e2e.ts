import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from 'playwright/test';
import { recordFileSchema } from '../../src/records/record-file.ts';
import { chromiumPath } from '../browser.ts';
import { quizPlayer } from './support/quiz-player.ts';

/**
 * The whole job, as people do it: a member of staff learns on a device, closes the browser in the
 * middle, goes on, passes and hands in the record file; the office imports roster and file, and
 * that school's coverage moves by exactly one person.
 */
const SCHOOL = 'Trường THCS Nậm Giôn';
const OTHER_SCHOOL = 'Trường Tiểu học Chiềng Ơn';
const LEARNER = { name: 'Lò Thị Mẫu Một', code: 'GV-0001' };
/** What the current programme asks of a member of staff (`nhan-vien`). */
const MODULES = ['phat-hien-nguy-co-tiep-nhan-thong-tin', 'phong-chong-bao-luc-hoc-duong'];

const ROSTER = [
  'Phòng Văn hóa – Xã hội (mẫu)',
  'DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN',
  'STT;Mã;Họ và tên;Đơn vị;Cấp học;Chức vụ',
  `1;${LEARNER.code};${LEARNER.name};${SCHOOL};THCS;Nhân viên`,
  `2;GV-0002;Cà Văn Mẫu Hai;${SCHOOL};THCS;Giáo viên`,
  `3;GV-0003;Quàng Thị Mẫu Ba;${OTHER_SCHOOL};Tiểu học;Nhân viên`,
  '',
  'Tổng cộng: 3 người',
].join('\r\n');

test.describe.configure({ mode: 'serial' });

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-story-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A browser of its own that keeps its data in `name` when it is closed: an installed Chromium as
 * people have it, where most tests take the headless shell.
 */
async function openBrowser(name: string): Promise<BrowserContext> {
  const { launchOptions, baseURL, locale, timezoneId } = test.info().project.use;
  const executablePath = chromiumPath();
  return chromium.launchPersistentContext(join(folder, name), {
    ...launchOptions,
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(locale === undefined ? {} : { locale }),
    ...(timezoneId === undefined ? {} : { timezoneId }),
    acceptDownloads: true,
  });
}

async function openModule(browser: BrowserContext, slug: string | undefined) {
  const page = await browser.newPage();
  await page.goto(`/tap-huan/${slug}/`);
  const player = await quizPlayer(page);
  await player.begin();
  return { page, player };
}

async function importFile(page: Page, name: string, content: string): Promise<void> {
  await page.goto('/quan-ly/#nhap-du-lieu');
  await page
    .getByLabel('Chọn tệp', { exact: true })
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: /^Nhận [\d.]+ dòng$/ }).click();
  await expect(page.getByText(`Đã nhận «${name}»`)).toBeVisible();
}

/** People trained and reached, of how many, in a row of the coverage table. */
async function coverageOf(page: Page, name: string): Promise<string> {
  await page.goto('/quan-ly/#tong-quan');
  const row = page.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row).toBeVisible();
  const cells = await row.getByRole('cell').allInnerTexts();
  const [people, trained, , , , reached] = cells;
  return `${trained} bồi dưỡng, ${reached} tuyên truyền, trên ${people}`;
}

test('a member of staff learns, is interrupted, goes on, passes and saves the record file', async () => {
  const before = await openBrowser('may-cua-co');
  const { page, player } = await openModule(before, MODULES[0]);
  for (let count = 0; count < 3; count += 1) {
    await player.answer('right');
    await player.goOn();
  }
  const prompt = await page.locator('.quiz-app .quiz-heading .quiz-text').first().innerText();
  await expect(page.getByText(/^Đã ghi nhận trên thiết bị này/)).toBeVisible();
  await before.close();

  const after = await openBrowser('may-cua-co');
  const resumed = await openModule(after, MODULES[0]);
  await expect(resumed.page.locator('.quiz-count').first()).toContainText('Câu 4 trên');
  await expect(resumed.page.locator('.quiz-app .quiz-heading .quiz-text').first()).toHaveText(
    prompt,
  );
  await resumed.player.finish('right');
  await expect(resumed.page.locator('.quiz-score')).toContainText('100%');

  const second = await openModule(after, MODULES[1]);
  await second.player.finish('right');
  await expect(second.page.getByText(/^Đã ghi nhận trên thiết bị này/)).toBeVisible();

  const list = await after.newPage();
  await list.goto('/tap-huan/');
  for (const slug of MODULES) {
    await expect(list.locator(`[data-module-progress="${slug}"]`)).toHaveText(/Đã đạt/);
  }

  const device = await after.newPage();
  await device.goto('/thiet-bi/');
  await device.getByLabel('Họ và tên').fill(LEARNER.name);
  await device.getByLabel('Trường hoặc đơn vị').fill(SCHOOL);
  await device.getByLabel(/^Mã trong danh sách/).fill(LEARNER.code);
  await device.getByRole('button', { name: 'Lưu', exact: true }).click();
  const download = device.waitForEvent('download');
  await device.getByRole('button', { name: 'Lưu tệp kết quả', exact: true }).click();
  await (await download).saveAs(join(folder, 'ket-qua.json'));
  const file = recordFileSchema.parse(
    JSON.parse(readFileSync(join(folder, 'ket-qua.json'), 'utf8')),
  );
  expect(file.learner).toEqual({ name: LEARNER.name, unit: SCHOOL, code: LEARNER.code });
  expect(file.completions.map(({ module, status }) => `${module} ${status}`).sort()).toEqual(
    MODULES.map((slug) => `${slug} passed`),
  );
  await after.close();
});

test("the office imports roster and file, and the school's coverage moves by exactly one person", async () => {
  const office = await openBrowser('may-cua-phong');
  const page = await office.newPage();
  await importFile(page, 'danh-sach.csv', ROSTER);
  expect(await coverageOf(page, SCHOOL)).toBe('0 bồi dưỡng, 0 tuyên truyền, trên 2');
  expect(await coverageOf(page, OTHER_SCHOOL)).toBe('0 bồi dưỡng, 0 tuyên truyền, trên 1');

  const recordFile = readFileSync(join(folder, 'ket-qua.json'), 'utf8');
  await importFile(page, 'ket-qua.json', recordFile);
  expect(await coverageOf(page, SCHOOL)).toBe('1 bồi dưỡng, 1 tuyên truyền, trên 2');
  expect(await coverageOf(page, OTHER_SCHOOL)).toBe('0 bồi dưỡng, 0 tuyên truyền, trên 1');
  expect(await coverageOf(page, 'Tổng cộng')).toBe('1 bồi dưỡng, 1 tuyên truyền, trên 3');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Tải kết quả từng người/ }).click();
  const path = join(folder, 'ket-qua-hoan-thanh.csv');
  await (await download).saveAs(path);
  const csv = readFileSync(path, 'utf8');
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const lines = csv.split('\r\n').filter((line) => line.includes(LEARNER.code));
  expect(lines).toHaveLength(MODULES.length);
  for (const line of lines) {
    expect(line).toContain(LEARNER.name);
    expect(line).toContain('Đạt');
  }

  await office.close();
  const again = await openBrowser('may-cua-phong');
  const reopened = await again.newPage();
  expect(await coverageOf(reopened, SCHOOL)).toBe('1 bồi dưỡng, 1 tuyên truyền, trên 2');
  await again.close();
});
