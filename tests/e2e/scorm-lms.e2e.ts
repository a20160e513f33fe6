import { expect as baseExpect, type Frame, type Page, test } from 'playwright/test';
import { z } from 'zod';
import { hostPackage, type PackageHost } from './support/package-host.ts';
import { quizPlayer } from './support/quiz-player.ts';

// A machine under load takes its time; nothing here is about speed.
const expect = baseExpect.configure({ timeout: 30_000 });

const PACKAGE = 'dist/scorm/tong-quan-cong-tac-xa-hoi-scorm12.zip';

/** What scorm-again, as the LMS of the host page, was last asked to store. */
const storedSchema = z.object({
  suspend_data: z.string(),
  core: z.object({ lesson_status: z.string(), exit: z.string(), session_time: z.string() }),
});
const stored = async (page: Page) =>
  storedSchema.parse(await page.evaluate('window.stored.at(-1)'));

async function openPackage(page: Page, host: PackageHost): Promise<Frame> {
  await page.goto(host.page);
  // Counts how often the lesson ends its session.
  await page.evaluate(`window.finishes = 0; API.on('LMSFinish', () => { finishes += 1; })`);
  const frame = await (await page.waitForSelector('#sco')).contentFrame();
  if (frame === null) throw new Error('The package has no frame');
  await frame.waitForSelector('[data-quiz-start]:not([hidden])');
  return frame;
}

test.describe('a package in a frame of an LMS', () => {
  let host: PackageHost;
  test.beforeAll(async () => {
    host = await hostPackage(PACKAGE);
  });
  test.afterAll(() => host.close());

  test('loses nothing and finishes once when the LMS takes the frame away', async ({ page }) => {
    const frame = await openPackage(page, host);
    const player = await quizPlayer(frame);
    await player.begin();
    await player.answer('right');
    const before = await stored(page);
    expect(before.suspend_data).not.toBe('');
    await page.evaluate(`document.querySelector('#sco').remove()`);
    await expect.poll(() => page.evaluate('finishes')).toBe(1);
    const after = await stored(page);
    expect(after.suspend_data).toBe(before.suspend_data);
    expect(after.core.lesson_status).toBe('incomplete');
    expect(after.core.exit).toBe('suspend');
    expect(after.core.session_time).toMatch(/^\d+:\d\d:\d\d/);
  });

  test('passes nobody and finishes once when it is opened and left', async ({ page }) => {
    const frame = await openPackage(page, host);
    await expect.poll(async () => (await stored(page)).core.lesson_status).toBe('incomplete');
    await frame.evaluate(`location.href = 'about:blank'`);
    await expect.poll(() => page.evaluate('finishes')).toBe(1);
    expect((await stored(page)).core.lesson_status).toBe('incomplete');
  });

  test('says "chưa lưu được" while commits fail, and saves the pass when they work again', async ({
    page,
  }) => {
    const frame = await openPackage(page, host);
    const player = await quizPlayer(frame);
    await player.begin();
    await page.evaluate(`window.sound = API.LMSCommit; API.LMSCommit = () => 'false'`);
    await player.finish('right');
    await expect(frame.getByText('Chưa lưu được.')).toBeVisible();
    expect((await stored(page)).core.lesson_status).toBe('incomplete');
    await page.evaluate('API.LMSCommit = window.sound');
    await frame.getByRole('button', { name: 'Thử lại' }).click();
    await expect(frame.getByText('Đã ghi nhận')).toBeVisible();
    expect((await stored(page)).core.lesson_status).toBe('passed');
  });

  test('says that it records nothing when there is no LMS around it', async ({ page }) => {
    await page.goto(`${host.packageUrl}index.html`);
    const player = await quizPlayer(page);
    await player.begin();
    await expect(page.getByText('đang mở ngoài hệ thống LMS')).toBeVisible();
    await player.answer('right');
    await expect(page.getByText('Đã ghi nhận')).toHaveCount(0);
  });
});
