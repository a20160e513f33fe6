import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'playwright/test';
import { z } from 'zod';
import { packageEntrySchema } from '../../src/packaging/package-index.ts';
import { PROGRESS } from '../../src/scorm/cmi5/kept.ts';
import { type Cmi5Host, hostCmi5 } from './support/cmi5-host.ts';
import { quizPlayer } from './support/quiz-player.ts';

const require = createRequire(import.meta.url);
const entries = z
  .array(packageEntrySchema)
  .parse(JSON.parse(readFileSync('dist/scorm/index.json', 'utf8')));
const first = entries.find(({ standard }) => standard === 'cmi5');
if (first === undefined) throw new Error('There is no cmi5 package');

let host: Cmi5Host;
test.beforeEach(async () => {
  host = await hostCmi5(`dist/scorm/${first.file}`);
});
test.afterEach(async () => {
  await host.close();
});

test('a module is passed through 30 seconds without a network and a reload in the middle', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.install();
  await page.goto(host.launch());
  const player = await quizPlayer(page);
  await player.begin();
  await expect.poll(() => host.lrs.verbs()).toEqual(['initialized']);
  await player.answer('right');
  await player.goOn();
  await expect.poll(() => host.lrs.verbs()).toEqual(['initialized', 'answered']);

  await page.context().setOffline(true);
  await player.answer('right');
  await expect(page.getByText('Chưa lưu được')).toBeVisible();
  await page.clock.runFor(30_000);
  expect(host.lrs.verbs()).toEqual(['initialized', 'answered']);
  await page.context().setOffline(false);
  await expect.poll(() => host.lrs.verbs()).toEqual(['initialized', 'answered', 'answered']);
  await expect(page.getByText('Chưa lưu được')).toHaveCount(0);
  await player.goOn();
  await expect.poll(() => JSON.stringify(host.lrs.state(PROGRESS))).toContain('q3-');

  await page.reload();
  const again = await quizPlayer(page);
  await again.begin();
  await expect(page.locator('.quiz-count').first()).toContainText('Câu 3 trên');
  const rest = await again.finish('right');
  await expect(page.locator('.quiz-score')).toContainText('100%');
  await expect(page.getByText('Đã ghi nhận')).toBeVisible();
  await page.getByRole('button', { name: 'Kết thúc phiên học' }).click();
  await page.waitForURL(host.returnUrl);

  const answers = Array.from({ length: rest + 2 }, () => 'answered');
  expect(host.lrs.verbs()).toEqual([
    'initialized',
    ...answers,
    'passed',
    'completed',
    'terminated',
  ]);
  expect(host.lrs.broken).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(`${host.origin}/`))).toEqual([]);
});

test('a failure reaches the LMS when the tab is closed after it', async ({ page }) => {
  await page.goto(host.launch());
  const player = await quizPlayer(page);
  await player.begin();
  await player.finish('wrong');
  await expect(page.getByText('Đã ghi nhận')).toBeVisible();
  await page.close();
  await expect.poll(() => host.lrs.verbs().slice(-2)).toEqual(['failed', 'terminated']);
  expect(host.lrs.broken).toEqual([]);
});

test('the page reads in full without an LMS and says that nothing is recorded', async ({
  page,
}) => {
  await page.goto(host.page);
  await expect(page.locator('[data-quiz-status]')).toContainText('kết quả sẽ không được ghi');
  const player = await quizPlayer(page);
  await player.begin();
  await player.answer('right');
  await expect(page.getByText('ngoài hệ thống LMS').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kết thúc phiên học' })).toHaveCount(0);
  expect(host.lrs.broken).toEqual([]);
});

test('the LMS’s own pass mark is the one that counts', async ({ page }) => {
  await host.close();
  host = await hostCmi5(`dist/scorm/${first.file}`, { masteryScore: 0 });
  await page.goto(host.launch());
  const player = await quizPlayer(page);
  await player.begin();
  await player.finish('wrong');
  await expect.poll(() => host.lrs.best()).toBe('passed');
  expect(host.lrs.broken).toEqual([]);
});

test('the LMS that judges these tests takes another client too, the library @xapi/cmi5', async ({
  page,
}) => {
  const library = join(dirname(require.resolve('@xapi/cmi5/package.json')), 'dist/Cmi5.umd.js');
  await page.goto(`${host.returnUrl}?${host.launch().split('?')[1]}`);
  await page.addScriptTag({ path: library });
  await page.evaluate(`(async () => {
    const unit = new Cmi5();
    await unit.initialize();
    await unit.interactionTrueFalse('bai', 'cau-1', true, true, { vi: 'Câu 1' }, { vi: 'Câu 1' }, true);
    await unit.pass({ scaled: 0.9 });
    await unit.complete();
    await unit.terminate();
  })()`);
  expect(host.lrs.verbs()).toEqual([
    'initialized',
    'answered',
    'passed',
    'completed',
    'terminated',
  ]);
  expect(host.lrs.broken).toEqual([]);
});
