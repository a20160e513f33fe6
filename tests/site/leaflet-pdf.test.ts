import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../src/content-check/read-content.ts';
import { builtLeaflets } from '../../src/leaflets/pdf/built-leaflets.ts';
import { printLeaflets } from '../../src/leaflets/pdf/print-leaflets.ts';
import { pdfName, SHEETS, type Sheet } from '../../src/leaflets/pdf/sheets.ts';
import type { Leaflet } from '../../src/schemas/leaflet.ts';
import { DIST } from './built-pages.ts';

/*
 * The PDF files as `npm run leaflets` makes them, all once, into a folder of their own: other tests
 * read `dist/` meanwhile. Poppler's tools look at them from outside.
 */
const into = mkdtempSync(join(tmpdir(), 'leaflets-'));
const leaflets = builtLeaflets(DIST);
const content = new Map(
  readContent(process.cwd()).content.leaflets.map(({ id, data }) => [id, data]),
);
const cases = leaflets.flatMap(({ slug }) =>
  SHEETS.map((sheet) => ({ slug, sheet, id: sheet.id })),
);

function contentOf(slug: string): Leaflet {
  const leaflet = content.get(slug);
  if (!leaflet) throw new Error(`no content for ${slug}`);
  return leaflet;
}

const addressOf = (slug: string) => leaflets.find((one) => one.slug === slug)?.address;
const fileOf = (slug: string, sheet: Sheet) => join(into, 'to-gap', slug, pdfName(slug, sheet));
const POINTS_PER_MM = 72 / 25.4;
/** What no laser printer reaches. */
const SAFE_MM = 5;
const DPI = 120;

const poppler = (tool: string, args: string[]) => execFileSync(tool, args, { encoding: 'utf8' });

/** The words of a PDF in one line, so that line ends do not matter. */
const wordsOf = (file: string) => poppler('pdftotext', ['-layout', file, '-']).replace(/\s+/g, ' ');

/** Draws a side in grey. */
async function grey(file: string, side: number) {
  const name = file.replace(/\.pdf$/, `-${side}`);
  const at = String(side);
  poppler('pdftoppm', [
    '-r',
    String(DPI),
    '-gray',
    '-png',
    '-singlefile',
    '-f',
    at,
    '-l',
    at,
    file,
    name,
  ]);
  const { data, info } = await sharp(`${name}.png`)
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

beforeAll(async () => {
  await printLeaflets({ dist: DIST, into, leaflets });
}, 600_000);
afterAll(() => rmSync(into, { recursive: true, force: true }));

it('there are at least twelve leaflets, each with three files', () => {
  expect(leaflets.length).toBeGreaterThanOrEqual(12);
  expect(cases).toHaveLength(3 * leaflets.length);
});

describe.each(cases)('$slug, $id', ({ slug, sheet }) => {
  const leaflet = contentOf(slug);

  it('has the sides and the size it should', () => {
    const info = poppler('pdfinfo', [fileOf(slug, sheet)]);
    expect(info).toMatch(new RegExp(`Pages: +${sheet.sides}\n`));
    const [, width = 0, height = 0] =
      /Page size: +([\d.]+) x ([\d.]+)/.exec(info)?.map(Number) ?? [];
    expect([width / POINTS_PER_MM, height / POINTS_PER_MM].map(Math.round)).toEqual([
      ...sheet.size,
    ]);
    expect(info).toMatch(/Tagged: +yes/);
  });

  it('carries its fonts', () => {
    const fonts = poppler('pdffonts', [fileOf(slug, sheet)])
      .trim()
      .split('\n')
      .slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    const loose = fonts.filter((line) => !/ yes (yes|no) +(yes|no) +\d+ +\d+$/.test(line));
    expect(loose).toEqual([]);
  });

  it('gives back its Vietnamese words when it is searched or read aloud', () => {
    const words = wordsOf(fileOf(slug, sheet));
    const poster = sheet.page === 'ap-phich/';
    expect(words).toContain('111');
    expect(words).toContain('Thầy cô đầu mối');
    // Lines of panels stand side by side: what may be wrapped is looked for word by word.
    const wanted = poster
      ? [leaflet.poster.slogan, ...leaflet.poster.actions]
      : [leaflet.slogan, ...leaflet.panels.flatMap(({ heading, points }) => [heading, ...points])];
    const missing = wanted
      .flatMap((line) => (poster ? [line] : line.replace(/^\d+\. /, '').split(' ')))
      .filter((part) => !words.includes(part));
    expect(missing).toEqual([]);
  });
});

describe.each(cases.filter(({ id }) => id !== 'ap-phich-a3'))(
  '$slug, $id, in black and white',
  ({ slug, sheet }) => {
    let sides: Awaited<ReturnType<typeof grey>>[];
    beforeAll(async () => {
      const numbers = Array.from({ length: sheet.sides }, (_, index) => index + 1);
      sides = await Promise.all(numbers.map((side) => grey(fileOf(slug, sheet), side)));
    });

    it('leaves the edges free that a laser printer cannot reach', () => {
      const free = Math.floor((SAFE_MM / 25.4) * DPI) - 1;
      const inked = sides.map(({ data, width, height, channels }) => {
        let count = 0;
        for (let y = 0; y < height; y += 1) {
          const wholeRow = y < free || y >= height - free;
          for (let x = 0; x < width; x += 1) {
            const edge = wholeRow || x < free || x >= width - free;
            if (edge && (data[(y * width + x) * channels] ?? 0) < 250) count += 1;
          }
        }
        return count;
      });
      expect(inked).toEqual(sides.map(() => 0));
    });

    it('has a code that a phone reads, and it leads to its page', () => {
      const [side] = sides;
      if (side === undefined) throw new Error('no side');
      const { data, width, height, channels } = side;
      const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
      for (let at = 0; at < width * height; at += 1) {
        pixels.fill(data[at * channels] ?? 255, at * 4, at * 4 + 3);
      }
      const code = jsqr(pixels, width, height, { inversionAttempts: 'dontInvert' });
      const { link } = contentOf(slug);
      expect(code?.data).toBe(new URL(link, addressOf(slug)).href);
    });
  },
);

it('the same page printed again gives the same bytes', async () => {
  const again = mkdtempSync(join(tmpdir(), 'leaflets-again-'));
  try {
    const one = leaflets.slice(0, 1);
    await printLeaflets({ dist: DIST, into: again, leaflets: one });
    for (const { slug } of one) {
      for (const sheet of SHEETS) {
        const second = readFileSync(join(again, 'to-gap', slug, pdfName(slug, sheet)));
        expect(Buffer.compare(second, readFileSync(fileOf(slug, sheet))), sheet.id).toBe(0);
      }
    }
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}, 120_000);

it('links in a file lead to the public address', () => {
  const [first] = cases;
  if (first === undefined) throw new Error('no leaflet');
  const pdf = readFileSync(fileOf(first.slug, first.sheet)).toString('latin1');
  const target = new URL(contentOf(first.slug).link, addressOf(first.slug)).href;
  expect(pdf).toContain(`(${target})`);
});
