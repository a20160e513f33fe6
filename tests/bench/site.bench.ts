import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { packageEntrySchema } from '../../src/packaging/package-index.ts';
import { builtPages, DIST } from '../site/built-pages.ts';
import { gzipped, weigh } from '../site/measure.ts';

/** Page types by address; of each type the heaviest page is reported. */
const TYPES: [name: string, address: RegExp][] = [
  ['home', /^\/$/],
  ['module', /^\/tap-huan\/[^/]+\/$/],
  ['skill', /^\/hoc-sinh\/[^/]+\/[^/]+\/$/],
  ['guide', /^\/cam-nang\/[^/]+\/$/],
  ['leaflet', /^\/to-gap\/[^/]+\/$/],
  ['help', /^\/tro-giup\/$/],
  ['register', /^\/can-cu\/$/],
  ['search', /^\/tim-kiem\/$/],
  ['certificate', /^\/chung-nhan\/$/],
  ['office', /^\/quan-ly\/$/],
];

/**
 * Bytes of the built site's pages by type, after gzip: HTML, CSS and JS before interaction; for
 * modules and the office also the JS that may follow. Reads `dist/`.
 */
export default async function benchSite(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const weights = builtPages().map((page) => ({ url: page.url, ...weigh(page) }));
  for (const [name, address] of TYPES) {
    const pages = weights.filter(({ url }) => address.test(url));
    if (pages.length === 0) continue;
    const heaviest = (of: 'html' | 'css' | 'js' | 'jsLater') =>
      Math.max(...pages.map((page) => page[of]));
    figures[`page_${name}_html_bytes`] = heaviest('html');
    figures[`page_${name}_css_bytes`] = heaviest('css');
    figures[`page_${name}_js_bytes`] = heaviest('js');
    if (name === 'module' || name === 'office' || name === 'search') {
      figures[`page_${name}_js_later_bytes`] = heaviest('jsLater');
    }
  }
  figures.pages_count = weights.length;
  const most = (pages: typeof weights, of: 'html' | 'css' | 'js' | 'jsLater' | 'fonts') =>
    Math.max(...pages.map((page) => page[of]));
  const open = weights.filter(({ url }) => !url.startsWith('/quan-ly/'));
  const modules = weights.filter(({ url }) => MODULE.test(url));
  const long = weights.filter(({ url }) => MODULE.test(url) || REGISTERS.includes(url));
  const others = weights.filter((page) => !long.includes(page));
  return {
    ...figures,
    site_css_bytes: most(open, 'css'),
    site_js_bytes: most(open, 'js'),
    site_fonts_count: most(open, 'fonts'),
    site_html_modules_registers_bytes: most(long, 'html'),
    site_html_other_bytes: most(others, 'html'),
    site_quiz_running_js_bytes: most(modules, 'jsLater'),
    ...packageFigures(),
  };
}

const MODULE = /^\/tap-huan\/[^/]+\/$/;
/** Of acts, of plans, and of our own components. */
const REGISTERS = ['/can-cu/', '/ke-hoach/', '/thanh-phan/'];

/** The heaviest package of a module, and the most script that any package holds. */
function packageFigures(): Record<string, number> {
  const index = z
    .array(packageEntrySchema)
    .parse(JSON.parse(readFileSync(join(DIST, 'scorm/index.json'), 'utf8')));
  const scripts = index.map(({ file }) =>
    Object.entries(unzipSync(readFileSync(join(DIST, 'scorm', file))))
      .filter(([name]) => name.endsWith('.js'))
      .reduce((total, [, content]) => total + gzipped(content), 0),
  );
  return {
    site_package_zip_bytes: Math.max(
      ...index.filter(({ kind }) => kind === 'module').map(({ bytes }) => bytes),
    ),
    site_package_js_bytes: Math.max(...scripts),
  };
}
