import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markWords, plainExcerpt, saysIt } from './marks.ts';

const shown = (text: string, query: string) =>
  markWords(text, query)
    .map((run) => (run.marked ? `[${run.text}]` : run.text))
    .join('');

describe('markWords', () => {
  it.each([
    ['Đường dây nóng Ngày Mai', 'duong day nong', '[Đường dây nóng] Ngày Mai'],
    ['Phòng, chống đuối nước', 'đuoi nuoc', 'Phòng, chống [đuối nước]'],
    ['Bạo lực và bảo vệ', 'bao luc', '[Bạo lực] và bảo vệ'],
    ['báo tin, bảo vệ', 'báo', '[báo] tin, bảo vệ'],
    ['Gọi 111 ngay', '111', 'Gọi [111] ngay'],
    ['Anh an toàn', 'an', 'Anh [an] toàn'],
    ['trường học', 'truon', '[trường] học'],
    ['lực bạo', 'bao luc', '[lực bạo]'],
    ['không có gì', 'xyz', 'không có gì'],
  ])('marks in “%s” what “%s” means', (text, query, marked) => {
    expect(shown(text, query)).toBe(marked);
  });

  it('never changes the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (text, query) => {
          expect(
            markWords(text, query)
              .map((run) => run.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});

describe('saysIt', () => {
  it.each([
    ['bị xâm hại thì kể', 'xam hai', true],
    ['hai người bị hại', 'xam hai', false],
    ['đường dây nóng', 'duong day nong', true],
    ['Gọi 111 ngay', '111', true],
    ['không có gì', '111', false],
    ['', 'xam hai', false],
  ])('of “%s” and “%s” is %s', (text, query, says) => {
    expect(saysIt(text, query)).toBe(says);
  });
});

describe('plainExcerpt', () => {
  it('takes marks and entities out and says where the text was cut', () => {
    expect(plainExcerpt('khi <mark>trẻ</mark> &lt;16 tuổi &amp; cha mẹ')).toBe(
      '… khi trẻ <16 tuổi & cha mẹ …',
    );
  });

  it('leaves whole sentences as they are', () => {
    expect(plainExcerpt('Em không có lỗi.')).toBe('Em không có lỗi.');
  });

  it('undoes an escaped entity once only', () => {
    expect(plainExcerpt('&amp;lt;b&amp;gt;.')).toBe('&lt;b&gt;.');
  });
});
