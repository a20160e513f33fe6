import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { readManifest } from '../../../src/packaging/check/manifest.ts';
import { readXml } from '../../../src/packaging/check/xml-tree.ts';

const require = createRequire(import.meta.url);

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

/** What differs between the two standards on the LMS's side. */
const LMS = {
  '1.2': {
    script: 'scorm-again/scorm12/min',
    api: 'API',
    make: 'Scorm12API',
    learner: "api.cmi.core.student_name = 'Lò, Thị Mẫu'",
    events: ['LMSCommit', 'LMSFinish'],
  },
  '2004': {
    script: 'scorm-again/scorm2004/min',
    api: 'API_1484_11',
    make: 'Scorm2004API',
    learner: "api.cmi.learner_name = 'Lò, Thị Mẫu'",
    events: ['Commit', 'Terminate'],
  },
} as const;

/** A stand-in for an LMS's web server on 127.0.0.1. */
export interface PackageHost {
  /** Address of the LMS's page for the first SCO; the only one in a module's package. */
  page: string;
  /** Addresses of the LMS's page for each SCO of the package, in the manifest's order. */
  pages: string[];
  /** Address of the package's own folder. */
  packageUrl: string;
  close(): Promise<void>;
}

/**
 * Serves the package `zip` several folders deep, under a host page with scorm-again as an LMS that
 * offers the package's own standard and no other.
 * The host page keeps every commit's CMI data as the LMS was asked to store it in `window.stored`.
 */
export async function hostPackage(zip: string): Promise<PackageHost> {
  const files = unzipSync(readFileSync(resolve(zip)));
  const folder = '/lms/khoa-hoc/2026/nhom-a/goi/';
  const manifest = readManifest(readXml(new TextDecoder().decode(files['imsmanifest.xml'])));
  const lms = LMS[manifest.standard === 'scorm2004' ? '2004' : '1.2'];
  const lmsScript = readFileSync(require.resolve(lms.script));
  const launched = manifest.items.flatMap(
    ({ ref }) => manifest.resources.find(({ id }) => id === ref)?.href ?? [],
  );
  const host = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>LMS</title>
<script src="/lms/api.js"></script></head><body><script>
  window.stored = [];
  const api = new ${lms.make}({ autocommit: false, logLevel: 5 });
  window.${lms.api} = api;
  const start = sessionStorage.getItem('cmi');
  if (start) api.loadFromJSON(JSON.parse(start), '');
  ${lms.learner};
  const keep = () => {
    const cmi = JSON.parse(JSON.stringify(api.cmi));
    window.stored.push(cmi);
  };
  for (const event of ${JSON.stringify(lms.events)}) api.on(event, keep);
  const sco = document.createElement('iframe');
  sco.id = 'sco';
  sco.title = 'Mô-đun';
  sco.style = 'width:100%;height:700px';
  sco.src = '${folder}' + new URLSearchParams(location.search).get('sco');
  document.body.append(sco);
</script></body></html>`;

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { 'content-type': type }).end(body);
    if (path === '/lms/player/index.html') return send('text/html; charset=utf-8', host);
    if (path === '/lms/api.js') return send('text/javascript', lmsScript);
    const file = path.startsWith(folder) ? files[path.slice(folder.length)] : undefined;
    if (file) return send(TYPES[extname(path)] ?? 'application/octet-stream', file);
    return response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const pages = launched.map((href) => `${origin}/lms/player/index.html?sco=${href}`);
  const [first] = pages;
  if (first === undefined) throw new Error(`${zip} has nothing to launch`);
  return {
    page: first,
    pages,
    packageUrl: `${origin}${folder}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        // A browser keeps spare connections open that never carry a request.
        server.closeAllConnections();
      }),
  };
}
