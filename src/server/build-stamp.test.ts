import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildIsStale, stampBuild } from './build-stamp.ts';

describe('whether npm start builds again', () => {
  let root: string;
  const hour = (n: number) => new Date(Date.UTC(2026, 10, 21, n));
  const touch = (path: string, at: Date) => utimesSync(join(root, path), at, at);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stamp-'));
    for (const folder of ['content', 'content/modules', 'dist']) mkdirSync(join(root, folder));
    writeFileSync(join(root, 'content/modules/a.mdx'), '');
    for (const path of ['content/modules/a.mdx', 'content/modules', 'content'])
      touch(path, hour(1));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('a folder without a finished build is built', () => {
    expect(buildIsStale(root)).toBe(true);
  });

  test('an unchanged build is served as it is', () => {
    stampBuild(root, hour(2));
    expect(buildIsStale(root)).toBe(false);
  });

  test('a file edited after the build began is built in', () => {
    stampBuild(root, hour(2));
    touch('content/modules/a.mdx', hour(3));
    expect(buildIsStale(root)).toBe(true);
  });

  test('a file taken away is noticed', () => {
    stampBuild(root, hour(2));
    rmSync(join(root, 'content/modules/a.mdx'));
    expect(buildIsStale(root)).toBe(true);
  });
});
