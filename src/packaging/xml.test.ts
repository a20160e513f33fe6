import { expect, test } from 'vitest';
import { escapeXml } from './xml.ts';

test('characters that XML forbids are dropped', () => {
  expect(escapeXml('a\u0000b\u000Bc\td\ne\uFFFE')).toBe('abc\td\ne');
});
