import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import { type Running, startServer } from '../../src/server/serve.ts';
import { messyRosterXlsx } from './support/office-files.ts';
import { OfficePage } from './support/office-page.ts';
import { quizPlayer } from './support/quiz-player.ts';
import { collectRefusals } from './support/refusals.ts';

const DIST = resolve('dist');
const MODULE = '/tap-huan/phong-chong-bao-luc-hoc-duong/';

/** One page of each type: pages of a type lie in the same place and ask for the same files. */
function pageTypes(): string[] {
  const types = new Map<string, string>();
  for (const name of readdirSync(DIST, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!name.endsWith('.html')) continue;
    const path = `/${name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`;
    const files = readFileSync(join(DIST, name), 'utf8').match(/(?<=(src|href)=")\/_astro\/[^"]+/g);
    const steps = path.split('/');
    const type = JSON.stringify([steps[1], steps.length, files]);
    if (!types.has(type)) types.set(type, path);
  }
  return [...types.values()];
}

let folder: string;
let server: Running;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  server = await startServer(
    { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' },
    { root: DIST, actorOf: () => ({ kind: 'local' }) },
  );
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

for (const home of ['our server', 'a static host'] as const) {
  test.describe(`under the policy of ${home}`, () => {
    const site = (baseURL: string | undefined) =>
      home === 'our server' ? `http://127.0.0.1:${server.port}` : (baseURL ?? '');

    test('a page of each type opens without anything refused', async ({ context, baseURL }) => {
      const refused = await collectRefusals(context);
      const page = await context.newPage();
      const types = pageTypes();
      expect(types.length).toBeGreaterThan(20);
      for (const path of types) {
        const response = await page.goto(`${site(baseURL)}${path}`, { waitUntil: 'load' });
        expect(response?.ok(), path).toBe(true);
        const policy = response?.headers()['content-security-policy'];
        if (home === 'our server') expect(policy, path).toContain("frame-ancestors 'self'");
        await expect(page.locator('h1').first()).toBeVisible();
      }
      await page.goto(`${site(baseURL)}/khong-co-trang-nay/`);
      // The browser itself calls every 404 an error.
      expect(refused.filter((text) => !/status of 404/.test(text))).toEqual([]);
    });

    test('search, a quiz, the office and downloads work', async ({ context, baseURL }) => {
      const refused = await collectRefusals(context);
      const page = await context.newPage();
      await page.goto(`${site(baseURL)}/tim-kiem/`);
      await page.getByRole('searchbox').fill('bao luc');
      await expect(page.locator('.results h2 a').first()).toBeVisible();

      await page.goto(`${site(baseURL)}${MODULE}`);
      const player = await quizPlayer(page);
      await player.begin();
      await player.answer('right');
      await player.goOn();
      await page.evaluate(() => {
        window.print = () => document.body.setAttribute('data-printed', '');
      });
      await page.getByRole('button', { name: 'In riêng thẻ này' }).click();
      await expect(page.locator('body')).toHaveAttribute('data-printed', '');

      await page.goto(`${site(baseURL)}/tai-ve/`);
      const zip = page.locator('a[href$=".zip"]').first();
      const [download] = await Promise.all([page.waitForEvent('download'), zip.click()]);
      expect(
        readFileSync(await download.path())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');

      const office = new OfficePage(page);
      await page.goto(`${site(baseURL)}/quan-ly/#/nhap-du-lieu`);
      await office.take(await messyRosterXlsx());
      await page.goto(`${site(baseURL)}/quan-ly/#/tong-quan`);
      const csv = await office.download('Tải độ bao phủ (CSV)');
      expect(csv.text).toContain('Chiềng Lề');

      await page.goto(`${site(baseURL)}/tro-giup/`);
      await page.getByRole('link', { name: /Thoát nhanh/ }).click();
      await expect(page).toHaveTitle('Bảng cửu chương');
      expect(refused).toEqual([]);
    });

    test('a script that somebody managed to put into a page does not run', async ({
      context,
      baseURL,
    }) => {
      const page = await context.newPage();
      await page.goto(`${site(baseURL)}/`);
      const ran = await page.evaluate(async () => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="/x" onerror="document.title=1">');
        // As text for the page itself to run: what is evaluated here may do more than a page may.
        setTimeout('document.title = "run"', 0);
        await new Promise((done) => setTimeout(done, 200));
        const elsewhere = await fetch('http://127.0.0.1:9/').then(
          () => 'sent',
          (error: Error) => error.name,
        );
        return { title: document.title, elsewhere };
      });
      expect(ran).toEqual({ title: 'Trường học an toàn', elsewhere: 'TypeError' });
    });
  });
}
