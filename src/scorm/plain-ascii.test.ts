import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainAscii } from './plain-ascii.ts';

it('takes Vietnamese marks off and keeps the letters', () => {
  expect(plainAscii('Đường dây nóng “bảo vệ trẻ em” – 111')).toBe(
    'Duong day nong "bao ve tre em" - 111',
  );
  expect(plainAscii('ễ ậ ỡ ư đ Đ Ỹ')).toBe('e a o u d D Y');
});

it('gives printable ASCII only, never longer than it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = plainAscii(text);
      expect(plain).toMatch(/^[ -~]*$/);
      expect(plain.length).toBeLessThanOrEqual(text.normalize('NFD').length);
    }),
  );
});
