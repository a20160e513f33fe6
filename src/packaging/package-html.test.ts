import { describe, expect, test } from 'vitest';
import { packagePlace } from './package-files.ts';
import { packageHtml } from './package-html.ts';
import type { PackageStandard } from './package-name.ts';

const page = (body: string, head = '', standard: PackageStandard = 'scorm2004') =>
  packageHtml(
    `<!doctype html><html lang="vi"><head>${head}</head><body>${body}</body></html>`,
    standard,
    packagePlace,
  );

describe('the page of a package', () => {
  test('loads its own files by relative addresses', () => {
    const { html, files } = page(
      '<img src="/_astro/tranh.svg" alt=""><script type="module" src="/_astro/entry.js"></script>',
      '<link rel="stylesheet" href="/_astro/style.css">',
    );
    expect(files).toEqual(['/_astro/style.css', '/_astro/tranh.svg', '/_astro/entry.js']);
    expect(html).toContain('href="assets/style.css"');
    expect(html).toContain('src="assets/entry.js"');
    expect(html).not.toContain('/_astro/');
  });

  test('says which SCORM version it was packaged for', () => {
    expect(page('').html).toContain('<html lang="vi" data-scorm="2004">');
  });

  test('keeps links to a place on the page and to the phone', () => {
    const { html } = page('<a href="#muc-2">Mục 2</a> <a href="tel:111">111</a>');
    expect(html).toContain('<a href="#muc-2">');
    expect(html).toContain('<a href="tel:111">');
  });

  test('turns links that would leave the package into their text', () => {
    const { html } = page(
      '<p>Xem <a class="law" href="/can-cu/#x">Thông tư 18</a>, <a href="https://example.org/">báo</a>.</p>',
    );
    expect(html).toContain('<p>Xem <span class="law">Thông tư 18</span>, <span>báo</span>.</p>');
  });

  test('drops what only the site means: canonical address, alternates', () => {
    const { html } = page('', '<link rel="canonical" href="http://localhost:4321/goi/x/">');
    expect(html).not.toContain('canonical');
  });

  test('rewrites every candidate of a srcset', () => {
    const { html, files } = page('<img alt="" srcset="/_astro/a.webp 1x, /_astro/b.webp 2x">');
    expect(html).toContain('srcset="assets/a.webp 1x, assets/b.webp 2x"');
    expect(files).toHaveLength(2);
  });

  test('refuses a page that loads something from another host', () => {
    expect(() => page('<img alt="" src="https://cdn.example.org/a.png">')).toThrow(
      'https://cdn.example.org/a.png',
    );
    expect(() => page('<script src="//cdn.example.org/a.js"></script>')).toThrow('cdn.example.org');
  });

  test('holds what is meant for its standard and for every standard, and nothing else', () => {
    const body =
      '<div data-only="scorm12 scorm2004"><script src="/_astro/scorm.js"></script></div><div data-only="cmi5"><script src="/_astro/cmi5.js"></script></div><p>Bài học</p>';
    expect(page(body).files).toEqual(['/_astro/scorm.js']);
    const cmi5 = page(body, '', 'cmi5');
    expect(cmi5.files).toEqual(['/_astro/cmi5.js']);
    expect(cmi5.html).toContain('<p>Bài học</p>');
    expect(cmi5.html).not.toMatch(/data-only|data-scorm/);
  });
});
