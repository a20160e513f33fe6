import { type Browser, expect, type Page, test } from 'playwright/test';
import { OfficePage } from './support/office-page.ts';
import { pageFaults } from './support/page-faults.ts';
import { PASSWORD, type StaffedOffice, staffedOffice } from './support/staffed-office.ts';

let office: StaffedOffice;
test.beforeAll(async () => {
  office = await staffedOffice();
});
test.afterAll(() => office.stop());

const PHONE = { width: 360, height: 740 };
const PC = { width: 1366, height: 768 };

async function open(browser: Browser, section: string, viewport = PC): Promise<Page> {
  const context = await browser.newContext({ baseURL: office.site, viewport, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`/quan-ly/#/${section}`);
  return page;
}

async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Tên đăng nhập hoặc thư điện tử').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

/** No violation of WCAG 2.2 AA, nothing that scrolls sideways; a picture to look at. */
async function look(page: Page, name: string, test_ = test.info()): Promise<void> {
  expect(await pageFaults(page), name).toEqual([]);
  await page.screenshot({ path: test_.outputPath(`${name}.png`) });
}

for (const viewport of [PHONE, PC]) {
  test(`a focal teacher sees only their own school, at ${viewport.width} px`, async ({
    browser,
  }) => {
    const page = await open(browser, 'tong-quan', viewport);
    await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
    await look(page, 'sign-in');
    await signIn(page, 'chieng-sinh', 'sai mật khẩu');
    await expect(page.getByRole('alert')).toContainText('không đúng');
    await look(page, 'refused');
    await signIn(page, 'chieng-sinh');
    await expect(page.getByText('Quàng Văn Tới')).toBeVisible();
    await expect(page.locator('.of-section')).toContainText('Chiềng Sinh');
    await expect(page.locator('.of-section')).not.toContainText('Hua La');
    await look(page, 'overview');
    const csv = await new OfficePage(page).download('Tải độ bao phủ (CSV)');
    expect(csv.text).toContain('Chiềng Sinh');
    expect(csv.text).not.toContain('Hua La');

    await page.goto('/quan-ly/#/chua-hoan-thanh');
    await expect(page.getByText('Lò Thị Ban')).toBeVisible();
    await expect(page.locator('.of-section')).not.toContainText('Hà Văn Sơn');
    const names = page.getByRole('navigation', { name: 'Các mục quản lý' });
    await expect(names.getByRole('link', { name: 'Tài khoản' })).toHaveCount(0);

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
    await expect(page.locator('main')).not.toContainText('Lò Thị Ban');
    expect((await page.request.get('/api/state')).status()).toBe(401);
  });
}

test('what was typed stays when the session ends meanwhile, and goes on after signing in again', async ({
  browser,
}) => {
  const page = await open(browser, 'tai-khoan');
  await signIn(page, 'phong');
  const form = page.getByRole('form', { name: 'Thêm tài khoản' });
  await form.getByLabel('Họ và tên').fill('Vì Thị Hoa');
  await form.getByLabel('Tên đăng nhập').fill('hua-la-2');
  await form.getByLabel('Đơn vị').selectOption('Trường Tiểu học Hua La');
  office.expireSessions();
  await form.getByRole('button', { name: 'Thêm tài khoản' }).click();
  const dialog = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  await expect(dialog).toBeVisible();
  await expect(form.getByLabel('Họ và tên')).toHaveValue('Vì Thị Hoa');
  await look(page, 'expired');
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Mã đặt mật khẩu của Vì Thị Hoa')).toBeVisible();
});

for (const viewport of [PHONE, PC]) {
  test(`accounts are added, closed and reset, and a password changed, at ${viewport.width} px`, async ({
    browser,
  }) => {
    const username = `hua-la-${viewport.width}`;
    const name = `Mùa A Páo ${viewport.width}`;
    const page = await open(browser, 'tai-khoan', viewport);
    await signIn(page, 'phong');
    const form = page.getByRole('form', { name: 'Thêm tài khoản' });
    // The Phòng's own unit is not offered: its officers are made by whoever stands above.
    await expect(form.getByRole('option')).toHaveText([
      'Chọn đơn vị…',
      'Trường THCS Chiềng Sinh',
      'Trường Tiểu học Hua La',
    ]);
    await form.getByLabel('Họ và tên').fill(name);
    await form.getByLabel('Tên đăng nhập').fill(username);
    await form.getByLabel('Đơn vị').selectOption('Trường Tiểu học Hua La');
    await form.getByRole('button', { name: 'Thêm tài khoản' }).click();
    const link = await page.locator('.of-wrap').textContent();
    await look(page, 'account-added');

    // The new officer opens the link, sets a password and signs in.
    const theirs = await open(browser, 'tong-quan', viewport);
    await theirs.goto(link ?? '');
    await theirs.reload();
    await theirs.getByLabel('Mật khẩu mới', { exact: true }).fill('tre xanh gió núi');
    await look(theirs, 'first-password');
    await theirs.getByRole('button', { name: 'Đặt mật khẩu', exact: true }).click();
    await expect(theirs.getByText('Đã đặt mật khẩu.')).toBeVisible();
    expect(theirs.url()).not.toContain('?ma=');
    await signIn(theirs, username, 'tre xanh gió núi');
    await expect(theirs.getByText(name)).toBeVisible();

    // Changes it, and the old one is good no more.
    await theirs.getByRole('button', { name: 'Đổi mật khẩu' }).first().click();
    await theirs.getByLabel('Mật khẩu đang dùng').fill('tre xanh gió núi');
    await theirs.getByLabel('Mật khẩu mới', { exact: true }).fill('suối trong bên bản');
    await theirs.getByRole('button', { name: 'Đổi mật khẩu', exact: true }).last().click();
    await expect(theirs.getByText('Đã đổi mật khẩu.')).toBeVisible();

    // The Phòng closes the account: whoever uses it is out at once, and cannot come back.
    await page.getByRole('button', { name: `Khóa tài khoản của ${name}` }).click();
    const row = page.getByRole('row', { name: new RegExp(name) });
    await expect(row).toContainText('Đã khóa');
    await look(page, 'account-closed');
    await theirs.goto('/quan-ly/#/nhat-ky');
    await theirs.reload();
    await signIn(theirs, username, 'suối trong bên bản');
    await expect(theirs.getByRole('alert')).toContainText('đã bị khóa');

    // Opened again and reset: the old password is void, there is a new code.
    await page.getByRole('button', { name: `Mở lại tài khoản của ${name}` }).click();
    await expect(row).toContainText('Đang dùng');
    await page.getByRole('button', { name: `Cấp mã mới cho ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp mã mới' }).click();
    await expect(row).toContainText('Chờ đặt mật khẩu');
    await signIn(theirs, username, 'suối trong bên bản');
    await expect(theirs.getByRole('alert')).toContainText('không đúng');
  });
}
