import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageHtml } from './package-html.ts';

/** Folder of a package that holds everything beside its page. */
const ASSETS = 'assets';

/** Files of a package by their place in it, e.g. `index.html`, `assets/entry.js`. */
export type PackageFiles = Map<string, Uint8Array>;

/** Where a site file stands in a package; the flat folder keeps scripts' relative imports true. */
export function packagePlace(address: string): string {
  return `${ASSETS}/${basename(address)}`;
}

/**
 * Collects a built page and, transitively, every file it needs: what the page loads, what style
 * sheets name in `url()` and what scripts import.
 * @param dist folder of the built site
 * @param page path of the page within it, e.g. `goi/bao-luc/index.html`
 * @throws Error naming the file when one is missing, or two files would take one place
 */
export async function collectPackageFiles(dist: string, page: string): Promise<PackageFiles> {
  const built = await readFile(join(dist, page), 'utf8');
  const { html, files: wanted } = packageHtml(built, packagePlace);
  const files: PackageFiles = new Map([['index.html', new TextEncoder().encode(html)]]);
  const takenBy = new Map<string, string>();
  const queue = [...wanted];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const place = packagePlace(address);
    const taker = takenBy.get(place);
    if (taker === address) continue;
    if (taker !== undefined) throw new Error(`Hai tệp cùng tên trong gói: ${taker} và ${address}`);
    takenBy.set(place, address);
    const bytes = await readFile(join(dist, decodeURIComponent(address))).catch(() => {
      throw new Error(`Trang ${page} cần tệp ${address} nhưng trong bản dựng không có.`);
    });
    const rewritten = rewriteAsset(address, bytes);
    files.set(place, rewritten.bytes);
    queue.push(...rewritten.files);
  }
  return files;
}

/** A script or style sheet with its references made relative, and the site files it needs. */
export function rewriteAsset(
  address: string,
  bytes: Uint8Array,
): { bytes: Uint8Array; files: string[] } {
  if (!/\.(css|m?js)$/.test(address)) return { bytes, files: [] };
  const text = new TextDecoder().decode(bytes);
  const files: string[] = [];
  const take = (reference: string): string => {
    const resolved = new URL(reference, `http://package${address}`).pathname;
    files.push(resolved);
    return `./${basename(resolved)}`;
  };
  const result = address.endsWith('.css')
    ? text.replace(
        /url\((['"]?)(?!data:|#)([^'")]+)\1\)/g,
        (_all, quote: string, reference: string) => `url(${quote}${take(reference)}${quote})`,
      )
    : text.replace(
        // import "./a.js" · from "./a.js" · import("./a.js"): bundlers write nothing else.
        /(\bfrom\s*|\bimport\s*\(?\s*)(["'`])((?:\.{1,2}\/|\/)[^"'`]+\.m?js)\2/g,
        (_all, before: string, quote: string, reference: string) =>
          `${before}${quote}${take(reference)}${quote}`,
      );
  return { bytes: new TextEncoder().encode(result), files };
}
