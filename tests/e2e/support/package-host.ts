import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { unzipSync } from 'fflate';

const require = createRequire(import.meta.url);

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

/** A stand-in for an LMS's web server on 127.0.0.1. */
export interface PackageHost {
  /** Address of the LMS's page; it starts scorm-again and shows the package in a frame. */
  page: string;
  /** Address of the package's own folder. */
  packageUrl: string;
  close(): Promise<void>;
}

/**
 * Serves the package `zip` several folders deep, under a host page with scorm-again 1.2 as the LMS.
 * The host page keeps every commit's CMI data as the LMS was asked to store it in `window.stored`.
 */
export async function hostPackage(zip: string): Promise<PackageHost> {
  const files = unzipSync(readFileSync(resolve(zip)));
  const folder = '/lms/khoa-hoc/2026/nhom-a/goi/';
  const lmsScript = readFileSync(require.resolve('scorm-again/scorm12/min'));
  const host = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>LMS</title>
<script src="/lms/scorm12.js"></script></head><body><script>
  window.stored = [];
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  const start = sessionStorage.getItem('cmi');
  if (start) window.API.loadFromJSON(JSON.parse(start), '');
  window.API.cmi.core.student_name = 'Lò, Thị Mẫu';
  const keep = () => {
    const cmi = JSON.parse(JSON.stringify(window.API.cmi));
    window.stored.push(cmi);
  };
  window.API.on('LMSCommit', keep);
  window.API.on('LMSFinish', keep);
</script><iframe id="sco" title="Mô-đun" src="${folder}index.html" style="width:100%;height:700px"></iframe></body></html>`;

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { 'content-type': type }).end(body);
    if (path === '/lms/player/index.html') return send('text/html; charset=utf-8', host);
    if (path === '/lms/scorm12.js') return send('text/javascript', lmsScript);
    const file = path.startsWith(folder) ? files[path.slice(folder.length)] : undefined;
    if (file) return send(TYPES[extname(path)] ?? 'application/octet-stream', file);
    return response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    page: `${origin}/lms/player/index.html`,
    packageUrl: `${origin}${folder}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
