import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { CHROMIUM_ARGS, chromiumPath } from '../../chromium.ts';
import { createStaticApp } from '../../server/static-app.ts';
import type { BuiltLeaflet } from './built-leaflets.ts';
import type { MadePdf } from './link-pdfs.ts';
import { pdfName, SHEETS, type Sheet } from './sheets.ts';
import { steadyPdf } from './steady-pdf.ts';

/** Pages printed at the same time: more gain nothing on the two cores a school PC has. */
const AT_ONCE = 2;

const NO_CHROMIUM = `Chưa có Chromium để làm tệp PDF. Cài theo một trong các cách sau rồi chạy lại npm run leaflets:
  npx playwright install chromium
  Debian, Ubuntu:  sudo apt install chromium fonts-noto-core
  Windows, macOS:  cài Google Chrome
Đã cài ở chỗ khác thì chỉ đường dẫn tới chương trình: CHROMIUM_PATH=/duong/dan/chromium npm run leaflets`;

/** What to print and where to put it. */
export interface PrintJob {
  /** Folder of the built site. */
  dist: string;
  /** Folder that gets `to-gap/<slug>/….pdf`; `dist` itself, or another one to leave it as it is. */
  into: string;
  leaflets: readonly BuiltLeaflet[];
  /** Told of each file when it is written. */
  onMade?: (pdf: MadePdf) => void;
}

/**
 * Prints the PDF files of leaflets with one Chromium. The pages are handed to it from `dist` under
 * the site's own address, without a server and without the network, so that links in the files are
 * the public ones.
 * @throws Error in Vietnamese when there is no Chromium or a page cannot be read.
 */
export async function printLeaflets(job: PrintJob): Promise<MadePdf[]> {
  const browser = await launch();
  try {
    const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    await serveFrom(job.dist, context);
    const waiting = job.leaflets.flatMap((leaflet) => SHEETS.map((sheet) => ({ leaflet, sheet })));
    const made: MadePdf[] = [];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const pdf = await print(context, next.leaflet, next.sheet, job.into);
        made.push(pdf);
        job.onMade?.(pdf);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return made.sort((a, b) => placeOf(a) - placeOf(b) || a.slug.localeCompare(b.slug));
  } finally {
    await browser.close();
  }
}

/** Files of a kind stand together, in the order of `SHEETS`. */
function placeOf(pdf: MadePdf): number {
  return SHEETS.findIndex(({ name }) => name === pdf.name);
}

async function launch(): Promise<Browser> {
  const path = chromiumPath();
  if (path === undefined && !existsSync(chromium.executablePath())) throw new Error(NO_CHROMIUM);
  return chromium.launch({
    args: CHROMIUM_ARGS,
    ...(path === undefined ? {} : { executablePath: path }),
  });
}

async function serveFrom(dist: string, context: BrowserContext): Promise<void> {
  const app = createStaticApp(dist);
  await context.route('**/*', async (route) => {
    const answer = await app.fetch(new Request(route.request().url()));
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}

async function print(
  context: BrowserContext,
  { slug, address, reviewed }: BuiltLeaflet,
  sheet: Sheet,
  into: string,
): Promise<MadePdf> {
  const page = await context.newPage();
  try {
    const answer = await page.goto(new URL(sheet.page, address).href);
    if (!answer?.ok()) throw new Error(`Không mở được trang to-gap/${slug}/${sheet.page}`);
    if (sheet.choice !== undefined) await page.check(sheet.choice);
    const printed = await page.pdf({ preferCSSPageSize: true, tagged: true });
    const pdf = steadyPdf(printed, reviewed);
    const href = `/to-gap/${slug}/${pdfName(slug, sheet)}`;
    const file = join(into, href);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, pdf);
    return { slug, name: sheet.name, href, bytes: pdf.byteLength };
  } finally {
    await page.close();
  }
}
