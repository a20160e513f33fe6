import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A leaflet of the built site. */
export interface BuiltLeaflet {
  slug: string;
  /** Whole address of its page, from its own canonical link. */
  address: string;
  /** Day of its last review, as its page says it in `<time datetime>`. */
  reviewed: string;
}

/**
 * The leaflets in a folder that holds the built site, by slug.
 * @throws Error with what to do, in Vietnamese, when the site has not been built.
 */
export function builtLeaflets(dist: string): BuiltLeaflet[] {
  const folder = join(dist, 'to-gap');
  if (!existsSync(folder)) {
    throw new Error(
      'Chưa có trang để in: thư mục dist/to-gap/ chưa được dựng. Chạy npm run build trước.',
    );
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((slug) => {
      const html = readFileSync(join(folder, slug, 'index.html'), 'utf8');
      const address = /<link rel="?canonical"? href="?([^"\s>]+)/.exec(html)?.[1];
      const reviewed = /<time datetime="?(\d{4}-\d{2}-\d{2})/.exec(html)?.[1];
      if (address === undefined || reviewed === undefined) {
        throw new Error(
          `Trang to-gap/${slug}/ thiếu địa chỉ hoặc ngày rà soát. Dựng lại trang: npm run build`,
        );
      }
      return { slug, address, reviewed };
    });
}
