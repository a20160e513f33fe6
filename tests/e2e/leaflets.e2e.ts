import { readdirSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';

const SLUGS = readdirSync('content/leaflets')
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => name.replace(/\.mdx$/, ''));

/** Lays the page out as on paper; Chromium then uses the print styles for screen measures too. */
async function openOnPaper(page: Page, slug: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1123, height: 794 });
  await page.goto(`/to-gap/${slug}/`);
}

/** Number of sheets sides and their size in points, read from the PDF itself. */
function pagesOf(pdf: Buffer): { count: number; boxes: string[] } {
  const text = pdf.toString('latin1');
  return {
    count: [...text.matchAll(/\/Type\s*\/Page[^s]/g)].length,
    boxes: [...text.matchAll(/\/MediaBox\s*\[([^\]]+)\]/g)].map((match) => (match[1] ?? '').trim()),
  };
}

test('there are leaflets to print', () => {
  expect(SLUGS.length).toBeGreaterThan(0);
});

for (const slug of SLUGS) {
  test.describe(`the leaflet ${slug}`, () => {
    test('prints on the two sides of one lying A4 sheet', async ({ page }) => {
      await page.goto(`/to-gap/${slug}/`);
      const { count, boxes } = pagesOf(await page.pdf({ preferCSSPageSize: true }));
      expect(count).toBe(2);
      for (const box of boxes) {
        const [, , width = 0, height = 0] = box.split(/\s+/).map(Number);
        expect(width).toBeCloseTo(842, -1);
        expect(height).toBeCloseTo(595, -1);
      }
    });

    test('has no panel whose text runs over', async ({ page }) => {
      await openOnPaper(page, slug);
      const over = await page
        .locator('.leaflet .panel')
        .evaluateAll((panels) =>
          panels
            .filter((panel) => panel.scrollHeight > panel.clientHeight + 1)
            .map((panel) => panel.className),
        );
      expect(over).toEqual([]);
      await expect(page.locator('.leaflet .panel')).toHaveCount(6);
    });

    test('has flap, back and cover outside and three panels inside, each where it folds', async ({
      page,
    }) => {
      await openOnPaper(page, slug);
      const places = await page.locator('.leaflet').evaluate((leaflet) => {
        const mm = (px: number) => Math.round((px / 96) * 25.4);
        const sheet = leaflet.getBoundingClientRect();
        return Object.fromEntries(
          ['flap', 'back', 'cover', 'inside-left', 'inside-middle', 'inside-right'].map((name) => {
            const panel = leaflet.querySelector(`.${name}`);
            if (panel === null) throw new Error(`no panel ${name}`);
            const box = panel.getBoundingClientRect();
            return [name, [mm(box.left - sheet.left), mm(box.top - sheet.top), mm(box.width)]];
          }),
        );
      });
      expect(places).toEqual({
        flap: [0, 0, 97],
        back: [97, 0, 100],
        cover: [197, 0, 100],
        'inside-left': [0, 210, 100],
        'inside-middle': [100, 210, 100],
        'inside-right': [200, 210, 97],
      });
    });

    test('prints what was typed for the school and keeps it nowhere', async ({ page }) => {
      await page.goto(`/to-gap/${slug}/`);
      await page.getByLabel('Trường', { exact: true }).fill('THCS Chiềng Mẫu');
      await page.emulateMedia({ media: 'print' });
      await expect(page.getByLabel('Trường', { exact: true })).toBeVisible();
      await page.emulateMedia({ media: 'screen' });
      const kept = await page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        cookie: document.cookie,
      }));
      expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookie: '' });
      await page.goto('/');
      await page.goto(`/to-gap/${slug}/`);
      await expect(page.getByLabel('Trường', { exact: true })).toHaveValue('');
    });

    test('carries a code of its link', async ({ page }) => {
      await page.goto(`/to-gap/${slug}/`);
      const code = page.locator('.leaflet').getByRole('img', { name: /^Mã QR dẫn tới http/ });
      await expect(code).toBeVisible();
      const href = await page.locator('.leaflet .link a').getAttribute('href');
      const answer = await page.request.get(href ?? '/missing');
      expect(answer.status()).toBe(200);
    });
  });
}
