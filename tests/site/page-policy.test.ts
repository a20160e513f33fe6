import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hashSource } from '../../src/page-policy/page-policy.ts';
import { builtPages, DIST, type PageElement } from './built-pages.ts';

const pages = builtPages();
const isPolicy = ({ tag, attributes }: PageElement) =>
  tag === 'meta' && attributes.get('http-equiv') === 'content-security-policy';
const runs = ({ tag, attributes }: PageElement) =>
  tag === 'script' &&
  !attributes.has('src') &&
  ['', 'module', 'text/javascript'].includes(attributes.get('type') ?? '');

describe('the policy of every page', () => {
  it('comes before anything that it is for', () => {
    const late = pages.filter(({ elements }) => {
      const first = elements.findIndex(({ tag }) =>
        ['script', 'style', 'link', 'img'].includes(tag),
      );
      const at = elements.findIndex(isPolicy);
      return at === -1 || at > first;
    });
    expect(late.map(({ url }) => url)).toEqual([]);
  });

  it('names the inline scripts and style sheets of the page, as a parser finds them', () => {
    const missing = pages.flatMap(({ url, elements }) => {
      const policy = elements.find(isPolicy)?.attributes.get('content') ?? '';
      return elements
        .filter((element) => runs(element) || element.tag === 'style')
        .filter(({ text }) => !policy.includes(hashSource(text)))
        .map(({ tag }) => `${url} ${tag}`);
    });
    expect(missing).toEqual([]);
  });

  it('would stop a script in an attribute, and no page has one', () => {
    const found = pages.flatMap(({ url, elements }) =>
      elements.flatMap(({ tag, attributes }) =>
        [...attributes]
          .filter(([name, value]) => /^on/.test(name) || /^\s*javascript:/i.test(value))
          .map(([name]) => `${url} <${tag} ${name}>`),
      ),
    );
    expect(found).toEqual([]);
  });

  it('stays out of the packages: there the LMS says what may run', () => {
    const zip = unzipSync(readFileSync(join(DIST, 'scorm/an-toan-giao-thong-scorm12.zip')));
    const html = Object.entries(zip).filter(([name]) => name.endsWith('.html'));
    expect(html.length).toBeGreaterThan(0);
    for (const [name, bytes] of html)
      expect(strFromU8(bytes), name).not.toContain('content-security-policy');
  });
});
