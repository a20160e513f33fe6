import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { child, descendants, readXml } from '../../../src/packaging/check/xml-tree.ts';
import { type FakeLrs, type FakeLrsOptions, fakeLrs } from '../../../src/scorm/testing/fake-lrs.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** An LMS on 127.0.0.1 that launches a cmi5 package and keeps a strict LRS. */
export interface Cmi5Host {
  lrs: FakeLrs;
  /** Begins a session and gives the address that the LMS opens. */
  launch(): string;
  /** Address of the package's page, without a launch. */
  page: string;
  /** Where the LMS wants the learner in the end. */
  returnUrl: string;
  origin: string;
  close(): Promise<void>;
}

/** Serves the package `zip` several folders deep beside an LRS. */
export async function hostCmi5(zip: string, options: FakeLrsOptions = {}): Promise<Cmi5Host> {
  const files = unzipSync(readFileSync(resolve(zip)));
  const structure = readXml(new TextDecoder().decode(files['cmi5.xml']));
  const [unit] = descendants(structure, 'au');
  const url = unit === undefined ? undefined : child(unit, 'url')?.text;
  if (unit === undefined || url === undefined) throw new Error(`${zip} has nothing to launch`);
  const folder = '/noi-dung/2026/goi/';
  let lrs: FakeLrs = fakeLrs();

  const server = createServer(async (request, response) => {
    const address = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const file = address.pathname.startsWith(folder)
      ? files[decodeURIComponent(address.pathname.slice(folder.length))]
      : undefined;
    if (file !== undefined) {
      const type = TYPES[extname(address.pathname)] ?? 'application/octet-stream';
      return response.writeHead(200, { 'content-type': type }).end(file);
    }
    if (address.pathname === '/khoa-hoc') {
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Khóa học</h1>');
    }
    const { status, body } = lrs.handle({
      method: request.method ?? 'GET',
      address: address.href,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: await bodyOf(request),
    });
    return response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const returnUrl = `${origin}/khoa-hoc`;
  const masteryScore = Number(unit.attributes.get('masteryScore'));
  lrs = fakeLrs({ origin, returnUrl, masteryScore, ...options });
  const page = `${origin}${folder}${url}`;
  return {
    lrs,
    launch: () => page + lrs.launch(),
    page,
    returnUrl,
    origin,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
