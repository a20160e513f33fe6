import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  expect as baseExpect,
  chromium,
  type Page,
  test as plainTest,
} from 'playwright/test';
import { canonicalRecordText, recordFileSchema } from '../../src/records/record-file.ts';
import { pageFaults } from './support/page-faults.ts';
import { quizPlayer } from './support/quiz-player.ts';

// A busy disk makes a durable write wait; nothing here is about speed.
const expect = baseExpect.configure({ timeout: 30_000 });

const SLUG = 'tong-quan-cong-tac-xa-hoi';
const MODULE = `/tap-huan/${SLUG}/`;
const NAME = 'Lò Thị Mẫu';
const UNIT = 'Trường THCS Mẫu, xã Vân Hồ';

/** Takes the module to its end. */
async function play(page: Page, how: 'right' | 'wrong') {
  await page.goto(MODULE);
  const player = await quizPlayer(page);
  await player.begin();
  await player.finish(how);
  await expect(page.getByText('Đã ghi nhận trên thiết bị này')).toBeVisible();
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** `passedState`: what a browser keeps after the module was passed; made once a worker. */
const test = plainTest.extend<object, { passedState: State }>({
  passedState: [
    async ({ browser }, use, info) => {
      const { baseURL } = info.project.use;
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      await play(await context.newPage(), 'right');
      await use(await context.storageState({ indexedDB: true }));
      await context.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Writes name and unit on the device page. */
async function introduce(page: Page) {
  await page.goto('/thiet-bi/');
  await page.getByLabel('Họ và tên').fill(NAME);
  await page.getByLabel('Trường hoặc đơn vị').fill(UNIT);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu trên thiết bị này.')).toBeVisible();
}

test('a learner resumes at the same question after closing the browser', async ({
  baseURL,
  browserName: _,
}, info) => {
  const folder = mkdtempSync(join(tmpdir(), 'tha-profile-'));
  const { launchOptions } = info.project.use;
  const open = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(folder, { ...launchOptions, baseURL: baseURL ?? '' });
  const prompt = (page: Page) => page.locator('.quiz-app .quiz-heading .quiz-text').first();
  try {
    const first = await open();
    const before = await first.newPage();
    await before.goto(MODULE);
    const player = await quizPlayer(before);
    await player.begin();
    await player.answer('right');
    await player.goOn();
    await player.answer('wrong');
    await player.goOn();
    const third = await prompt(before).innerText();
    await first.close();

    const second = await open();
    const after = await second.newPage();
    await after.goto('/tap-huan/');
    await expect(after.locator(`[data-module-progress="${SLUG}"]`)).toHaveText('Đang học');
    await after.goto(MODULE);
    await (await quizPlayer(after)).begin();
    expect(await prompt(after).innerText()).toBe(third);
    await second.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a pass shows in the module list, on the device page and as a certificate', async ({
  page,
}) => {
  await play(page, 'right');
  await page.goto('/tap-huan/');
  await expect(page.locator(`[data-module-progress="${SLUG}"]`)).toHaveText('Đã đạt');

  await page.goto('/thiet-bi/');
  const row = page.locator('[data-part="attempts"] > li');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Đạt');
  await expect(row).toContainText('Điểm 100/100');

  await row.getByRole('link', { name: 'Giấy chứng nhận' }).click();
  // A learner without a name could learn; the certificate needs one.
  await page.getByRole('button', { name: 'Xem giấy chứng nhận' }).click();
  await expect(page.getByText('Thầy cô chưa ghi họ và tên.')).toBeVisible();
  await page.getByLabel('Họ và tên').fill(NAME);
  await page.getByLabel('Trường hoặc đơn vị').fill(UNIT);
  await page.getByRole('button', { name: 'Xem giấy chứng nhận' }).click();
  const certificate = page.locator('.certificate');
  await expect(certificate).toContainText(NAME);
  await expect(certificate).toContainText(UNIT);
  await expect(certificate).toContainText('100/100');
  await expect(certificate).toContainText('người học tự báo từ thiết bị này');
  await expect(certificate.locator('[data-part="code"]')).toHaveText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  expect(
    (await certificate.locator('[data-part="qr-path"]').getAttribute('d'))?.length,
  ).toBeGreaterThan(500);

  // On paper: one sheet of A4, whatever the dialog's own orientation, with nothing else of the page.
  for (const landscape of [true, false]) {
    const pdf = (await page.pdf({ format: 'A4', landscape })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'In hoặc lưu PDF' })).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(certificate).toBeVisible();
});

test('a module that is not passed gives no certificate and says what to do', async ({ page }) => {
  await page.goto('/chung-nhan/');
  await expect(page.getByText('Trên máy này chưa có mô-đun nào đạt')).toBeVisible();
  await play(page, 'wrong');
  await page.goto(`/chung-nhan/#${SLUG}`);
  await expect(page.getByText('chưa đạt nên chưa có giấy chứng nhận')).toBeVisible();
  await expect(page.locator('.certificate')).toBeHidden();
});

test('two tabs of one module do not lose a pass', async ({ context }) => {
  const slow = await context.newPage();
  await slow.goto(MODULE);
  const slowPlayer = await quizPlayer(slow);
  await slowPlayer.begin();
  await slowPlayer.answer('wrong');

  const fast = await context.newPage();
  await play(fast, 'right');
  const score = /\d+/.exec(await fast.locator('.quiz-score').innerText())?.[0];
  expect(Number(score)).toBeGreaterThanOrEqual(80);
  await fast.close();

  await slowPlayer.goOn();
  await slowPlayer.answer('wrong');
  await slow.close();
  const page = await context.newPage();
  await page.goto('/thiet-bi/');
  // The second tab resumed with the first one's wrong answer in it, and passed all the same.
  await expect(page.locator('[data-part="attempts"] > li')).toContainText(`Điểm ${score}/100`);
  await expect(page.locator('[data-part="attempts"] .mark')).toHaveText('Đạt');
});

test('a page still open writes nothing for a learner who was erased, and says so', async ({
  context,
}) => {
  const module = await context.newPage();
  await module.goto(MODULE);
  const player = await quizPlayer(module);
  await player.begin();
  await player.answer('right');
  const device = await context.newPage();
  await device.goto('/thiet-bi/');
  await device.getByRole('button', { name: 'Xóa hết trên máy này' }).click();
  await device.getByRole('button', { name: 'Xóa hết', exact: true }).click();
  await expect(device.getByText('Đã xóa hết.')).toBeVisible();
  await player.goOn();
  await player.answer('right');
  await expect(module.getByText('Chưa lưu được.')).toBeVisible();
  await device.reload();
  await expect(device.getByText('Chưa có kết quả nào trên máy này')).toBeVisible();
});

test('without storage one can still learn, and is told that nothing is kept', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      value: {
        open() {
          throw new DOMException('Storage is forbidden', 'SecurityError');
        },
      },
    });
  });
  await page.goto(MODULE);
  const player = await quizPlayer(page);
  await player.begin();
  await player.answer('right');
  await expect(page.getByText('không cho lưu dữ liệu').first()).toBeVisible();
  await page.goto('/thiet-bi/');
  await expect(page.getByText('không cho lưu dữ liệu').first()).toBeVisible();
});

test('hiding, caching and leaving the page keep what was earned', async ({ page }) => {
  await page.goto(MODULE);
  const player = await quizPlayer(page);
  await player.begin();
  await player.answer('right');
  // A real visit to the back/forward cache cannot be made here; its events can.
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await player.goOn();
  await player.answer('right');
  await expect(page.getByText('Chưa lưu được.')).toBeHidden();
  await page.goto('/thiet-bi/');
  await expect(page.locator('[data-part="facts"]').first()).toContainText(/Điểm đến nay [1-9]/);
});

test.describe('with a module passed', () => {
  test.use({ storageState: ({ passedState }, use) => use(passedState) });

  test('the record file is asked a name for, and is what the office can check', async ({
    page,
  }) => {
    await page.goto('/thiet-bi/');
    await page.getByRole('button', { name: 'Lưu tệp kết quả' }).first().click();
    await expect(page.getByText('Tệp cần họ và tên')).toBeVisible();
    await expect(page.getByLabel('Họ và tên')).toBeFocused();
    await introduce(page);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu tệp kết quả' }).first().click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^ket-qua_lo-thi-mau_\d{4}-\d\d-\d\d\.json$/);
    const { checksum, ...file } = recordFileSchema.parse(
      JSON.parse(readFileSync(await saved.path(), 'utf8')),
    );
    expect(createHash('sha256').update(canonicalRecordText(file)).digest('hex')).toBe(checksum);
    expect(file.learner).toEqual({ name: NAME, unit: UNIT, code: null });
    expect(file.completions).toMatchObject([
      { module: SLUG, attempt: 1, status: 'passed', score: 100 },
    ]);
  });

  test('learners of a shared device do not mix', async ({ page }) => {
    await introduce(page);
    await page.getByText('Máy dùng chung? Đổi người học').click();
    await page.getByRole('button', { name: 'Người học mới' }).click();
    await expect(page.getByText('Chưa có kết quả nào trên máy này')).toBeVisible();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('');
    await page.goto('/tap-huan/');
    await expect(page.locator(`[data-module-progress="${SLUG}"]`)).toBeEmpty();

    await page.goto('/thiet-bi/');
    await page.getByText('Máy dùng chung? Đổi người học').click();
    await page.getByRole('button', { name: NAME }).click();
    await expect(page.locator('[data-part="attempts"] > li')).toContainText('Điểm 100/100');
  });

  test('learning afresh begins a new attempt and keeps the old one', async ({ page }) => {
    await page.goto('/thiet-bi/');
    await page.getByRole('button', { name: 'Học lại từ đầu' }).click();
    await page.waitForURL(`**${MODULE}`);
    const player = await quizPlayer(page);
    await player.begin();
    await player.answer('wrong');
    await page.goto('/thiet-bi/');
    const rows = page.locator('[data-part="attempts"] > li');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(0)).toContainText('Lần học 1');
    await expect(rows.nth(0).locator('.mark')).toHaveText('Đạt');
    await expect(rows.nth(1).locator('.mark')).toHaveText('Đang học');
  });

  test('erasing asks first, says what is lost, and leaves nothing', async ({ page }) => {
    await introduce(page);
    await page.getByRole('button', { name: 'Xóa hết trên máy này' }).click();
    await expect(page.getByRole('dialog')).toContainText('Xóa rồi không lấy lại được');
    await page.getByRole('button', { name: 'Không xóa' }).click();
    await expect(page.locator('[data-part="attempts"] > li')).toHaveCount(1);

    await page.getByRole('button', { name: 'Xóa hết trên máy này' }).click();
    await page.getByRole('button', { name: 'Xóa hết', exact: true }).click();
    await expect(page.getByText('Đã xóa hết.')).toBeFocused();
    await page.reload();
    await expect(page.getByText('Chưa có kết quả nào trên máy này')).toBeVisible();
    const left = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('truong-hoc-an-toan');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const all = (name: string) =>
        new Promise<unknown>((resolve) => {
          const request = database.transaction(name).objectStore(name).getAll();
          request.onsuccess = () => resolve(request.result);
        });
      const text = JSON.stringify([
        await all('attempts'),
        await all('learners'),
        await all('outbox'),
      ]);
      return { text, summary: localStorage.getItem('tien-do') };
    });
    expect(left.text).not.toContain('Mẫu');
    expect(left.text).not.toContain(SLUG);
    expect(left.summary ?? '{}').toBe('{}');
  });

  test('device page and certificate are accessible, light and dark, narrow and wide', async ({
    page,
  }) => {
    const audit = async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          expect(await pageFaults(page, 'main'), `${colorScheme}, ${width} px`).toEqual([]);
        }
      }
    };
    await introduce(page);
    await audit();
    await page.getByRole('button', { name: 'Xóa hết trên máy này' }).click();
    await audit();
    await page.goto(`/chung-nhan/#${SLUG}`);
    await expect(page.locator('.certificate')).toBeVisible();
    await audit();
    await page.getByRole('button', { name: 'Sửa họ tên, đơn vị' }).click();
    await expect(page.getByLabel('Họ và tên')).toHaveValue(NAME);
    await audit();
    await page.goto('/thiet-bi/');
    await page.getByRole('button', { name: 'Xóa hết trên máy này' }).click();
    await page.getByRole('button', { name: 'Xóa hết', exact: true }).click();
    await expect(page.getByText('Chưa có kết quả nào')).toBeVisible();
    await audit();
  });
});
