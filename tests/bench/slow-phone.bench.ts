import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright';
import { startServer } from '../../src/server/serve.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../browser.ts';
import { quizPlayer } from '../e2e/support/quiz-player.ts';
import { servedOffice } from '../fixtures/records/served-office.ts';

/** A weak signal in the hills and a cheap phone. */
const NETWORK = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const CPU_SLOWER = 6;
const MODULE = '/tap-huan/tong-quan-cong-tac-xa-hoi/';

/**
 * A teacher's walk on a slow phone (400 ms, 50 kB/s, processor 6 times slower, 360 px): home, list of modules,
 * module, quiz, code, certificate, on the built site and the real server, with an empty cache at first. For
 * each page the bytes that came over the network and the first paint; for what is waited for, the
 * seconds until it can be used. Needs `npm run build`.
 */
export default async function slowPhoneBench(): Promise<Record<string, number>> {
  const office = await servedOffice(1);
  const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: office.data, LOG_LEVEL: 'silent' };
  const server = await startServer(env, { root: resolve('dist') });
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    args: CHROMIUM_ARGS,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    page.setDefaultTimeout(180_000);
    const site = `http://127.0.0.1:${server.port}`;
    return await walk(page, await page.context().newCDPSession(page), site, office.codes[0] ?? '');
  } finally {
    await browser.close();
    await server.stop();
    for (const folder of [office.site, office.data]) rmSync(folder, { recursive: true });
  }
}

async function walk(page: Page, cdp: CDPSession, site: string, code: string) {
  const figures: Record<string, number> = {};
  let bytes = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });

  /** Does something and waits until it can be used; writes down how long that took and what it loaded. */
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    bytes = 0;
    const start = performance.now();
    await work();
    figures[`slow_${name}_s`] = seconds(performance.now() - start);
    // What comes later, when the browser is idle, counts too.
    await page.waitForLoadState('networkidle');
    figures[`slow_${name}_kb`] = Math.round(bytes / 100) / 10;
  };
  const open = (name: string, path: string) =>
    step(name, async () => {
      await page.goto(`${site}${path}`);
      figures[`slow_${name}_first_paint_s`] = seconds(await page.evaluate(firstPaint));
    });

  await open('home', '/');
  await open('modules', '/tap-huan/');
  await open('module', MODULE);
  const player = await quizPlayer(page);
  await step('quiz_start', () => player.begin());
  await player.finish('right');
  await step('code_page', async () => {
    await page.goto(`${site}/thiet-bi/#ma=${code}`);
    await page.getByRole('button', { name: 'Đúng là tôi' }).waitFor();
  });
  await page.getByRole('button', { name: 'Đúng là tôi' }).click();
  await step('code_sent', async () => {
    await page.getByRole('button', { name: 'Gửi 1 kết quả' }).click();
    await page.locator('[data-part="earlier"]').waitFor({ state: 'hidden' });
    await page.getByText('Không còn kết quả nào chờ gửi.').waitFor();
  });
  await step('certificate', async () => {
    await page.goto(`${site}/chung-nhan/#tong-quan-cong-tac-xa-hoi`);
    await page.locator('[data-part="signed"]').waitFor();
  });
  return figures;
}

/** Runs in the page: milliseconds from navigation to the first text or picture. */
async function firstPaint(): Promise<number> {
  return new Promise((done) => {
    const look = (entries: PerformanceEntryList) => {
      const paint = entries.find(({ name }) => name === 'first-contentful-paint');
      if (paint) done(paint.startTime);
    };
    new PerformanceObserver((list) => look(list.getEntries())).observe({
      type: 'paint',
      buffered: true,
    });
  });
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}
