import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { manifestScorm12 } from './manifest-scorm12.ts';
import { escapeXml } from './xml.ts';

const module = {
  slug: 'bao-luc',
  title: 'Bạo lực <học đường> & "mạng"',
  version: '1.0',
  passMark: 80,
};

describe('the SCORM 1.2 manifest', () => {
  const manifest = manifestScorm12(module, ['index.html', 'assets/a.js']);

  test('lists every file of the package', () => {
    expect(manifest).toContain('<file href="assets/a.js"/>');
    expect(manifest).toContain('<file href="index.html"/>');
  });

  test("carries the quiz's pass mark as mastery score", () => {
    expect(manifest).toContain('<adlcp:masteryscore>80</adlcp:masteryscore>');
  });

  test('has ASCII ids alone, the same for any content', () => {
    const ids = (xml: string) =>
      [...xml.matchAll(/identifier(?:ref)?="([^"]*)"/g)].map((m) => m[1]);
    expect(ids(manifest)).toEqual(ids(manifestScorm12({ ...module, title: 'Khác' }, [])));
    for (const id of ids(manifest)) expect(id).toMatch(/^[a-z0-9.-]+$/);
  });

  test('escapes titles, and a parser reads them back', () => {
    const title = JSON.stringify(parse(manifest), (key, value) =>
      key === 'parentNode' ? undefined : value,
    );
    expect(manifest).not.toContain('<học đường>');
    expect(title).toContain('Bạo lực <học đường> & \\"mạng\\"');
  });
});

test('characters that XML forbids are dropped', () => {
  expect(escapeXml('a\u0000b\u000Bc\td\ne\uFFFE')).toBe('abc\td\ne');
});
