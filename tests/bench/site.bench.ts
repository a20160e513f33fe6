import { builtPages } from '../site/built-pages.ts';
import { weigh } from '../site/measure.ts';

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
  return figures;
}
