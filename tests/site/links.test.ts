import { describe, expect, it } from 'vitest';
import { builtPages, fileAt } from './built-pages.ts';

const pages = builtPages();
const idsByFile = new Map(
  pages.map((page) => [
    page.file,
    new Set(
      page.elements.flatMap(({ attributes }) => {
        const id = attributes.get('id');
        return id === undefined ? [] : [id];
      }),
    ),
  ]),
);

/** Attributes that name an address. */
const ADDRESSES = ['href', 'src', 'action', 'poster', 'data'] as const;
const OWN = /^(?![a-z][a-z0-9+.-]*:|\/\/)/i;

const links = pages.flatMap((page) =>
  page.elements.flatMap(({ tag, attributes }) =>
    ADDRESSES.flatMap((name) => {
      const target = attributes.get(name);
      return target === undefined ? [] : [{ page, tag, target }];
    }),
  ),
);

describe('links within the site', () => {
  const own = links.filter(({ target }) => OWN.test(target));

  it('are there to be checked', () => {
    expect(own.length).toBeGreaterThan(500);
  });

  it('lead to files that exist', () => {
    const broken = own
      .filter(({ page, target }) => fileAt(page, target.replace(/[?#].*$/, '')) === null)
      .map(({ page, target }) => `${page.url} → ${target}`);
    expect([...new Set(broken)]).toEqual([]);
  });

  it('lead to places that exist', () => {
    const broken = own
      .filter(({ target }) => /#./.test(target))
      .filter(({ page, target }) => {
        const file = fileAt(page, target.replace(/[?#].*$/, ''));
        const id = decodeURIComponent(target.slice(target.indexOf('#') + 1));
        return file !== null && idsByFile.get(file)?.has(id) === false;
      })
      .map(({ page, target }) => `${page.url} → ${target}`);
    expect([...new Set(broken)]).toEqual([]);
  });

  it('end with a slash when they lead to a page', () => {
    const slashless = own
      .filter(({ tag }) => tag === 'a' || tag === 'form')
      .map(({ page, target }) => ({ page, path: target.replace(/[?#].*$/, '') }))
      .filter(({ path }) => path !== '' && !path.endsWith('/') && !/\.[a-z0-9]+$/.test(path))
      .map(({ page, path }) => `${page.url} → ${path}`);
    expect([...new Set(slashless)]).toEqual([]);
  });
});

describe('links out of the site', () => {
  const foreign = links.filter(({ target }) => !OWN.test(target));

  it('are plain links to a source, a phone or a mailbox, or the page’s own canonical address', () => {
    const others = foreign
      .filter(({ tag, target }) => {
        if (tag === 'a') return !/^(https?:\/\/|tel:|mailto:)/.test(target);
        return tag !== 'link';
      })
      .map(({ page, tag, target }) => `${page.url}: <${tag}> ${target}`);
    expect(others).toEqual([]);
  });

  it('name a host, never a bare IP address', () => {
    const bare = foreign
      .filter(({ tag, target }) => tag === 'a' && /^https?:\/\/(\d+\.){3}\d+/.test(target))
      .map(({ page, target }) => `${page.url}: ${target}`);
    expect(bare).toEqual([]);
  });
});
