import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, chromiumPath } from '../browser.ts';
import { benchCatalogue, largeBackup } from './records.bench.ts';

const ASKED = '/api/coverage?programme=do-toc-do&on=2026-12-31';
const PEOPLE = 100_000;

/**
 * How long coverage of 100,000 people and ten modules takes in Chromium, in the worker of the built
 * site with its database in the origin's private file system: the median of five. Seconds. Needs
 * `npm run build`.
 */
export default async function browserBench(): Promise<Record<string, number>> {
  const assets = resolve('dist/_astro');
  const worker = readdirSync(assets).find((name) => /^worker-.*\.js$/.test(name));
  if (worker === undefined) throw new Error('no worker in dist/: run `npm run build` first');
  const server = await serve(await largeBackup());
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    args: CHROMIUM_ARGS,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const page = await browser.newPage();
    // `AddressInfo`: the server listens on a port, not on a pipe.
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const told = await page.evaluate(inPage, {
      worker: `/_astro/${worker}`,
      catalogue: JSON.stringify(benchCatalogue),
      asked: ASKED,
    });
    if (told.storage !== 'opfs') throw new Error(`the browser kept the data in ${told.storage}`);
    if (told.people < PEOPLE * 0.9) throw new Error(`only ${told.people} people were counted`);
    const [, , median = Number.NaN] = told.seconds.sort((a, b) => a - b);
    return {
      restore_100k_browser_s: Math.round(told.restoring * 1000) / 1000,
      coverage_100k_browser_s: Math.round(median * 1000) / 1000,
    };
  } finally {
    await browser.close();
    server.close();
  }
}

/** What one measurement in the page came to; seconds. */
interface Told {
  storage: string;
  people: number;
  restoring: number;
  seconds: number[];
}

/** Runs in the page: speaks to the worker as the office page does. Nothing from outside is in reach. */
async function inPage(given: { worker: string; catalogue: string; asked: string }): Promise<Told> {
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
  const backup = await (await fetch('/backup')).arrayBuffer();
  await ask('/api/catalogue', 'PUT', new TextEncoder().encode(given.catalogue).buffer);
  const restoring = await timed(() => ask('/api/restore', 'POST', backup));
  const { storage } = JSON.parse(await ask('/api/state'));
  const { people } = JSON.parse(await ask(given.asked)).total;
  const seconds: number[] = [];
  for (let run = 0; run < 5; run++) seconds.push(await timed(() => ask(given.asked)));
  return { storage, people, restoring, seconds };
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** An empty page, the back-up, and the files of the build that the worker loads. */
async function serve(backup: Uint8Array): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (path === '/') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>bench</title>');
    } else if (path === '/backup') {
      response.end(backup);
    } else {
      const file = await readFile(join('dist', path)).catch(() => null);
      response.statusCode = file === null ? 404 : 200;
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(file);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
