import { describe, expect, it } from 'vitest';
import { digitsOf, findPhoneNumbers } from './phone-numbers.ts';

const written = (text: string) => findPhoneNumbers(text).map((number) => number.written);

describe('findPhoneNumbers', () => {
  it.each([
    ['Gọi 111.', ['111']],
    ['Gọi 113 hoặc 114, 115', ['113', '114', '115']],
    ['(111)', ['111']],
    ['Tổng đài 111: miễn phí', ['111']],
    ['Số 096 306 1414 mở chiều', ['096 306 1414']],
    ['Zalo 0963061414', ['0963061414']],
    ['+84 963 061 414', ['+84 963 061 414']],
    ['1800 1567', ['1800 1567']],
    ['19001567', ['19001567']],
  ])('finds the numbers in “%s”', (text, numbers) => {
    expect(written(text)).toEqual(numbers);
  });

  it.each([
    'Điều 111 Bộ luật Hình sự',
    'Nghị định 115/2020/NĐ-CP',
    'Nghị định số 113/2013',
    'Quyết định 112/QĐ-TTg',
    'Có 111 em được giúp',
    'dài 112 m, cao 115 cm',
    '111,5 điểm và 1.111 lượt',
    'trường 2021–2025',
    'năm học 2026–2027, ngày 15/6/2026',
    'chuẩn 500.000 đồng',
    'mã 2111',
  ])('leaves “%s” alone', (text) => {
    expect(written(text)).toEqual([]);
  });

  it('compares numbers however they are written', () => {
    expect(digitsOf('+84 963.061.414')).toBe(digitsOf('096 306 1414'));
  });
});
