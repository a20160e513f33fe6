import { expect as baseExpect, type Page, type Route, test } from 'playwright/test';
import { groupedCode, newLearnerCode } from '../../src/records/learners/code.ts';
import { pageFaults } from './support/page-faults.ts';
import {
  bindByCard,
  openModule,
  type ServedTeachers,
  servedTeachers,
} from './support/served-teachers.ts';
import { siteElsewhere } from './support/site-elsewhere.ts';

/*
 * What a teacher meets on a bad day: a slip while typing, a guessed code, a server in trouble, a
 * captive portal, a full phone, a clock that is a year wrong, a site on another host.
 */
const expect = baseExpect.configure({ timeout: 30_000 });

test.use({ viewport: { width: 360, height: 740 } });

let office: ServedTeachers;
test.beforeAll(async () => {
  office = await servedTeachers(4);
});
test.afterAll(() => office.stop());

const answer = (status: number, contentType: string, body: string) => (route: Route) =>
  route.fulfill({ status, contentType, body });
const JSON_TYPE = 'application/json';
const NO_NETWORK = 'Chưa hỏi được máy chủ của Phòng, có thể do mạng yếu';

/** What stands between device and server, and what the teacher reads of it who asks whose a code is. */
const TROUBLES: { name: string; meet: (route: Route) => Promise<void>; told: string }[] = [
  { name: 'no network', meet: (route) => route.abort('internetdisconnected'), told: NO_NETWORK },
  { name: 'connection lost', meet: (route) => route.abort('connectionreset'), told: NO_NETWORK },
  {
    name: 'gateway error',
    meet: answer(502, 'text/html', '<h1>Bad Gateway</h1>'),
    told: 'Máy chủ của Phòng đang trục trặc (502)',
  },
  {
    name: 'full disk',
    meet: answer(507, JSON_TYPE, '{"error":{"code":"disk-full","message":"Máy chủ đã đầy đĩa."}}'),
    told: 'Máy chủ đã đầy đĩa.',
  },
  {
    name: 'too many requests at a proxy',
    meet: answer(429, 'text/plain', 'slow down'),
    told: 'Máy chủ của Phòng đang trục trặc (429)',
  },
  {
    name: 'captive portal',
    meet: answer(200, 'text/html', '<form action="/login">Wi-Fi</form>'),
    told: 'thường vì Wi-Fi đòi đăng nhập',
  },
  { name: 'nothing in it', meet: answer(200, JSON_TYPE, '{}'), told: 'Wi-Fi đòi đăng nhập' },
  { name: 'null', meet: answer(200, JSON_TYPE, 'null'), told: 'Wi-Fi đòi đăng nhập' },
];

async function askFor(page: Page, code: string): Promise<void> {
  await page.getByLabel('Nhập mã trên thẻ').fill(code);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

async function expectSound(page: Page, state: string): Promise<void> {
  expect(await pageFaults(page, 'main'), state).toEqual([]);
}

test('a slip while typing is found on the device, without asking anybody', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  const code = office.codes[0] ?? '';
  const [a = '', b = ''] = code;
  const other = a === '0' ? '1' : '0';
  await page.goto(`${office.site}/thiet-bi/`);
  await askFor(page, '');
  await expect(page.getByText('Thầy cô chưa nhập mã.')).toBeVisible();
  await askFor(page, code.slice(0, 9));
  await expect(page.getByText('Mã có 12 ký tự, thầy cô mới nhập 8.')).toBeVisible();
  await askFor(page, `${code}9`);
  await expect(page.getByText('thầy cô đã nhập 13.')).toBeVisible();
  await askFor(page, `Đ${code.slice(1)}`);
  await expect(page.getByText('Mã học viên không có ký tự “Đ”.')).toBeVisible();
  await askFor(page, other + code.slice(1));
  await expect(page.getByText('có ký tự bị nhầm hoặc đổi chỗ')).toBeVisible();
  if (a !== b) {
    await askFor(page, b + a + code.slice(2));
    await expect(page.getByText('có ký tự bị nhầm hoặc đổi chỗ')).toBeVisible();
  }
  await expect(page.getByLabel('Nhập mã trên thẻ')).toBeFocused();
  await expectSound(page, 'mistyped');
  expect(asked).toEqual([]);
  // Small letters, no hyphens, O for 0: what people type is understood.
  await askFor(page, code.replaceAll('-', ' ').replaceAll('0', 'o').toLowerCase());
  await expect(page.getByText('Nguyễn T. 0., Trường TH Mẫu')).toBeVisible();
  await expect(page.locator('[data-part="asked-name"]')).toBeFocused();
  await expectSound(page, 'asked whether it is them');
  await page.getByRole('button', { name: 'Không phải tôi', exact: true }).click();
  await expect(page.getByText('Máy chưa gắn mã này với ai.')).toBeVisible();
});

test('whatever stands in the way, the teacher is told what to do and the code still works', async ({
  page,
}) => {
  const code = office.codes[1] ?? '';
  await page.goto(`${office.site}/thiet-bi/`);
  for (const { name, meet, told } of TROUBLES) {
    await page.route('**/api/learner', meet);
    await askFor(page, code);
    await expect(page.locator('[data-part="code-error"]'), name).toContainText(told);
    await expect(page.getByRole('button', { name: 'Đúng là tôi' })).toBeHidden();
    await page.unroute('**/api/learner');
  }
  await expect(page.getByLabel('Nhập mã trên thẻ')).toHaveValue(code);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Đúng là tôi' }).click();
  await expect(page.locator('[data-part="bound-name"]')).toBeFocused();

  // The same troubles while results are sent: nothing is lost, and it arrives once they are over.
  const meets = [...TROUBLES];
  let tries = 0;
  await page.route('**/api/commits', (route) => {
    tries += 1;
    return meets[0]?.meet(route) ?? route.continue();
  });
  const player = await openModule(page, office.site);
  await player.answer('right');
  await expect(page.locator('[data-outbox]')).toContainText('Chưa gửi về Phòng: 1 kết quả');
  await page.goto(`${office.site}/thiet-bi/`);
  while (meets.length > 0) {
    const before = tries;
    await page.getByRole('button', { name: 'Gửi ngay' }).click();
    await expect.poll(() => tries).toBeGreaterThan(before);
    await expect(page.getByText('Chưa gửi về Phòng: 1 kết quả')).toBeVisible();
    meets.shift();
  }
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(page.getByText('Không còn kết quả nào chờ gửi.')).toBeVisible();
  expect(
    office.rows("select status from learner_attempt where person_id = 'person-1'"),
  ).toHaveLength(1);
});

test('a phone whose clock is a year wrong still counts on the right day', async ({ page }) => {
  const now = new Date();
  const wrong = new Date(now);
  wrong.setFullYear(now.getFullYear() + 1);
  await page.clock.setFixedTime(wrong);
  await bindByCard(page, office.site, office.codes[2] ?? '');
  await (await openModule(page, office.site)).answer('right');
  await expect(page.locator('[data-outbox]')).toContainText('Đã gửi về Phòng');
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });
  expect([today.format(now), today.format(new Date())]).toContainEqual(
    office.rows("select day from learner_attempt where person_id = 'person-2'")[0]?.day,
  );
});

test('a full phone says so, and binds once there is room', async ({ page }) => {
  await page.goto(`${office.site}/thiet-bi/`);
  await askFor(page, office.codes[3] ?? '');
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
    IDBObjectStore.prototype.put = function (row: unknown, key?: IDBValidKey) {
      const request = put.call(this, row, key);
      this.transaction.abort();
      return request;
    };
  });
  const yes = page.getByRole('button', { name: 'Đúng là tôi' });
  await yes.click();
  await expect(page.getByText('Máy chưa ghi được, có thể vì bộ nhớ đã đầy.')).toBeVisible();
  await expect(yes).toBeVisible();
  await page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'makeRoom')?.value());
  await yes.click();
  await expect(page.getByText('được gửi về Phòng dưới tên Nguyễn T. 3.')).toBeVisible();
});

test('a site on another host sends to the server that lets it in, and says when one does not', async ({
  page,
}) => {
  let recordsUrl = '';
  const [invited, foreign] = [
    await siteElsewhere(() => recordsUrl),
    await siteElsewhere(() => recordsUrl),
  ];
  const server = await servedTeachers(1, { ALLOWED_ORIGINS: invited.site });
  recordsUrl = server.site;
  try {
    await page.goto(`${foreign.site}/thiet-bi/`);
    await askFor(page, server.codes[0] ?? '');
    await expect(page.getByText(`chưa nhận kết quả từ trang ${foreign.site}`)).toBeVisible();
    await expectSound(page, 'not let in');

    await bindByCard(page, invited.site, server.codes[0] ?? '');
    await (await openModule(page, invited.site)).answer('right');
    await expect(page.locator('[data-outbox]')).toContainText('Đã gửi về Phòng dưới tên');
    expect(server.rows('select person_id from learner_attempt')).toHaveLength(1);
  } finally {
    for (const one of [invited, foreign, server]) await one.stop();
  }
});

test('guessing ends soon, with a word on when to try again', async ({ page, request }) => {
  const guessed = await servedTeachers(1);
  try {
    await page.goto(`${guessed.site}/thiet-bi/`);
    await askFor(page, groupedCode(newLearnerCode()));
    await expect(page.getByText('Không có mã học viên này. Thầy cô so lại với thẻ')).toBeVisible();
    for (let guess = 0; guess < 29; guess += 1) {
      await request.post(`${guessed.site}/api/learner`, { data: { code: newLearnerCode() } });
    }
    await askFor(page, guessed.codes[0] ?? '');
    await expect(page.getByText(/Có quá nhiều mã sai từ nơi này. .* sau \d+ phút/)).toBeVisible();
  } finally {
    await guessed.stop();
  }
});
