import { readdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Page } from 'playwright';
import { createStaticApp } from '../../src/server/static-app.ts';
import { longestBlock, watchBlocks } from './blocks.ts';
import { inOfficeBrowser } from './office-browser.ts';
import { forgetPeak, memoryOf, pageProcesses } from './processes.ts';
import { largeBackup, wholeCatalogue } from './records.bench.ts';

const ASKED = 'programme=do-toc-do&on=2026-12-31';
const PEOPLE = 100_000;
/** How long an officer is ready to wait before this bench gives up (milliseconds). */
const PATIENCE_MS = 300_000;

/**
 * 100,000 people and ten modules in Chromium, in the worker of the built site with its database in the
 * origin's private file system, on disk: coverage at the first call of a page just opened and again (the median of
 * five), the trend; then the office page itself, where the million results are downloaded as workbook
 * and as CSV: seconds until the file is there, the longest time for which the page did not answer (ms),
 * and the most memory that the page's process with its worker had (MB). Needs `npm run build`.
 */
export default async function browserBench(): Promise<Record<string, number>> {
  const assets = resolve('dist/_astro');
  const worker = readdirSync(assets).find((name) => /^worker-.*\.js$/.test(name));
  if (worker === undefined) throw new Error('no worker in dist/: run `npm run build` first');
  const server = await serve(await largeBackup());
  // `AddressInfo`: the server listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo;
  const site = `http://127.0.0.1:${port}`;
  const given = {
    worker: `/_astro/${worker}`,
    programme: JSON.stringify(wholeCatalogue.programmes[0]?.programme),
    asked: ASKED,
  };
  try {
    return await inOfficeBrowser(async (context, profile) => {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(`${site}/bench`);
      const { restoring } = await page.evaluate(inPage, { ...given, restores: true });
      // A page of its own, with nothing read yet.
      await page.goto(`${site}/bench`);
      const told = await page.evaluate(inPage, { ...given, restores: false });
      if (told.storage !== 'opfs') throw new Error(`the browser kept the data in ${told.storage}`);
      if (told.people < PEOPLE * 0.9) throw new Error(`only ${told.people} people were counted`);
      const [, , median = Number.NaN] = told.again.sort((a, b) => a - b);
      return {
        restore_100k_browser_s: rounded(restoring),
        coverage_100k_browser_s: rounded(told.first),
        coverage_100k_browser_again_s: rounded(median),
        trend_100k_browser_s: rounded(told.trend),
        ...(await downloads(page, site, profile)),
      };
    });
  } finally {
    server.close();
  }
}

/** Downloads both files of the results in the office page. */
async function downloads(
  page: Page,
  site: string,
  profile: string,
): Promise<Record<string, number>> {
  await page.goto(`${site}/quan-ly/#/xuat-bao-cao?ct=do-toc-do&ngay=2026-12-31`);
  const figures: Record<string, number> = {};
  for (const kind of ['xlsx', 'csv']) {
    const button = page.getByRole('button', {
      name: `Tải kết quả từng người (${kind.toUpperCase()})`,
    });
    await button.waitFor();
    const processes = pageProcesses(profile);
    for (const pid of processes) forgetPeak(pid);
    await watchBlocks(page);
    const begun = page.waitForEvent('download');
    const start = performance.now();
    await button.click();
    const file = await begun;
    const path = await file.path();
    figures[`${kind}_1m_browser_s`] = rounded((performance.now() - start) / 1000);
    figures[`${kind}_1m_browser_block_ms`] = await longestBlock(page);
    figures[`${kind}_1m_browser_mb`] = Math.max(...processes.map((pid) => memoryOf(pid).peak));
    figures[`${kind}_1m_browser_file_mb`] = Math.round(statSync(path).size / 100_000) / 10;
    await file.delete();
  }
  return figures;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** What one measurement in the page came to; seconds. */
interface Told {
  storage: string;
  people: number;
  restoring: number;
  first: number;
  again: number[];
  trend: number;
}

/** Runs in the page: speaks to the worker as the office page does. Nothing from outside is in reach. */
async function inPage(given: {
  worker: string;
  programme: string;
  asked: string;
  restores: boolean;
}): Promise<Told> {
  const worker = new Worker(given.worker, { type: 'module' });
  let last = 0;
  const ask = (path: string, method = 'GET', body: ArrayBuffer | null = null): Promise<string> =>
    new Promise((done, fail) => {
      const id = ++last;
      let status = 0;
      let text = '';
      const decoder = new TextDecoder();
      const hear = ({ data }: MessageEvent) => {
        if (data.id !== id) return;
        if (data.part === 'head') status = data.status;
        if (data.part === 'piece') text += decoder.decode(data.bytes, { stream: true });
        if (data.part !== 'end' && data.part !== 'broken') return;
        worker.removeEventListener('message', hear);
        if (data.part === 'end' && status === 200) done(text);
        else fail(new Error(`${path}: ${status} ${text} ${data.message ?? ''}`));
      };
      worker.addEventListener('message', hear);
      const headers = [['content-type', 'application/json']];
      worker.postMessage({ id, method, url: `${location.origin}${path}`, headers, body });
    });
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
  };
  const told = { storage: '', people: 0, restoring: 0, first: 0, again: [] as number[], trend: 0 };
  if (given.restores) {
    const backup = await (await fetch('/backup')).arrayBuffer();
    told.restoring = await timed(() => ask('/api/restore', 'POST', backup));
    const programme = new TextEncoder().encode(given.programme).buffer;
    await ask('/api/programmes/do-toc-do', 'PUT', programme);
    return told;
  }
  // The worker is there and its database open, as in a page that shows something.
  await ask('/api/programmes');
  const coverage = `/api/coverage?${given.asked}`;
  told.first = await timed(async () => {
    told.people = JSON.parse(await ask(coverage)).total.people;
  });
  for (let run = 0; run < 5; run++) told.again.push(await timed(() => ask(coverage)));
  told.trend = await timed(() => ask(`/api/coverage/trend?${given.asked}`));
  told.storage = JSON.parse(await ask('/api/state')).storage;
  return told;
}

/** The built site as any web host serves it, and beside it an empty page and the back-up. */
async function serve(backup: Uint8Array): Promise<Server> {
  const site = getRequestListener(createStaticApp(resolve('dist')).fetch);
  const server = createServer((request, response) => {
    if (request.url === '/bench') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>bench</title>');
    } else if (request.url === '/backup') response.end(backup);
    else void site(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
