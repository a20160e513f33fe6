import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classKey, nearUnits, unitKey } from './name-keys.ts';

const place = fc.constantFrom('Kế Ba', 'Chiềng Lề', 'Mường Bon', 'số 1 Tô Hiệu', '2 Quyết Thắng');
const kinds = [
  ['THCS', 'Trường THCS', 'Trường Trung học cơ sở', 'trung học cơ sở', 'TRƯỜNG TRUNG HỌC CƠ SỞ'],
  ['TH', 'Tiểu học', 'Trường Tiểu học', 'TRƯỜNG TH'],
  ['MN', 'Mầm non', 'Trường Mầm non', 'Trường MN'],
  ['MG', 'Mẫu giáo', 'Trường mẫu giáo'],
  ['PTDTBT TH', 'Trường Phổ thông dân tộc bán trú Tiểu học', 'PTDTBT Tiểu học'],
  ['PTDTBT THCS', 'Trường PTDTBT Trung học cơ sở', 'Phổ thông dân tộc bán trú THCS'],
  ['TH&THCS', 'TH và THCS', 'Trường Tiểu học và Trung học cơ sở', 'Trường TH - THCS'],
  ['PTDTNT', 'Trường Phổ thông dân tộc nội trú'],
] as const;

describe('the key of a unit name', () => {
  it('is the same for all spellings of a kind, and different for every two kinds and places', () => {
    const named = fc.record({
      kind: fc.nat(kinds.length - 1),
      spelling: fc.nat(9),
      place,
      form: fc.constantFrom('NFC', 'NFD'),
      gap: fc.constantFrom(' ', '  ', ' - '),
    });
    fc.assert(
      fc.property(named, named, (one, other) => {
        const write = ({ kind, spelling, place: at, form, gap }: typeof one) => {
          const words = kinds[kind] ?? kinds[0];
          return `${words[spelling % words.length]}${gap}${at}`.normalize(form);
        };
        const same = one.kind === other.kind && one.place === other.place;
        expect(unitKey(write(one)) === unitKey(write(other))).toBe(same);
      }),
    );
  });

  it('knows offices by their short names', () => {
    expect(unitKey('Phòng GD&ĐT Mộc Châu')).toBe(unitKey('Phòng Giáo dục và Đào tạo Mộc Châu'));
    expect(unitKey('Phòng VH-XH xã A')).toBe(unitKey('Phòng Văn hóa – Xã hội xã A'));
    expect(unitKey('Trường')).toBe('truong');
  });

  it('is near another one for a slip or a word, never for another number', () => {
    const near = (one: string, other: string) => nearUnits(unitKey(one), unitKey(other));
    expect(near('THCS Chiềng Lề', 'THCS Chiềng Lênh')).toBe(false);
    expect(near('THCS Chiềng Xôm', 'THCS Chiềng Xom xã')).toBe(true);
    expect(near('THCS Chiềng Sinh', 'THCS Chieng Sihn')).toBe(true);
    expect(near('TH Mường Bú', 'TH Mường Bi')).toBe(false);
    expect(near('THCS Mường Bon', 'THCS xã Mường Bon')).toBe(true);
    expect(near('THCS số 1 Mường Bon', 'THCS số 2 Mường Bon')).toBe(false);
    expect(near('MN Mường Bon', 'MG Mường Bon')).toBe(false);
    expect(near('PTDTBT THCS Mường Bon', 'THCS Mường Bon')).toBe(false);
    expect(near('THCS Mường Bon 1', 'THCS Mường Bon')).toBe(false);
    expect(near('THCS Mường Bon', 'Trường Trung học cơ sở Mường Bon')).toBe(false);
  });
});

describe('the key of a class name', () => {
  it('is the same however grade, letter and number are spaced, cased and introduced', () => {
    const grade = fc.integer({ min: 1, max: 12 });
    const letter = fc.constantFrom('A', 'B', 'D', 'Đ', 'E', 'Ă');
    const number = fc.constantFrom('', '1', '2', '12');
    const named = fc.tuple(grade, letter, number);
    const writing = fc.record({
      before: fc.constantFrom('', 'Lớp ', 'lớp  ', 'LỚP '),
      gap: fc.constantFrom('', ' ', '-', ' . '),
      second: fc.constantFrom('', ' ', '.'),
      lower: fc.boolean(),
      form: fc.constantFrom('NFC', 'NFD'),
    });
    fc.assert(
      fc.property(named, named, writing, writing, (one, other, first, second) => {
        const write = ([at, by, no]: typeof one, how: typeof first) => {
          const name = `${how.before}${at}${how.gap}${by}${no === '' ? '' : how.second + no}`;
          return (how.lower ? name.toLowerCase() : name).normalize(how.form);
        };
        const same = one.join() === other.join();
        expect(classKey(write(one, first)) === classKey(write(other, second))).toBe(same);
      }),
    );
  });

  it('keeps numbers and nursery names apart', () => {
    expect(classKey('Lớp Lá 1')).toBe(classKey('lá 1'));
    expect(classKey('6/1')).not.toBe(classKey('61'));
    expect(classKey('Mẫu giáo 5 tuổi A')).toBe(classKey('mẫu giáo 5 tuổi A'));
    expect(classKey('Lớp')).toBe('lop');
  });
});
