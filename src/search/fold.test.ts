import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dAliases, fold, wordsOf } from './fold.ts';

describe('fold', () => {
  it('takes away tones, vowel marks, capitals and the stroke of đ', () => {
    expect(fold('Đường dây nóng, ưỡn ẹo')).toBe('duong day nong, uon eo');
  });

  it('gives the same for composed and decomposed text, and twice gives the same as once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('dAliases', () => {
  it('gives each word with đ once, with d, its tones kept', () => {
    expect(dAliases('Đuối nước: đường, ĐƯỜNG và dây')).toEqual(['duối', 'dường']);
  });

  it('gives nothing for text without đ', () => {
    expect(dAliases('Bạo lực học')).toEqual([]);
  });
});

describe('wordsOf', () => {
  it('parts text at everything that is no letter or digit', () => {
    expect(wordsOf('18/2025/TT-BGDĐT, “xâm hại”')).toEqual([
      '18',
      '2025',
      'TT',
      'BGDĐT',
      'xâm',
      'hại',
    ]);
  });
});
