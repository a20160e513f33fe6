import { describe, expect, it } from 'vitest';
import { countSms, isPlainSms, sayCount } from './sms.ts';

describe('countSms', () => {
  it.each([
    ['', 0, 0],
    ['a'.repeat(160), 160, 1],
    ['a'.repeat(161), 161, 2],
    ['a'.repeat(306), 306, 2],
    ['a'.repeat(307), 307, 3],
    ['ạ'.repeat(70), 70, 1],
    ['ạ'.repeat(71), 71, 2],
    ['ạ'.repeat(134), 134, 2],
    ['ạ'.repeat(135), 135, 3],
  ])('counts %# as the network does', (text, units, parts) => {
    expect(countSms(text)).toMatchObject({ units, parts });
  });

  it('counts characters of the extension table twice', () => {
    expect(countSms('[a]')).toEqual({ units: 5, parts: 1, alphabet: 'plain' });
  });

  it('lets one letter with a diacritic make the whole text dear', () => {
    expect(countSms(`${'a'.repeat(70)}đ`)).toEqual({ units: 71, parts: 2, alphabet: 'unicode' });
  });
});

describe('isPlainSms', () => {
  it('refuses curly quotes and dashes, which look harmless', () => {
    expect(isPlainSms('Xin goi 111.')).toBe(true);
    expect(isPlainSms('“Xin goi”')).toBe(false);
    expect(isPlainSms('13–20')).toBe(false);
  });
});

describe('sayCount', () => {
  it('says characters, messages and what one holds', () => {
    expect(sayCount('ạ'.repeat(71))).toBe(
      '71 ký tự có dấu, gửi thành 2 tin (tin nối, mỗi tin 67).',
    );
    expect(sayCount('abc')).toBe('3 ký tự không dấu, gửi thành 1 tin (một tin chứa 160).');
  });
});
