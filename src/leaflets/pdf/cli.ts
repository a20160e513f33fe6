import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIsStale } from '../../server/build-stamp.ts';
import { builtLeaflets } from './built-leaflets.ts';
import { hasPdfPlace, linkPdfs, type MadePdf } from './link-pdfs.ts';
import { printLeaflets } from './print-leaflets.ts';
import { SHEETS } from './sheets.ts';

/**
 * `npm run leaflets`: builds when needed, prints every leaflet and poster as PDF beside its page in
 * `dist/to-gap/`, and links the files from the built pages. `npm run build` needs no Chromium: it
 * empties `dist/`, files and links together.
 */
async function makeLeaflets(dist: string): Promise<void> {
  const began = performance.now();
  const leaflets = builtLeaflets(dist);
  const total = leaflets.length * SHEETS.length;
  let done = 0;
  const pdfs = await printLeaflets({
    dist,
    into: dist,
    leaflets,
    onMade: ({ href, bytes }) => {
      done += 1;
      console.log(`[${done}/${total}] dist${href}  ${Math.round(bytes / 1000)} kB`);
    },
  });
  const pages = linkFromPages(dist, pdfs);
  const seconds = ((performance.now() - began) / 1000).toFixed(1).replace('.', ',');
  console.log(
    `${pdfs.length} tệp PDF trong ${seconds} giây; ${pages} trang đã có liên kết tới tệp.`,
  );
  const host = new URL(leaflets[0]?.address ?? 'http://localhost').hostname;
  if (host === 'localhost' || host === '127.0.0.1') {
    console.log(
      'Lưu ý: mã QR còn dẫn về máy này. Trước khi in để phát, ghi url trong content/site.yaml rồi chạy lại.',
    );
  }
}

/** Fills the places for links; returns how many pages have one. */
function linkFromPages(dist: string, pdfs: readonly MadePdf[]): number {
  const folder = join(dist, 'to-gap');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(folder, name))
    .filter((file) => hasPdfPlace(readFileSync(file, 'utf8')));
  for (const file of files) writeFileSync(file, linkPdfs(readFileSync(file, 'utf8'), pdfs));
  return files.length;
}

try {
  if (buildIsStale(process.cwd())) {
    const built = spawnSync(process.execPath, ['src/build.ts'], { stdio: 'inherit' });
    if (built.status !== 0) process.exit(built.status ?? 1);
  }
  await makeLeaflets(resolve('dist'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
