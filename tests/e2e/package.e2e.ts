import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Frame, type Page, test } from 'playwright/test';
import { z } from 'zod';
import { packageEntrySchema } from '../../src/packaging/package-index.ts';
import { PACKAGE_STANDARDS, packageFileName } from '../../src/packaging/package-name.ts';
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

/** What a SCORM 2004 LMS was last asked to store. */
const stored2004Schema = z.object({
  suspend_data: z.string(),
  completion_status: z.string(),
  success_status: z.string(),
  score: z.object({ scaled: z.coerce.string(), raw: z.coerce.string() }),
  session_time: z.string(),
});

async function stored2004(page: Page) {
  return stored2004Schema.parse(await page.evaluate('window.stored.at(-1) ?? null'));
}

/** Everything that pages ask for: addresses, and those that failed. */
function watch(page: Page): { asked: string[]; failed: string[] } {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const failed: string[] = [];
  page.on('response', (answer) => answer.status() >= 400 && failed.push(answer.url()));
  return { asked, failed };
}

/** Asserts that only the package and the LMS's own two files were asked for, all with success. */
function expectOwnFilesOnly(
  host: PackageHost,
  { asked, failed }: { asked: string[]; failed: string[] },
): void {
  const others = asked.filter((url) => !url.startsWith(host.packageUrl));
  expect(asked.length - others.length).toBeGreaterThan(2);
  expect(new Set(others.map((url) => new URL(url).pathname))).toEqual(
    new Set(['/lms/player/index.html', '/lms/api.js']),
  );
  expect(failed).toEqual([]);
}

/** Opens a package in an LMS and closes that LMS when the work is done. */
async function withPackage(file: string, work: (host: PackageHost) => Promise<void>) {
  const host = await hostPackage(`dist/scorm/${file}`);
  try {
    await work(host);
  } finally {
    await host.close();
  }
}

/** The page of a package's only SCO. */
function onlyPage({ pages }: PackageHost): string {
  expect(pages).toHaveLength(1);
  return pages[0] ?? '';
}

const modules12 = entries.filter((one) => one.kind === 'module' && one.standard === 'scorm12');
const [first] = modules12;
if (first === undefined) throw new Error('There is no SCORM 1.2 package');

test('there is a package for every module in each standard', () => {
  const slugs = readdirSync('content/modules').sort();
  for (const standard of PACKAGE_STANDARDS) {
    const made = entries.filter((one) => one.kind === 'module' && one.standard === standard);
    expect(made.map(({ slug }) => slug).sort()).toEqual(slugs);
  }
});

for (const { file } of modules12) {
  test(`${file} is passed in an LMS several folders deep and leaves status, score, time and answers`, async ({
    page,
  }) => {
    await withPackage(file, async (host) => {
      const seen = watch(page);
      await page.goto(onlyPage(host));
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
      expectOwnFilesOnly(host, seen);
    });
  });
}

test('a package goes on where the learner left, with the state the LMS kept', async ({ page }) => {
  await withPackage(first.file, async (host) => {
    await page.goto(onlyPage(host));
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
});

test('failing is recorded as failed, and a later pass as passed', async ({ page }) => {
  await withPackage(first.file, async (host) => {
    await page.goto(onlyPage(host));
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

test('a SCORM 2004 package: opened is incomplete, failed is not complete, passed is both', async ({
  page,
}) => {
  await withPackage(packageFileName(first.slug, 'scorm2004'), async (host) => {
    const seen = watch(page);
    await page.goto(onlyPage(host));
    const frame = await scoFrame(page);
    expect(await stored2004(page)).toMatchObject({
      completion_status: 'incomplete',
      success_status: 'unknown',
    });

    const player = await quizPlayer(frame);
    await player.begin();
    await player.finish('wrong');
    await expect(frame.getByText('Đã ghi nhận')).toBeVisible();
    expect(await stored2004(page)).toMatchObject({
      completion_status: 'incomplete',
      success_status: 'failed',
    });

    await frame.getByRole('button', { name: 'Làm lại' }).click();
    await player.finish('right');
    await expect.poll(async () => (await stored2004(page)).success_status).toBe('passed');
    const cmi = await stored2004(page);
    expect(cmi.completion_status).toBe('completed');
    expect(cmi.score).toEqual({ scaled: '1', raw: '100' });
    expect(cmi.session_time).toMatch(/^P(T|\d)/);
    expectOwnFilesOnly(host, seen);
  });
});

/** A programme's modules are passed in so many tests, each some of them one after the other. */
const PARTS = 3;

for (let part = 0; part < PARTS; part += 1) {
  test(`a programme package: each module is passed on its own, files are shared (part ${part + 1})`, async ({
    page,
  }) => {
    const programme = entries.find(
      (one) => one.kind === 'programme' && one.standard === 'scorm2004',
    );
    if (programme === undefined) throw new Error('There is no programme package');
    await withPackage(programme.file, async (host) => {
      const pages = host.pages.filter((_, at) => at % PARTS === part);
      expect(pages.length).toBeGreaterThan(1);
      const seen = watch(page);
      for (const address of pages) {
        await page.goto(address);
        const frame = await scoFrame(page);
        // What an earlier module left must not count here.
        expect((await stored2004(page)).success_status).toBe('unknown');
        const player = await quizPlayer(frame);
        await player.begin();
        await player.finish('right');
        await expect(frame.getByText('Đã ghi nhận')).toBeVisible();
        expect(await stored2004(page)).toMatchObject({
          completion_status: 'completed',
          success_status: 'passed',
          score: { scaled: '1', raw: '100' },
        });
      }
      expectOwnFilesOnly(host, seen);
      const scripts = new Set(seen.asked.filter((url) => url.endsWith('.js')));
      for (const url of scripts) expect(url).toMatch(/\/goi\/assets\/|\/lms\/api\.js$/);
    });
  });
}
