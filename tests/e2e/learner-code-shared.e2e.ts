import { expect as baseExpect, type Page, test } from 'playwright/test';
import { pageFaults } from './support/page-faults.ts';
import {
  bindByCard,
  openModule,
  type ServedTeachers,
  servedTeachers,
  takeRecordsAway,
} from './support/served-teachers.ts';

/*
 * A device of several people, in several tabs, with codes that change: every result reaches the
 * office once, under the name of whoever earned it.
 */
const expect = baseExpect.configure({ timeout: 30_000 });

test.use({ viewport: { width: 360, height: 740 } });

let office: ServedTeachers;
test.beforeEach(async () => {
  office = await servedTeachers(2);
});
test.afterEach(() => office.stop());

const ATTEMPTS = 'select person_id, device, status, score from learner_attempt order by person_id';
const line = (page: Page) => page.locator('[data-outbox]');

async function expectSound(page: Page, state: string): Promise<void> {
  expect(await pageFaults(page, 'main'), state).toEqual([]);
}

test('in a staff room each teacher’s results go out under their own name, and none is lost', async ({
  page,
  context,
}) => {
  await bindByCard(page, office.site, office.codes[0] ?? '');
  expect(new URL(page.url()).hash).toBe('');
  const first = await openModule(page, office.site);
  await first.answer('right');
  await expect(line(page)).toContainText('Đã gửi về Phòng dưới tên Nguyễn T. 0.');
  const network = await takeRecordsAway(page);
  await first.goOn();
  await first.answer('right');
  await expect(line(page)).toContainText('Chưa gửi về Phòng: 1 kết quả');

  // The next teacher sits down; the module stays open in its tab.
  const device = await context.newPage();
  await device.goto(`${office.site}/thiet-bi/`);
  await device.getByRole('button', { name: 'Không phải tôi / đổi người' }).click();
  await expect(device.locator('[data-part="whose-question"]')).toBeFocused();
  await expect(device.getByRole('button', { name: 'Gửi ngay' })).toBeHidden();
  await expectSound(device, 'asked whose the results are');
  await device.getByRole('button', { name: /^Của Nguyễn T\. 0\./ }).click();
  await expect(device.getByText('Đã đổi người. Người mới nhập mã')).toBeVisible();
  await expect(device.getByText('Còn 1 kết quả của Nguyễn T. 0. chưa gửi.')).toBeVisible();
  await expect(device.getByLabel('Nhập mã trên thẻ')).toBeFocused();
  await expectSound(device, 'after the change of person');
  await bindByCard(device, office.site, office.codes[1] ?? '');
  await expect(device.getByText('Còn 1 kết quả của Nguyễn T. 0. chưa gửi.')).toBeVisible();

  // Who answers in the tab that the first teacher left open? Nobody knows: it takes nothing more.
  await first.goOn();
  await first.answer('right');
  await expect(page.getByText('Người học trên máy đã đổi')).toBeVisible();
  await expect(line(page)).toBeHidden();

  await network.back();
  await device.reload();
  await expect(device.getByText('Còn 1 kết quả của Nguyễn T. 0. chưa gửi.')).toBeHidden();
  const second = await openModule(device, office.site);
  await expect(device.locator('.quiz-count').first()).toContainText('Câu 1 trên');
  await second.answer('wrong');
  await expect(line(device)).toContainText('Đã gửi về Phòng dưới tên Nguyễn T. 1.');
  const kept = office.rows(ATTEMPTS);
  expect(kept).toMatchObject([
    { person_id: 'person-0', status: 'incomplete' },
    { person_id: 'person-1', status: 'incomplete', score: 0 },
  ]);
  // Two right answers, not one and not three: the score so far is that of what the teacher answered.
  await device.goto(`${office.site}/thiet-bi/`);
  await device.getByText('Xem dữ liệu trên máy').click();
  const list = device.locator('[data-part="kept-list"]');
  await expect(list).toContainText('gắn mã học viên của Nguyễn T. 1.');
  await expect(list).not.toContainText('Nguyễn T. 0.');
  await device.getByText('Máy dùng chung? Đổi người học').click();
  await device.getByRole('button', { name: 'Người học chưa ghi tên' }).first().click();
  const own = Number(kept[0]?.score);
  await expect(device.locator('[data-part="facts"]')).toContainText(
    `Điểm đến nay ${String(Math.floor(own * 10) / 10).replace('.', ',')}/100`,
  );
});

test('a code bound by mistake sends nothing more, and the results wait for the right one', async ({
  page,
}) => {
  await bindByCard(page, office.site, office.codes[0] ?? '');
  const network = await takeRecordsAway(page);
  await (await openModule(page, office.site)).answer('right');
  await expect(line(page)).toContainText('Chưa gửi về Phòng: 1 kết quả');
  await page.goto(`${office.site}/thiet-bi/`);
  await page.getByRole('button', { name: 'Không phải tôi / đổi người' }).click();
  await page.getByRole('button', { name: 'Của tôi, máy gắn nhầm mã' }).click();
  await expect(page.getByText('Đã thôi gắn. Kết quả vẫn ở trên máy')).toBeVisible();
  await network.back();
  await bindByCard(page, office.site, office.codes[1] ?? '');
  await expect(page.getByText('Trên máy có 1 kết quả làm trước khi gắn mã')).toBeVisible();
  await expectSound(page, 'earlier results');
  await page.getByRole('button', { name: 'Gửi 1 kết quả' }).click();
  await expect.poll(() => office.rows(ATTEMPTS)).toMatchObject([{ person_id: 'person-1' }]);
});

test('what somebody else did before the code stays apart', async ({ page }) => {
  await (await openModule(page, office.site)).answer('right');
  await bindByCard(page, office.site, office.codes[0] ?? '');
  await page.getByRole('button', { name: 'Không phải của tôi' }).click();
  await expect(page.getByText('Chưa có kết quả nào trên máy này')).toBeVisible();
  await page.getByText('Máy dùng chung? Đổi người học').click();
  await page.getByRole('button', { name: 'Người học chưa ghi tên' }).click();
  await expect(page.locator('[data-part="attempts"] > li')).toHaveCount(1);
  expect(office.rows(ATTEMPTS)).toEqual([]);
});

test('two tabs send everything once, and each sees what the other one changes', async ({
  page,
  context,
}) => {
  await bindByCard(page, office.site, office.codes[0] ?? '');
  const sent: string[] = [];
  context.on('requestfinished', (request) => {
    if (request.url().endsWith('/api/commits')) {
      const { commits } = request.postDataJSON();
      sent.push(...commits.map(({ id }: { id: string }) => id));
    }
  });
  const network = await takeRecordsAway(page);
  const player = await openModule(page, office.site);
  await player.answer('right');
  await expect(line(page)).toContainText('Chưa gửi về Phòng: 1 kết quả');
  const other = await context.newPage();
  await other.goto(`${office.site}/thiet-bi/`);
  await expect(other.getByText('Chưa gửi về Phòng: 1 kết quả')).toBeVisible();
  await network.back();
  // Both hear that the network is back.
  for (const tab of [page, other]) await tab.evaluate(() => dispatchEvent(new Event('online')));
  await expect(other.getByText('Không còn kết quả nào chờ gửi.')).toBeVisible();
  await expect(line(page)).toContainText('Đã gửi về Phòng dưới tên Nguyễn T. 0.');
  await expect.poll(() => sent.length).toBeGreaterThan(0);
  expect(new Set(sent).size).toBe(sent.length);
  expect(office.rows(ATTEMPTS)).toHaveLength(1);

  const third = await context.newPage();
  await third.goto(`${office.site}/thiet-bi/`);
  await other.getByLabel('Họ và tên').fill('Nguyễn Thị Kh');
  await third.getByLabel('Trường hoặc đơn vị').fill('Trường TH Mẫu');
  await third.getByLabel('Họ và tên').fill('Nguyễn Thị Không');
  await third.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(other.locator('[data-part="who"]')).toHaveText('Nguyễn Thị Không');
  // What is half typed in the other tab is not swept away.
  await expect(other.getByLabel('Họ và tên')).toHaveValue('Nguyễn Thị Kh');
  await third.getByRole('button', { name: 'Không phải tôi / đổi người' }).click();
  await third.getByRole('button', { name: /^Của Nguyễn T\. 0\./ }).click();
  await expect(other.getByText('Kết quả trên máy này được gửi về Phòng')).toBeHidden();
  await expect(other.getByLabel('Nhập mã trên thẻ')).toBeVisible();
});

test('after a code was renewed the device says what to do, keeps the results and sends them under the new one', async ({
  page,
}) => {
  await bindByCard(page, office.site, office.codes[0] ?? '');
  const code = await office.renew(0);
  await (await openModule(page, office.site)).answer('right');
  await expect(line(page)).toContainText('mã học viên không còn dùng được');
  await page.getByRole('link', { name: 'Thiết bị này', exact: true }).first().click();
  await expect(page.getByText('Phòng đã đổi hoặc thu hồi. 1 kết quả chưa gửi vẫn ở')).toBeVisible();
  await expectSound(page, 'stopped code');
  await page.getByLabel('Nhập mã trên thẻ').fill(office.codes[0] ?? '');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Thầy cô lấy thẻ mới ở trường hoặc Phòng rồi').last()).toBeVisible();
  await page.getByLabel('Nhập mã trên thẻ').fill(code);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Đúng là tôi' }).click();
  await expect(page.getByText('Không còn kết quả nào chờ gửi.')).toBeVisible();
  expect(office.rows(ATTEMPTS)).toMatchObject([{ person_id: 'person-0' }]);
});
