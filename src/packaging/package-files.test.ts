import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectPackageFiles, rewriteAsset } from './package-files.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const bytes = (content: string) => new TextEncoder().encode(content);

describe('collecting the files of a package', () => {
  let dist: string;
  const write = (path: string, content: string) => {
    mkdirSync(join(dist, path, '..'), { recursive: true });
    writeFileSync(join(dist, path), content);
  };
  const collect = (...slugs: string[]) =>
    collectPackageFiles(
      dist,
      slugs.map((slug) => ({
        page: `goi/${slug}/index.html`,
        folder: slugs.length > 1 ? slug : '',
      })),
      'scorm12',
    );
  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
  });
  afterEach(() => rmSync(dist, { recursive: true }));

  test('follows imports of scripts and addresses in style sheets to the end', async () => {
    write(
      'goi/x/index.html',
      '<link rel="stylesheet" href="/_astro/s.css"><script src="/_astro/a.js"></script>',
    );
    write('_astro/s.css', '@font-face{src:url(/_astro/f.woff2)} p{background:url(data:x)}');
    write('_astro/f.woff2', 'font');
    write('_astro/a.js', 'import{b}from"./b.js";import("./c.js")');
    write('_astro/b.js', 'import"./c.js";export const b=1');
    write('_astro/c.js', 'export{}');
    const files = await collect('x');
    expect([...files.keys()].sort()).toEqual([
      'assets/a.js',
      'assets/b.js',
      'assets/c.js',
      'assets/f.woff2',
      'assets/s.css',
      'index.html',
    ]);
    expect(text(files.get('assets/s.css'))).toContain('url(./f.woff2)');
  });

  test('gives several pages folders of their own and keeps once what they share', async () => {
    write('goi/x/index.html', '<script src="/_astro/a.js"></script>');
    write('goi/y/index.html', '<script src="/_astro/a.js"></script>');
    write('_astro/a.js', 'export{}');
    const files = await collect('x', 'y');
    expect([...files.keys()].sort()).toEqual(['assets/a.js', 'x/index.html', 'y/index.html']);
    expect(text(files.get('y/index.html'))).toContain('src="../assets/a.js"');
  });

  test('names page and file when one is missing', async () => {
    write('goi/x/index.html', '<script src="/_astro/a.js"></script>');
    await expect(collect('x')).rejects.toThrow(/goi\/x\/index\.html.*\/_astro\/a\.js/);
  });

  test('refuses two files that would take one place', async () => {
    write('goi/x/index.html', '<img alt="" src="/a/1.svg"><img alt="" src="/b/1.svg">');
    write('a/1.svg', '');
    write('b/1.svg', '');
    await expect(collect('x')).rejects.toThrow('/b/1.svg');
  });

  test('leaves other words that look like imports alone', () => {
    const source = 'const t="nhập from \\"x\\"";fetch("./du-lieu.json")';
    expect(text(rewriteAsset('/_astro/a.js', bytes(source)).bytes)).toBe(source);
  });
});
