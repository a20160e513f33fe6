import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** An element of a built page. */
export interface PageElement {
  tag: string;
  attributes: ReadonlyMap<string, string>;
  /** Text directly inside (scripts and styles hold theirs here). */
  text: string;
}

/** A page of `dist/`. */
export interface BuiltPage {
  /** File within `dist/`. */
  file: string;
  /** Address on the site: `/tro-giup/`, `/404.html`. */
  url: string;
  html: string;
  elements: PageElement[];
}

export const DIST = resolve('dist');

/** Every HTML file of the built site, in order of address. */
export function builtPages(): BuiltPage[] {
  if (!existsSync(join(DIST, 'index.html'))) {
    throw new Error('dist/ is missing: run `npm run build` first');
  }
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((file) => {
      const html = readFileSync(join(DIST, file), 'utf8');
      return {
        file,
        url: `/${file.replace(/(^|\/)index\.html$/, '$1')}`,
        html,
        elements: elementsOf(parse(html, { scriptingEnabled: false })),
      };
    });
}

function elementsOf(node: Node): PageElement[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  const inner = 'content' in node ? elementsOf(node.content) : [];
  const below = [...children.flatMap(elementsOf), ...inner];
  if (!('tagName' in node)) return below;
  const text = children.map((child) => ('value' in child ? child.value : '')).join('');
  const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
  return [{ tag: node.tagName, attributes, text }, ...below];
}

/**
 * The file of `dist/` that an address on the site leads to, or null when there is none.
 * @param target Address as written in a page, relative or from the root, without query and anchor.
 */
export function fileAt(page: BuiltPage, target: string): string | null {
  const path = decodeURI(posix.resolve(`/${posix.dirname(page.file)}`, target)).slice(1);
  const candidates = target.endsWith('/') || path === '' ? [`${path}/index.html`] : [path];
  if (target === '') return page.file;
  return (
    candidates
      .map((name) => name.replace(/^\//, ''))
      .find((name) => existsSync(join(DIST, name))) ?? null
  );
}
