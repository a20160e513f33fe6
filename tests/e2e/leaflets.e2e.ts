import { readdirSync } from 'node:fs';
import { expect, type Locator, type Page, test } from 'playwright/test';

const SLUGS = readdirSync('content/leaflets')
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => name.replace(/\.mdx$/, ''));

/*
 * Pages laid out as on paper: Chromium then uses the print styles for screen measures too. The PDF
 * files themselves are looked at in tests/site/leaflet-pdf.test.ts.
 */
async function openOnPaper(
  page: Page,
  path: string,
  [width, height]: [number, number],
): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: px(width), height: px(height) });
  await page.goto(path);
}

const px = (mm: number) => Math.round((mm / 25.4) * 96);

/** Class names of the boxes whose content runs over them, or over the box around them. */
const overflowing = (boxes: Locator) =>
  boxes.evaluateAll((all) =>
    all
      .filter((box) => {
        const runsOver =
          box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
        const { right, bottom } = box.getBoundingClientRect();
        const sticksOut = [...box.querySelectorAll('*')].some((inner) => {
          const part = inner.getBoundingClientRect();
          return part.width > 0 && (part.right > right + 1 || part.bottom > bottom + 1);
        });
        return runsOver || sticksOut;
      })
      .map((box) => box.className),
  );

/**
 * Texts that a black-and-white printer would leave too faint: contrast of their grey with that of
 * the ground below 4.5 : 1 (WCAG 2.2, which measures luminance and so grey already).
 */
const faint = (sheet: Locator) =>
  sheet.evaluate((root) => {
    const channelsOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const style = getComputedStyle(element);
      const seen = (channelsOf(style.backgroundColor)[3] ?? 1) > 0;
      // Browsers leave grounds away on paper unless told to print them exactly.
      return seen && style.printColorAdjust === 'exact'
        ? style.backgroundColor
        : groundOf(element.parentElement);
    };
    return [...root.querySelectorAll('*')]
      .filter((element) =>
        [...element.childNodes].some(({ nodeType, data }: ChildNode & { data?: string }) => {
          return nodeType === Node.TEXT_NODE && (data ?? '').trim() !== '';
        }),
      )
      .filter((element) => element.getBoundingClientRect().width > 0)
      .filter((element) => {
        const pair = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
        const [light = 0, dark = 0] = pair.sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05) < 4.5;
      })
      .map((element) => element.textContent);
  });

test('there are leaflets to print', () => {
  expect(SLUGS.length).toBeGreaterThanOrEqual(12);
});

for (const slug of SLUGS) {
  test(`the leaflet ${slug} has its six panels where it folds, and nothing runs over`, async ({
    page,
  }) => {
    await openOnPaper(page, `/to-gap/${slug}/`, [297, 210]);
    const leaflet = page.locator('.leaflet');
    const places = await leaflet.evaluate((sheet) => {
      const mm = (length: number) => Math.round((length / 96) * 25.4);
      const all = sheet.getBoundingClientRect();
      return Object.fromEntries(
        ['flap', 'back', 'cover', 'inside-left', 'inside-middle', 'inside-right'].map((name) => {
          const panel = sheet.querySelector(`.${name}`);
          if (panel === null) throw new Error(`no panel ${name}`);
          const box = panel.getBoundingClientRect();
          return [name, [mm(box.left - all.left), mm(box.top - all.top), mm(box.width)]];
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
    await expect(leaflet.locator('.panel')).toHaveCount(6);
    expect(await overflowing(leaflet.locator('.panel'))).toEqual([]);
    expect(await faint(leaflet)).toEqual([]);
    // Text that is read at arm's length, the small print of the back included.
    const smallest = await leaflet
      .locator('.panel :is(p, li)')
      .evaluateAll((all) =>
        Math.min(...all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))),
      );
    expect(smallest).toBeGreaterThanOrEqual((9.5 / 72) * 96 - 0.1);
  });

  test(`the poster ${slug} fills A4 and A3 alike, and nothing runs over`, async ({ page }) => {
    await openOnPaper(page, `/to-gap/${slug}/ap-phich/`, [210, 297]);
    const poster = page.locator('.poster');
    const look = () =>
      poster.evaluate((sheet) => {
        const mm = (length: number) => (length / 96) * 25.4;
        const sizeOf = (selector: string) => {
          const part = sheet.querySelector(selector);
          if (part === null) throw new Error(`no ${selector}`);
          return mm(Number.parseFloat(getComputedStyle(part).fontSize));
        };
        const actions = [...sheet.querySelectorAll<HTMLElement>('.actions li')];
        return {
          width: mm(sheet.getBoundingClientRect().width),
          picture: mm(sheet.querySelector('.drawing')?.getBoundingClientRect().height ?? 0),
          action: sizeOf('.actions'),
          number: sizeOf('.helpline strong'),
          wrapped: actions.filter(
            (one) => one.clientHeight > 1.7 * Number.parseFloat(getComputedStyle(one).fontSize),
          ).length,
        };
      });
    const small = await look();
    expect(small.width).toBeCloseTo(210, 0);
    // Read at two metres: 24 points and more, the number four times that; the drawing is a third.
    expect(small.action).toBeGreaterThanOrEqual((24 / 72) * 25.4 - 0.1);
    expect(small.number).toBeGreaterThanOrEqual(20);
    expect(small.picture).toBeGreaterThanOrEqual(90);
    expect(small.wrapped).toBe(0);
    expect(await overflowing(poster)).toEqual([]);
    expect(await faint(poster)).toEqual([]);

    await page.emulateMedia({ media: 'screen' });
    await page.getByLabel('A3').check();
    await page.emulateMedia({ media: 'print' });
    const large = await look();
    expect(large.width).toBeCloseTo(297, 0);
    expect(large.picture / small.picture).toBeCloseTo(Math.SQRT2, 1);
    expect(await overflowing(poster)).toEqual([]);
  });
}

for (const path of ['/to-gap/xam-hai/', '/to-gap/xam-hai/ap-phich/']) {
  test(`${path} prints what was typed for the school and keeps it nowhere`, async ({ page }) => {
    await page.goto(path);
    const school = page.getByLabel('Trường', { exact: true });
    await school.fill('THCS Chiềng Mẫu');
    await page.emulateMedia({ media: 'print' });
    await expect(school).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      cookie: document.cookie,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookie: '' });
    await page.goto('/');
    await page.goto(path);
    await expect(school).toHaveValue('');
  });
}

test('the lines for trusted adults and the fold marks are on paper only', async ({ page }) => {
  await page.goto('/to-gap/tong-dai-111/');
  await expect(page.locator('.trusted, .fold').first()).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.trusted')).toBeVisible();
  await expect(page.locator('.fold')).toHaveCount(8);
});
