import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Frame, type Page, test } from 'playwright/test';
import { z } from 'zod';
import { packageEntrySchema } from '../../src/packaging/package-modules.ts';
import { hostPackage, type PackageHost } from './support/package-host.ts';
import { quizPlayer } from './support/quiz-player.ts';

const entries = z
  .array(packageEntrySchema)
  .parse(JSON.parse(readFileSync('dist/scorm/index.json', 'utf8')));

/** What the LMS was last asked to store, as SCORM 1.2 names it. */
const storedSchema = z.object({
  suspend_data: z.string(),
  core: z.object({
    lesson_status: z.string(),
    exit: z.string(),
    score: z.object({ raw: z.coerce.string(), min: z.coerce.string(), max: z.coerce.string() }),
    session_time: z.string(),
  }),
  interactions: z.union([
    z.array(z.record(z.string(), z.unknown())),
    z.object({ childArray: z.array(z.record(z.string(), z.unknown())) }),
    z.record(z.string(), z.record(z.string(), z.unknown())),
  ]),
});

async function stored(page: Page) {
  const last = await page.evaluate('window.stored.at(-1) ?? null');
  return storedSchema.parse(last);
}

function interactionsOf(cmi: z.infer<typeof storedSchema>): Record<string, unknown>[] {
  const { interactions } = cmi;
  if (Array.isArray(interactions)) return interactions;
  if ('childArray' in interactions && Array.isArray(interactions.childArray)) {
    return interactions.childArray;
  }
  return z.array(z.record(z.string(), z.unknown())).parse(Object.values(interactions));
}

async function scoFrame(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('#sco')).contentFrame();
  if (frame === null) throw new Error('The package has no frame');
  await frame.waitForSelector('[data-quiz-start]:not([hidden])');
  return frame;
}

test('there is a package for every module', () => {
  expect(entries.map(({ module }) => module).sort()).toEqual(readdirSync('content/modules').sort());
});

for (const entry of entries) {
  test.describe(`package ${entry.file}`, () => {
    let host: PackageHost;
    test.beforeAll(async () => {
      host = await hostPackage(`dist/scorm/${entry.file}`);
    });
    test.afterAll(() => host.close());

    test('is passed in an LMS several folders deep and leaves status, score, time and answers', async ({
      page,
    }) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const failed: string[] = [];
      page.on('response', (answer) => answer.status() >= 400 && failed.push(answer.url()));
      await page.goto(host.page);
      const frame = await scoFrame(page);
      expect((await stored(page)).core.lesson_status).toBe('incomplete');

      const player = await quizPlayer(frame);
      await player.begin();
      const count = await player.finish('right');

      await expect(frame.locator('.quiz-score')).toContainText('100%');
      await expect(frame.getByText('Đã ghi nhận')).toBeVisible();
      const cmi = await stored(page);
      expect(cmi.core.lesson_status).toBe('passed');
      expect(cmi.core.score).toEqual({ raw: '100', min: '0', max: '100' });
      expect(cmi.core.session_time).toMatch(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
      expect(cmi.suspend_data.length).toBeGreaterThan(0);
      expect(cmi.suspend_data.length).toBeLessThanOrEqual(4096);
      const interactions = interactionsOf(cmi);
      expect(interactions).toHaveLength(count);
      for (const interaction of interactions) expect(interaction.result).toBe('correct');
      // Nothing from elsewhere: the package and the LMS's own two files.
      const own = asked.filter((url) => url.startsWith(host.packageUrl));
      const others = asked.filter((url) => !url.startsWith(host.packageUrl));
      expect(own.length).toBeGreaterThan(2);
      expect(new Set(others.map((url) => new URL(url).pathname))).toEqual(
        new Set(['/lms/player/index.html', '/lms/scorm12.js']),
      );
      expect(failed).toEqual([]);
    });

    test('goes on where the learner left, with the state the LMS kept', async ({ page }) => {
      await page.goto(host.page);
      const player = await quizPlayer(await scoFrame(page));
      await player.begin();
      await player.answer('right');
      await player.goOn();
      await expect.poll(async () => (await stored(page)).suspend_data.length).toBeGreaterThan(0);
      const kept = await page.evaluate('window.stored.at(-1)');
      await page.evaluate((cmi) => sessionStorage.setItem('cmi', JSON.stringify(cmi)), kept);
      await page.reload();
      const frame = await scoFrame(page);
      await (await quizPlayer(frame)).begin();
      await expect(frame.locator('.quiz-count').first()).toContainText('Câu 2 trên');
      expect((await stored(page)).core.lesson_status).toBe('incomplete');
    });

    test('failing it is recorded as failed, and a later pass as passed', async ({ page }) => {
      await page.goto(host.page);
      const frame = await scoFrame(page);
      const player = await quizPlayer(frame);
      await player.begin();
      await player.finish('wrong');
      await expect(frame.getByText('Đã ghi nhận')).toBeVisible();
      expect((await stored(page)).core.lesson_status).toBe('failed');
      await frame.getByRole('button', { name: 'Làm lại' }).click();
      await player.finish('right');
      await expect(frame.locator('.quiz-score')).toContainText('100%');
      await expect.poll(async () => (await stored(page)).core.lesson_status).toBe('passed');
    });
  });
}
