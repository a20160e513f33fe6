import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageEntrySchema } from '../../src/packaging/package-index.ts';
import { PACKAGE_STANDARDS, standardsOf } from '../../src/packaging/package-name.ts';
import { builtPages, DIST } from './built-pages.ts';
import { gzipped, importsIn, type PageWeight, weigh } from './measure.ts';

/** Thousands of bytes after gzip. */
const KB = 1000;
const BEFORE_INTERACTION = { css: 10 * KB, js: 2 * KB, fonts: 0 };
const HTML = 12 * KB;
const HTML_OF_MODULES_AND_REGISTERS = 30 * KB;
const QUIZ_RUNNING_JS = 40 * KB;
const PACKAGE_ZIP = 100 * KB;
const PACKAGE_JS = 25 * KB;

const weights = builtPages().map((page) => ({ url: page.url, weight: weigh(page) }));
const isOffice = (url: string) => url.startsWith('/quan-ly/');
const isModule = (url: string) => /^\/tap-huan\/[^/]+\/$/.test(url);
/** The legal register, that of the plans, and that of our own components with every drawing (not linked, for builders). */
const isRegister = (url: string) => ['/can-cu/', '/ke-hoach/', '/thanh-phan/'].includes(url);

/** The pages over a limit, heaviest first, as a table. */
function over(of: (weight: PageWeight) => number, limit: number, pages = weights): string {
  return pages
    .map(({ url, weight }) => ({ url, bytes: of(weight) }))
    .filter(({ bytes }) => bytes > limit)
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ url, bytes }) => `${String(bytes).padStart(7)} > ${limit}  ${url}`)
    .join('\n');
}

describe('before anyone touches a page (the office’s apart)', () => {
  const pages = weights.filter(({ url }) => !isOffice(url));

  it('there are pages to weigh', () => {
    expect(pages.length).toBeGreaterThan(20);
  });
  it('styles stay within 10 kB', () => {
    expect(over((weight) => weight.css, BEFORE_INTERACTION.css, pages)).toBe('');
  });
  it('scripts stay within 2 kB', () => {
    expect(over((weight) => weight.js, BEFORE_INTERACTION.js, pages)).toBe('');
  });
  it('no web font is named', () => {
    expect(over((weight) => weight.fonts, BEFORE_INTERACTION.fonts, pages)).toBe('');
  });
});

describe('HTML', () => {
  it('of modules and registers stays within 30 kB', () => {
    const pages = weights.filter(({ url }) => isModule(url) || isRegister(url));
    expect(pages.length).toBeGreaterThan(3);
    expect(over((weight) => weight.html, HTML_OF_MODULES_AND_REGISTERS, pages)).toBe('');
  });
  it('of every other page stays within 12 kB', () => {
    const pages = weights.filter(({ url }) => !isModule(url) && !isRegister(url));
    expect(over((weight) => weight.html, HTML, pages)).toBe('');
  });
});

describe('a running quiz', () => {
  it('has everything it may ever load, scorm-again included, within 40 kB', () => {
    const pages = weights.filter(({ url }) => isModule(url));
    expect(over((weight) => weight.jsLater, QUIZ_RUNNING_JS, pages)).toBe('');
    // The quiz is really there: a page that lost its script would pass otherwise.
    for (const { url, weight } of pages) expect(weight.jsLater, url).toBeGreaterThan(10 * KB);
  });
});

describe('the packages for LMSs', () => {
  const index = z
    .array(packageEntrySchema)
    .parse(JSON.parse(readFileSync(join(DIST, 'scorm/index.json'), 'utf8')));
  const modules = index.filter(({ kind }) => kind === 'module');
  const programmes = index.filter(({ kind }) => kind === 'programme');
  const unzipped = (file: string) => unzipSync(readFileSync(join(DIST, 'scorm', file)));

  it.each(PACKAGE_STANDARDS)('are there in %s', (standard) => {
    expect(modules.some((one) => one.standard === standard)).toBe(true);
    const isForProgrammes = standardsOf('programme').includes(standard);
    expect(programmes.some((one) => one.standard === standard)).toBe(isForProgrammes);
  });

  it.each(modules)('$file stays within 100 kB', ({ file, bytes }) => {
    expect(readFileSync(join(DIST, 'scorm', file)).length).toBe(bytes);
    expect(bytes).toBeLessThanOrEqual(PACKAGE_ZIP);
  });

  it.each(index)('$file has scripts within 25 kB', ({ file }) => {
    const scripts = Object.entries(unzipped(file)).filter(([name]) => name.endsWith('.js'));
    const bytes = scripts.reduce((total, [, content]) => total + gzipped(content), 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(PACKAGE_JS);
  });

  it.each(programmes)('$file is lighter than its modules one by one', (programme) => {
    const folders = Object.keys(unzipped(programme.file)).flatMap(
      (name) => name.match(/^([^/]+)\/index\.html$/)?.[1] ?? [],
    );
    const apart = modules.filter(
      ({ slug, standard }) => standard === programme.standard && folders.includes(slug),
    );
    expect(apart).toHaveLength(folders.length);
    expect(programme.bytes).toBeLessThan(apart.reduce((sum, { bytes }) => sum + bytes, 0));
  });
});

describe('importsIn', () => {
  const code = 'import{a}from"./a.js";import"/b/c.js";const d=()=>import("../d.js");';

  it('finds what is imported at once', () => {
    expect(importsIn(code, '_astro/x.js', false)).toEqual(['_astro/a.js', 'b/c.js']);
  });
  it('finds what may be imported later too', () => {
    expect(importsIn(code, '_astro/x.js', true)).toEqual(['_astro/a.js', 'b/c.js', 'd.js']);
  });
});
