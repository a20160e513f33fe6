import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSite } from './site.ts';

function projectWith(yaml: string): string {
  const root = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(root, 'content'));
  writeFileSync(join(root, 'content', 'site.yaml'), yaml);
  return root;
}

it('reads the settings of the project', () => {
  expect(readSite().name).not.toBe('');
});

it('names the file and the key of a mistake', () => {
  expect(() => readSite(projectWith('name: ""\n'))).toThrow(/content\/site\.yaml: .*name/);
});

it('says so when there are no settings at all', () => {
  expect(() => readSite(mkdtempSync(join(tmpdir(), 'none-')))).toThrow(/site\.yaml/);
});
