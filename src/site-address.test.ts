import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LOCAL_ADDRESS, siteAddress } from './site-address.ts';

describe("the site's public address", () => {
  let folder: string;
  const settings = (text: string) => {
    const path = join(folder, 'site.yaml');
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'site-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is what the office wrote into its settings', () => {
    expect(siteAddress({}, settings('url: https://antoan.example.vn'))).toBe(
      'https://antoan.example.vn',
    );
  });

  test('is what the environment says, when it says something', () => {
    const env = { SITE_URL: 'https://thu.example.vn' };
    expect(siteAddress(env, settings('url: https://antoan.example.vn'))).toBe(env.SITE_URL);
  });

  test.each(['name: Trường', 'url: không phải địa chỉ', 'url: [', ''])(
    'is this machine when the settings are %j',
    (text) => {
      expect(siteAddress({}, settings(text))).toBe(LOCAL_ADDRESS);
    },
  );
});
