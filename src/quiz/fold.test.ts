import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameText } from './fold.ts';

const WORDS = ['Đường dây nóng', 'bạo lực học đường', 'hoà giải', 'Thúy', '111', 'ưu tiên'];

describe('comparing typed text', () => {
  it.each([
    ['Đường dây nóng', 'duong day nong'],
    ['Đường dây nóng', 'ĐƯỜNG  DÂY NÓNG'],
    ['đường dây nóng', 'duongdaynong'],
    ['111', ' 1 1 1. '],
    ['hoà giải', 'hòa giải'],
    ['ba mươi', 'Ba mươi!'],
  ])('takes %j and %j for the same', (a, b) => {
    expect(sameText(a, b, false)).toBe(true);
  });

  it.each([
    ['111', '113'],
    ['-5', '5'],
    ['bạo lực', 'bạo hành'],
    ['111', ''],
  ])('tells %j from %j', (a, b) => {
    expect(sameText(a, b, false)).toBe(false);
  });

  it('compares diacritics when strict, but neither case nor where the tone stands', () => {
    expect(sameText('hoà giải', 'Hòa  giải ', true)).toBe(true);
    expect(sameText('thuý', 'thúy', true)).toBe(true);
    expect(sameText('hoà giải', 'hoa giai', true)).toBe(false);
    expect(sameText('đường', 'dường', true)).toBe(false);
    expect(sameText('ba mươi', 'bamươi', true)).toBe(false);
  });

  it('does not see how diacritics are composed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS), fc.boolean(), (word, strict) => {
        expect(sameText(word.normalize('NFC'), word.normalize('NFD'), strict)).toBe(true);
      }),
    );
  });

  it('is the same both ways round for any two texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (a, b, strict) => {
        expect(sameText(a, b, strict)).toBe(sameText(b, a, strict));
        expect(sameText(a, a, strict)).toBe(true);
      }),
    );
  });
});
