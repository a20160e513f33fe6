import { describe, expect, test } from 'vitest';
import { withPackageFacts } from './downloads-page.ts';

const entry = {
  file: 'bao-luc-scorm12.zip',
  kind: 'module' as const,
  slug: 'bao-luc',
  title: 'Bạo lực',
  version: '1.0',
  standard: 'scorm12' as const,
  bytes: 64_332,
  sha256: 'abc123',
};

describe('the downloads page', () => {
  test('shows size and checksum of each package', () => {
    const html =
      '<span data-package-size="bao-luc-scorm12.zip"></span><code data-package-sum="bao-luc-scorm12.zip"></code>';
    expect(withPackageFacts(html, [entry])).toBe(
      '<span data-package-size="bao-luc-scorm12.zip">65 kB</span><code data-package-sum="bao-luc-scorm12.zip">abc123</code>',
    );
  });

  test('a package without its place on the page stops the build', () => {
    expect(() => withPackageFacts('<p></p>', [entry])).toThrow('bao-luc-scorm12.zip');
  });
});
