import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { packageFileName } from '../../../src/packaging/package-name.ts';
import type { Quiz } from '../../../src/schemas/quiz.ts';
import type { Standard } from '../../../src/scorm/standard.ts';
import { SHORT_BANK } from './bank.ts';
import { putBank } from './put-bank.ts';

/** Module whose package is put through the faults; its own questions are replaced by fewer. */
export const SLUG = 'tong-quan-cong-tac-xa-hoi';

/** One learner's account on the LMS's server. It lives in the test, so it outlives any page. */
export interface Account {
  /** What is persisted, a record for each attempt. */
  attempts: Record<string, string>[];
  /** `down`: connections are cut. `expired`: the server does not know the session any more. */
  server: 'up' | 'down' | 'expired';
  /** Questions that the package holds. */
  bank: Quiz;
  /** Address of the LMS's page with the lesson in a frame. */
  player: string;
  /** Address of another page of the LMS. */
  course: string;
}

/** An LMS's web server on 127.0.0.1 with any number of accounts. */
export interface LmsServer {
  account(standard: Standard['name']): Account;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.ts': 'text/javascript',
  '.css': 'text/css',
};

const writeSchema = z.object({
  attempt: z.int().min(0),
  data: z.record(z.string(), z.string()),
});

const player = (standard: Standard['name'], passMark: number) => `<!doctype html>
<html lang="vi" data-standard="${standard}" data-pass-mark="${passMark}" data-sco="goi/index.html">
<head><meta charset="utf-8"><title>LMS</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>body { margin: 0 } iframe { width: 100%; height: 700px; border: 0 }</style></head>
<body><script type="module" src="/code/tests/e2e/fault-matrix/lms-page.ts"></script></body></html>`;

const COURSE =
  '<!doctype html><title>Khóa học</title><link rel="icon" href="data:,"><p>Khóa học</p>';

/** Serves the built packages of `SLUG`, each account with its own record. */
export async function serveLms(): Promise<LmsServer> {
  const packages = {
    '1.2': unzipSync(readFileSync(`dist/scorm/${packageFileName(SLUG, 'scorm12')}`)),
    '2004': unzipSync(readFileSync(`dist/scorm/${packageFileName(SLUG, 'scorm2004')}`)),
  };
  const accounts: { standard: Standard['name']; account: Account }[] = [];

  /** A file of the package, the page with the account's own questions; undefined when there is none. */
  function packageFile(standard: Standard['name'], { bank }: Account, path: string) {
    const file = packages[standard][path];
    if (file === undefined || path !== 'index.html') return file;
    return putBank(new TextDecoder().decode(file), bank);
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const send = (status: number, type: string, body: string | Uint8Array) =>
      response.writeHead(status, { 'content-type': TYPES[type] ?? 'text/plain' }).end(body);

    const code = /^\/code\/((?:src|tests)\/[\w/-]+\.ts)$/.exec(path)?.[1];
    if (code !== undefined) {
      return send(200, '.js', stripTypeScriptTypes(readFileSync(resolve(code), 'utf8')));
    }
    const [, id, place = ''] = /^\/lms\/(\d+)\/(.+)$/.exec(path) ?? [];
    const found = accounts[Number(id)];
    if (found === undefined) return send(404, '', '');
    const { standard, account } = found;
    if (place === 'player') return send(200, '.html', player(standard, account.bank.passMark));
    if (place === 'course') return send(200, '.html', COURSE);
    if (place === 'record') {
      if (account.server === 'down') return request.socket.destroy();
      if (account.server === 'expired') return send(403, '', '');
      if (request.method === 'POST') {
        const { attempt, data } = writeSchema.parse(JSON.parse(await bodyOf(request)));
        account.attempts[attempt] = data;
      }
      return send(200, '', JSON.stringify(account.attempts));
    }
    const file = packageFile(standard, account, place.replace(/^goi\//, ''));
    return file === undefined ? send(404, '', '') : send(200, extname(place), file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  return {
    account(standard) {
      const base = `http://127.0.0.1:${port}/lms/${accounts.length}/`;
      const account: Account = {
        attempts: [],
        server: 'up',
        bank: SHORT_BANK,
        player: `${base}player`,
        course: `${base}course`,
      };
      accounts.push({ standard, account });
      return account;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // A browser keeps spare connections open that never carry a request.
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
