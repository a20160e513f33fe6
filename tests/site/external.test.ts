import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtPages, DIST } from './built-pages.ts';

/** `<link>` kinds that a browser does not fetch. */
const ONLY_SAID = new Set(['canonical', 'alternate', 'license', 'author']);
const FOREIGN = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;

const pages = builtPages();

describe('nothing is fetched from another host', () => {
  it('by an element of a page', () => {
    const fetched = pages.flatMap((page) =>
      page.elements.flatMap(({ tag, attributes }) => {
        if (tag === 'a' || tag === 'form') return [];
        if (tag === 'link' && ONLY_SAID.has(attributes.get('rel') ?? '')) return [];
        const addresses = [
          attributes.get('src'),
          attributes.get('href'),
          attributes.get('poster'),
          attributes.get('data'),
          ...(attributes.get('srcset')?.split(',') ?? []),
        ];
        return addresses
          .filter((address) => address !== undefined && FOREIGN.test(address.trim()))
          .map((address) => `${page.url}: <${tag}> ${address}`);
      }),
    );
    expect(fetched).toEqual([]);
  });

  it('by a form', () => {
    const sent = pages.flatMap((page) =>
      page.elements
        .filter(
          ({ tag, attributes }) => tag === 'form' && FOREIGN.test(attributes.get('action') ?? ''),
        )
        .map(() => page.url),
    );
    expect(sent).toEqual([]);
  });

  it('by a style', () => {
    const sheets = [
      ...files('.css').map((file) => ({ name: file, css: readFileSync(join(DIST, file), 'utf8') })),
      ...pages.flatMap((page) =>
        page.elements.flatMap(({ tag, text, attributes }) => [
          { name: page.url, css: tag === 'style' ? text : '' },
          { name: page.url, css: attributes.get('style') ?? '' },
        ]),
      ),
    ];
    const fetched = sheets.flatMap(({ name, css }) =>
      [...css.matchAll(/(?:url\(\s*["']?|@import\s+["'])([^"')]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((address) => FOREIGN.test(address.trim()))
        .map((address) => `${name}: ${address}`),
    );
    expect(fetched).toEqual([]);
  });

  it('by a module import', () => {
    const fetched = files('.js').flatMap((file) =>
      [
        ...readFileSync(join(DIST, file), 'utf8').matchAll(
          /(?:from|import)\s*\(?\s*["'`](https?:\/\/[^"'`]+)/g,
        ),
      ].map((match) => `${file}: ${match[1]}`),
    );
    expect(fetched).toEqual([]);
  });
});

function files(ending: string): string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith(ending));
}
