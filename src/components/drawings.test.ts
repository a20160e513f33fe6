import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = join('src', 'components', 'drawings');
const MOST_BYTES = 15_000;
const drawings = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.svg'))
  .map((file) => ({
    name: file.replace('.svg', ''),
    svg: readFileSync(join(FOLDER, file), 'utf8'),
  }));
const topics = z
  .array(z.object({ id: z.string(), drawing: z.string().optional() }))
  .parse(parse(readFileSync('content/topics.yaml', 'utf8')));

/** The paint box by day, which is that of paper too. */
const tokens = readFileSync('src/styles/tokens.css', 'utf8').split('@media')[0] ?? '';
const paint = new Map(
  [...tokens.matchAll(/--drawing-([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [
    name,
    hex,
  ]),
);

/** Relative luminance, which is what a black-and-white printer keeps of a colour (WCAG 2.2). */
function luminance(name: string): number {
  const hex = paint.get(name);
  if (hex === undefined) throw new Error(`No paint ${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the drawings', () => {
  it.each(topics)('has one for the topic $id', ({ drawing }) => {
    expect(drawings.map(({ name }) => name)).toContain(drawing);
  });

  it.each(drawings)('$name weighs less than 15 kB', ({ svg }) => {
    expect(Buffer.byteLength(svg)).toBeLessThan(MOST_BYTES);
  });

  it.each(drawings)('$name says in words what it shows', ({ svg }) => {
    const title = /<title>([^<]+)<\/title>/.exec(svg)?.[1] ?? '';
    expect(title.length).toBeGreaterThan(25);
    expect(title.length).toBeLessThanOrEqual(125);
  });

  it.each(drawings)(
    '$name takes every colour from the paint box, so that it follows day and night',
    ({ svg }) => {
      const raw = [...svg.matchAll(/(?:fill|stroke)="(?!var\(--|none")([^"]*)"/g)].map(
        ([all]) => all,
      );
      expect(raw).toEqual([]);
      const used = [...svg.matchAll(/var\(--drawing-([a-z0-9-]+)\)/g)].map(([, name = '']) => name);
      expect(used.length).toBeGreaterThan(3);
      expect(used.filter((name) => !paint.has(name))).toEqual([]);
    },
  );
});

describe('on a black-and-white printer', () => {
  it.each(['skin-1', 'skin-2', 'white', 'paper', 'sky', 'nghe', 'water', 'rose', 'grey'])(
    'outlines stand out on %s',
    (ground) => {
      expect(contrast('ink', ground)).toBeGreaterThan(4.5);
    },
  );

  it.each([
    ['white', 'cham'],
    ['white', 'leaf-deep'],
    ['skin-1', 'cham'],
    ['skin-2', 'cham-deep'],
    ['skin-2', 'hair'],
    ['paper', 'son'],
    ['nghe', 'cham'],
  ])('%s and %s are told apart without their colour', (one, other) => {
    expect(contrast(one, other)).toBeGreaterThan(3);
  });
});
