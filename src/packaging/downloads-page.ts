import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageEntry } from './package-index.ts';

/** The page that lists the packages, within the built site. */
const PAGE = 'tai-ve/index.html';

/**
 * Writes size and checksum of each package into the downloads page.
 * @param dist folder of the built site
 * @throws Error when the page has no place for one of the packages
 */
export async function fillDownloadsPage(
  dist: string,
  entries: readonly PackageEntry[],
): Promise<void> {
  const path = join(dist, PAGE);
  await writeFile(path, withPackageFacts(await readFile(path, 'utf8'), entries));
}

/** The page with its empty `data-package-size` and `data-package-sum` elements filled. */
export function withPackageFacts(html: string, entries: readonly PackageEntry[]): string {
  return entries.reduce((page, { file, bytes, sha256 }) => {
    const size = `${new Intl.NumberFormat('vi-VN').format(Math.ceil(bytes / 1000))} kB`;
    return fill(
      fill(page, `data-package-size="${file}"`, size),
      `data-package-sum="${file}"`,
      sha256,
    );
  }, html);
}

function fill(html: string, attribute: string, text: string): string {
  const at = html.indexOf(attribute);
  const end = at < 0 ? -1 : html.indexOf('>', at) + 1;
  if (end <= 0) throw new Error(`Trang ${PAGE} không có chỗ cho ${attribute}`);
  return html.slice(0, end) + text + html.slice(end);
}
