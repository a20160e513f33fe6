import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { builtPages } from './built-pages.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // What Astro's compression makes of a page is no mistake of ours and valid HTML.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'no-implicit-close': 'off',
    // Bundled scripts are checked by the browser that runs them, their origin by external.test.ts.
    'require-sri': 'off',
    // Long Vietnamese titles are cut by search engines, not by us.
    'long-title': 'off',
    // Numbers are kept together by CSS where it matters.
    'tel-non-breaking': 'off',
  },
});

/** Astro itself writes this before an island, in the body; browsers take it and we cannot move it. */
const ISLAND_STYLE = '<style>astro-island,astro-slot,astro-static-slot{display:contents}</style>';

const pages = builtPages();

describe('every page is valid HTML', () => {
  it.each(pages)('$url', async ({ html, file }) => {
    const report = await validator.validateString(html.replace(ISLAND_STYLE, ''), file);
    const messages = report.results.flatMap(({ messages: found }) =>
      found.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
    );
    expect(messages).toEqual([]);
  });
});

describe('every page', () => {
  it('is in Vietnamese', () => {
    const others = pages.filter(
      ({ elements }) => elements.find(({ tag }) => tag === 'html')?.attributes.get('lang') !== 'vi',
    );
    expect(others.map(({ url }) => url)).toEqual([]);
  });

  it('has a title of its own', () => {
    const byTitle = Map.groupBy(
      pages,
      ({ elements }) => elements.find(({ tag }) => tag === 'title')?.text.trim() ?? '',
    );
    const shared = [...byTitle]
      .filter(([title, same]) => title === '' || same.length > 1)
      .map(([title, same]) => `${title}: ${same.map(({ url }) => url).join(' ')}`);
    expect(shared).toEqual([]);
  });

  it('has one main heading', () => {
    const others = pages
      .map(({ url, elements }) => ({
        url,
        count: elements.filter(({ tag }) => tag === 'h1').length,
      }))
      .filter(({ count }) => count !== 1);
    expect(others).toEqual([]);
  });

  it('can be zoomed', () => {
    const fixed = pages.filter(({ elements }) =>
      elements.some(
        ({ tag, attributes }) =>
          tag === 'meta' &&
          attributes.get('name') === 'viewport' &&
          /user-scalable|maximum-scale/.test(attributes.get('content') ?? ''),
      ),
    );
    expect(fixed.map(({ url }) => url)).toEqual([]);
  });
});
