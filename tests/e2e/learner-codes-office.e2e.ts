import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { addOfficer } from '../../src/records/access/officers.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { startServer } from '../../src/server/serve.ts';
import { servedOffice } from '../fixtures/records/served-office.ts';
import { pageFaults } from './support/page-faults.ts';
import { readQr, scanned } from './support/read-qr.ts';

/** Neither axe finds anything nor does the page scroll sideways in this state. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  expect(await pageFaults(page), state).toEqual([]);
}

/** Where a card lies on its sheet of A4, two beside each other, in dots. */
function cardOnSheet(index: number, dpi: number) {
  const dots = (mm: number) => Math.round((mm / 25.4) * dpi);
  const [left, top] = [dots((index % 2) * 105), dots(24 + Math.floor(index / 2) * 62)];
  return { left, top, width: dots(105) - 1, height: dots(62) };
}

test('an officer prints cards school by school, renews a code and finds both in the log', async ({
  page,
}, info) => {
  const office = await servedOffice(11);
  const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: office.data, LOG_LEVEL: 'silent' };
  const server = await startServer(env, { root: resolve('dist') });
  try {
    const { kysely } = await openNodeDatabase(office.file);
    const account = { name: 'Cán bộ Thử', username: 'can-bo', unitId: 'office' };
    const { code } = await addOfficer(kysely, { kind: 'local' }, account);
    await kysely.destroy();

    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`http://127.0.0.1:${server.port}/quan-ly/#/mat-khau?ma=${code}`);
    await page.getByLabel('Mật khẩu mới').fill('nồi chảo ấm xanh');
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await page.getByLabel('Mật khẩu', { exact: true }).fill('nồi chảo ấm xanh');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Mã học viên' }).click();
    await expect(page.getByText('11/11 người đã có mã; 0 người đã dùng.')).toBeVisible();
    await expectAccessible(page, 'list at 1366');
    await page.screenshot({ path: info.outputPath('list-1366.png') });

    await page.getByRole('button', { name: 'In thẻ của 11 người' }).click();
    const cards = page.locator('.of-card');
    await expect(cards).toHaveCount(11);
    await expect(page.getByText('Chưa đặt địa chỉ công khai của trang')).toBeVisible();
    await expectAccessible(page, 'cards at 1366');
    await page.screenshot({ path: info.outputPath('cards-1366.png') });
    const paper = await page.pdf({ path: info.outputPath('cards.pdf'), format: 'A4' });
    // Eight cards a sheet, and no sheet for nothing.
    expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    // Each card's QR code, read back from paper, opens the device page with that card's code.
    const scan = scanned(info.outputPath('cards.pdf'), 200);
    const codes = await page.locator('.of-card__code').allTextContents();
    for (const [index, code] of codes.slice(0, 8).entries()) {
      const read = await readQr(scan, cardOnSheet(index, 200));
      expect(read).toBe(`http://127.0.0.1:${server.port}/thiet-bi/#ma=${code}`);
    }
    const before = await page.locator('.of-card__code').first().textContent();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page, 'cards at 360, dark');
    await page.screenshot({ path: info.outputPath('cards-360.png') });
    await page.getByRole('button', { name: 'Về danh sách' }).click();
    await expectAccessible(page, 'list at 360, dark');
    await page.screenshot({ path: info.outputPath('list-360.png'), fullPage: true });

    // By keyboard: ask, think better of it, ask again, do it.
    const renew = page.getByRole('button', { name: /^Đổi mã/ }).first();
    await renew.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Đổi mã của Nguyễn Thị/ });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await renew.focus();
    await page.keyboard.press('Enter');
    await expectAccessible(page, 'asked before a code is renewed');
    await dialog.getByRole('button', { name: 'Đổi mã' }).click();
    await expect(page.getByText(/^Đã đổi mã của Nguyễn Thị/)).toBeVisible();
    await page
      .getByRole('button', { name: /^In thẻ của Nguyễn Thị/ })
      .first()
      .click();
    await expect(cards).toHaveCount(1);
    expect(await page.locator('.of-card__code').textContent()).not.toBe(before);

    await page.getByRole('button', { name: 'Về danh sách' }).click();
    await page
      .getByRole('button', { name: /^Thu hồi/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Thu hồi mã' }).click();
    await expect(page.getByText('10/11 người đã có mã')).toBeVisible();
    await page.getByRole('button', { name: 'Cấp mã cho 1 người chưa có' }).click();
    await expect(page.getByText('11/11 người đã có mã')).toBeVisible();

    await page.getByRole('link', { name: 'Nhật ký' }).click();
    for (const deed of ['In thẻ mã học viên', 'Đổi mã học viên', 'Thu hồi mã học viên']) {
      await expect(page.getByRole('cell', { name: deed }).first()).toBeVisible();
    }
  } finally {
    await server.stop();
    for (const folder of [office.site, office.data]) rmSync(folder, { recursive: true });
  }
});
