import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuiltPage, DIST, fileAt } from './built-pages.ts';

/** What a page weighs before anyone touches it, in bytes after gzip. */
export interface PageWeight {
  html: number;
  css: number;
  /** Scripts of the page and all that they import at once. */
  js: number;
  /** The same and all that they may import later. */
  jsLater: number;
  /** Web fonts that its styles name. */
  fonts: number;
}

/** Weighs a built page. Inline styles and scripts count within the HTML and beside it. */
export function weigh(page: BuiltPage): PageWeight {
  const styles = page.elements.filter(
    ({ tag, attributes }) => tag === 'link' && attributes.get('rel') === 'stylesheet',
  );
  const styleFiles = styles.map(({ attributes }) => fileOf(page, attributes.get('href') ?? ''));
  const inlineCss = page.elements.filter(({ tag }) => tag === 'style').map(({ text }) => text);

  const scripts = page.elements.filter(({ tag }) => tag === 'script');
  const sources = scripts.flatMap(({ attributes }) => {
    const source = attributes.get('src');
    return source === undefined ? [] : [fileOf(page, source)];
  });
  const inlineJs = scripts
    .filter(({ attributes }) => !attributes.has('src') && isScript(attributes.get('type')))
    .map(({ text }) => text);
  const imported = inlineJs.flatMap((code) => importsIn(code, page.file, true));
  const islands = page.elements.flatMap(({ tag, attributes }) =>
    tag === 'astro-island'
      ? [attributes.get('component-url'), attributes.get('renderer-url')].filter(
          (url) => url !== undefined,
        )
      : [],
  );
  const now = closure([...sources, ...imported], false);
  const later = closure(
    [...sources, ...imported, ...islands.map((url) => fileOf(page, url))],
    true,
  );

  const css = [...styleFiles.map(textOf), ...inlineCss];
  return {
    html: gzipped(page.html),
    css: sum(css.map(gzipped)),
    js: sum([...now].map((file) => gzipped(textOf(file)))) + sum(inlineJs.map(gzipped)),
    jsLater: sum([...later].map((file) => gzipped(textOf(file)))) + sum(inlineJs.map(gzipped)),
    fonts: css.filter((text) => text.includes('@font-face')).length,
  };
}

/** Bytes of a text after gzip, as a web server sends it; nothing is sent for nothing. */
export function gzipped(text: string | Uint8Array): number {
  return text.length === 0 ? 0 : gzipSync(text).length;
}

/** Files that scripts import, directly and through others. */
function closure(files: readonly string[], dynamicToo: boolean): Set<string> {
  const seen = new Set<string>();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...importsIn(textOf(file), file, dynamicToo));
  }
  return seen;
}

/** Scripts that a built script names in `import … from "…"`, `import "…"` and, if asked, `import("…")`. */
export function importsIn(code: string, file: string, dynamicToo: boolean): string[] {
  const fixed = [...code.matchAll(/(?:\bfrom|\bimport)\s*["'`]([^"'`]+\.js)["'`]/g)];
  const dynamic = dynamicToo ? [...code.matchAll(/\bimport\(\s*["'`]([^"'`]+\.js)["'`]/g)] : [];
  return [...fixed, ...dynamic].map((match) => {
    const target = match[1] ?? '';
    return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target);
  });
}

function isScript(type: string | undefined): boolean {
  return type === undefined || type === '' || type === 'module' || type === 'text/javascript';
}

function fileOf(page: BuiltPage, source: string): string {
  const file = fileAt(page, source.replace(/[?#].*$/, ''));
  if (file === null) throw new Error(`${page.url}: ${source} is not in dist/`);
  return file;
}

function textOf(file: string): string {
  return readFileSync(join(DIST, file), 'utf8');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
