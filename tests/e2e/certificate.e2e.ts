import { expect as baseExpect, type Page, test } from 'playwright/test';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { newKey } from '../../src/server/certificates/keys.ts';
import { pageFaults } from './support/page-faults.ts';
import { readQr, scanned } from './support/read-qr.ts';
import { collectRefusals } from './support/refusals.ts';
import {
  bindByCard,
  openModule,
  type ServedTeachers,
  servedTeachers,
} from './support/served-teachers.ts';

/*
 * A certificate as people meet it: signed by the server, printed, its QR code read back by a reader
 * of QR codes, checked by somebody without network; changed, cut off, from elsewhere; and the one that a
 * device makes alone. Under the policy that the server sends.
 */
const expect = baseExpect.configure({ timeout: 15_000 });

test.describe.configure({ mode: 'serial' });

let office: ServedTeachers;
/** Text of the signed certificate's QR code: the address of the page that checks it. */
let qrText = '';
test.beforeAll(async () => {
  office = await servedTeachers(2);
});
test.afterAll(() => office.stop());

const qrOnScreen = async (page: Page) =>
  readQr(await page.locator('.certificate .qr').screenshot({ scale: 'device' }));

const answerOf = (page: Page) => page.locator('.answer:visible');

/** Gives the open check page another text, as pasting does. */
async function check(page: Page, text: string): Promise<void> {
  await page.getByLabel('Đường dẫn hoặc mã trong QR').fill(text);
  await page.getByRole('button', { name: 'Kiểm tra' }).click();
}

test('a pass that the server has is signed, printed on one sheet and read back from its QR code', async ({
  page,
  context,
}, info) => {
  const refused = await collectRefusals(context);
  await bindByCard(page, office.site, office.codes[0] ?? '');
  const player = await openModule(page, office.site);
  await player.finish('right');
  await expect(page.getByText('Đã gửi về Phòng dưới tên Nguyễn T. 0.')).toBeVisible();

  await page.goto(`${office.site}/chung-nhan/`);
  await page.locator('[data-part="passed"] a').click();
  const certificate = page.locator('.certificate');
  // The office's name for the teacher, in full: nobody is asked to type it.
  await expect(certificate).toContainText('Nguyễn Thị 0');
  await expect(certificate).toContainText('Trường TH Mẫu');
  await expect(certificate.locator('[data-part="signer"]')).toContainText(/\(khóa [\w-]{8}\)/);
  await expect(certificate.getByText('tự báo')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Sửa họ tên, đơn vị' })).toBeHidden();
  expect(await pageFaults(page, 'main')).toEqual([]);
  qrText = await qrOnScreen(page);
  expect(qrText).toMatch(
    new RegExp(`^${office.site}/chung-nhan/kiem-tra/#[\\w-]+\\.[\\w-]+\\.[\\w-]+$`),
  );

  for (const landscape of [true, false]) {
    const path = info.outputPath('giay.pdf');
    const pdf = await page.pdf({ format: 'A4', landscape, path });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    expect(await readQr(scanned(path, 300))).toBe(qrText);
  }
  // Shown again without network: the same certificate.
  await context.route('**/api/**', (route) => route.abort());
  await page.reload();
  await expect(certificate.locator('[data-part="signer"]')).toContainText('khóa');
  expect(await qrOnScreen(page)).toBe(qrText);
  expect(refused.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
});

test('anybody finds it genuine, with whose key, which day and which programme, also without network', async ({
  page,
  context,
}) => {
  await page.goto(`${office.site}/chung-nhan/kiem-tra/`);
  await expect(page.getByText('Quét mã QR trên giấy')).toBeVisible();
  await context.setOffline(true);
  await check(page, qrText);
  const answer = answerOf(page);
  await expect(answer.getByRole('heading')).toHaveText('Giấy thật, chưa bị sửa');
  await expect(answer).toBeFocused();
  for (const words of [
    'Nguyễn Thị 0',
    'Trường TH Mẫu',
    '100/100',
    'bài kiểm tra trên trang, máy chủ ghi nhận',
    /Chương trình.*(năm học|không chương trình nào)/,
    /Khóa của Phòng\s*[\w-]{8}, dùng từ ngày \d+ tháng \d+ năm \d{4}/,
  ]) {
    await expect(answer).toContainText(words);
  }
  expect(await pageFaults(page, 'main')).toEqual([]);
});

test('one changed character anywhere is found, and what the code claims now is shown as worth nothing', async ({
  page,
}) => {
  await page.goto(qrText);
  await expect(answerOf(page).getByRole('heading')).toHaveText('Giấy thật, chưa bị sửa');
  const start = qrText.indexOf('#') + 1;
  const [head = 0, body = 0] = [...qrText.matchAll(/\./g)].map(({ index }) => index).slice(-2);
  const places = [
    start + 5,
    head - 1,
    head + 30,
    body - 40,
    body - 1,
    body + 20,
    qrText.length - 1,
  ];
  for (const at of places) {
    const other = qrText[at] === 'A' ? 'B' : 'A';
    await check(page, qrText.slice(0, at) + other + qrText.slice(at + 1));
    await expect(answerOf(page), `changed at ${at}`).toHaveClass(/bad/);
  }
  // The name alone, as a forger would: the rest still reads well.
  const [jwsHead, claims, signature] = qrText.slice(start).split('.');
  const forged = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString());
  forged.name = 'Nguyễn Thị Giả';
  const text = Buffer.from(JSON.stringify(forged)).toString('base64url');
  await check(page, `${jwsHead}.${text}.${signature}`);
  await expect(answerOf(page).getByRole('heading')).toHaveText('Giấy này đã bị sửa');
  await expect(answerOf(page)).toContainText('không có gì bảo đảm');
  await expect(answerOf(page)).toContainText('Nguyễn Thị Giả');
  expect(await pageFaults(page, 'main')).toEqual([]);
  await check(page, qrText.slice(start, qrText.length - 60));
  await expect(answerOf(page)).toHaveClass(/bad/);
  await check(page, 'không phải mã');
  await expect(answerOf(page).getByRole('heading')).toHaveText('Không đọc được mã');
});

test('after the office’s key was replaced, older certificates stay genuine and other offices’ do not become so', async ({
  page,
}) => {
  const { kysely } = await openNodeDatabase(office.file);
  const key = newKey();
  await kysely
    .insertInto('certificate_key')
    .values({
      kid: key.kid,
      public_x: key.x,
      private_d: key.d,
      made_at: new Date(Date.now() + 60_000).toISOString(),
    })
    .execute();
  await page.goto(qrText);
  await expect(answerOf(page).getByRole('heading')).toHaveText('Giấy thật, chưa bị sửa');

  const other = await servedTeachers(1);
  try {
    await page.goto(`${other.site}/chung-nhan/kiem-tra/#${qrText.split('#')[1]}`);
    await expect(answerOf(page).getByRole('heading')).toHaveText('Không phải giấy của Phòng này');
  } finally {
    await other.stop();
    await kysely.destroy();
  }
});

test('without the server’s word the certificate says plainly that it is self-reported', async ({
  page,
  context,
}) => {
  await bindByCard(page, office.site, office.codes[1] ?? '');
  await context.route('**/api/commits', (route) => route.abort());
  const player = await openModule(page, office.site);
  await player.finish('right');
  await page.goto(`${office.site}/chung-nhan/#tong-quan-cong-tac-xa-hoi`);
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị 1');
  await page.getByRole('button', { name: 'Xem giấy chứng nhận' }).click();
  await expect(page.getByText('Giấy này chưa có chữ ký của Phòng')).toBeVisible();
  await expect(page.getByText('người học tự báo từ thiết bị này')).toBeVisible();
  expect(await qrOnScreen(page)).toMatch(/^[0-9A-Z-]{11} \| Nguyễn Thị 1 \| .* \| tự báo$/);
  await page.goto(`${office.site}/chung-nhan/kiem-tra/`);
  await check(page, '7F3KQ-0ZXM2 | Nguyễn Thị 1 | tong-quan | 100 | 2026-11-22 | tự báo');
  await expect(answerOf(page).getByRole('heading')).toHaveText('Giấy tự báo, không có chữ ký');
  await expect(answerOf(page)).toContainText('7F3KQ-0ZXM2');
});
