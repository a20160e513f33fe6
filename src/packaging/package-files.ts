import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageHtml } from './package-html.ts';
import type { PackageStandard } from './package-name.ts';

/** Folder of a package that holds everything beside its page. */
const ASSETS = 'assets';

/** Files of a package by their place in it, e.g. `index.html`, `assets/entry.js`. */
export type PackageFiles = Map<string, Uint8Array>;

/** Where a site file stands in a package; the flat folder keeps scripts' relative imports true. */
export function packagePlace(address: string): string {
  return `${ASSETS}/${basename(address)}`;
}

/** A built page and the folder of the package in which it becomes `index.html`. */
export interface PackagePageSource {
  /** Path within `dist/`, e.g. `goi/bao-luc/index.html`. */
  page: string;
  /** `''` for the package's root, or a folder name without slashes. */
  folder: string;
}

/**
 * Collects built pages and, transitively, every file they need: what the pages load, what style
 * sheets name in `url()` and what scripts import. What several pages need is there once.
 * @param dist folder of the built site
 * @throws Error naming the file when one is missing, or two files would take one place
 */
export async function collectPackageFiles(
  dist: string,
  pages: readonly PackagePageSource[],
  standard: PackageStandard,
): Promise<PackageFiles> {
  const files: PackageFiles = new Map();
  const queue: { address: string; page: string }[] = [];
  for (const { page, folder } of pages) {
    const up = folder === '' ? '' : '../';
    const { html, files: wanted } = packageHtml(
      await readFile(join(dist, page), 'utf8'),
      standard,
      (address) => up + packagePlace(address),
    );
    files.set(
      folder === '' ? 'index.html' : `${folder}/index.html`,
      new TextEncoder().encode(html),
    );
    queue.push(...wanted.map((address) => ({ address, page })));
  }

  const takenBy = new Map<string, string>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { address, page } = next;
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
    queue.push(...rewritten.files.map((found) => ({ address: found, page })));
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
