import { describe, expect, it } from 'vitest';
import type { Programme } from '../../schemas/programme.ts';
import { basesOf, citation, type LegalAct, letterFor, linesOf } from './letter.ts';

const act: LegalAct = {
  id: 'tt-18-2025-bgddt',
  number: '18/2025/TT-BGDĐT',
  title: 'Thông tư hướng dẫn công tác tư vấn học đường',
  issuer: 'Bộ Giáo dục và Đào tạo',
  issued: '2025-09-15',
  inForceFrom: '2025-10-31',
  inForceUntil: null,
  lasting: true,
};
const old: LegalAct = {
  ...act,
  id: 'tt-33-2018-bgddt',
  number: '33/2018/TT-BGDĐT',
  inForceFrom: '2019-02-15',
  inForceUntil: '2025-10-31',
};
const programme: Programme = {
  title: 'Bồi dưỡng năm học 2026–2027',
  basis: 'Kế hoạch thử',
  legal: [old.id, act.id, 'khong-co'],
  past: false,
  period: { from: '2026-09-01', to: '2027-08-31' },
  targets: { reached: 90, trained: 90 },
  required: { cbql: ['tong-quan'] },
  reportingDates: [],
  order: 1,
};
const facts = {
  programme,
  on: '2026-12-01',
  occasion: 'Báo cáo năm 2026, trường gửi Phòng',
  place: 'Hoa Ban',
  acts: [act, old],
};

describe('what a report rests on', () => {
  it('is in force on the day of the report', () => {
    expect(basesOf(programme, [act, old], '2026-12-01')).toEqual([citation(act)]);
    expect(basesOf(programme, [act, old], '2025-10-30')).toEqual([citation(old)]);
    expect(basesOf(programme, [act, old], '2025-10-31')).toEqual([citation(act)]);
    expect(basesOf(programme, [{ ...act, lasting: false }], '2026-12-01')).toEqual([]);
  });

  it('is cited by kind, number, day, issuer and subject; a law by its name', () => {
    expect(citation(act)).toBe(
      'Căn cứ Thông tư số 18/2025/TT-BGDĐT ngày 15/9/2025 của Bộ Giáo dục và Đào tạo hướng dẫn công tác tư vấn học đường',
    );
    expect(
      citation({ ...act, title: 'Luật Trẻ em', number: '102/2016/QH13', issued: '2016' }),
    ).toBe('Căn cứ Luật Trẻ em số 102/2016/QH13');
  });
});

describe('the letter to begin with', () => {
  it('of a Phòng names the reporting date, who it goes to and who signs', () => {
    const reporter = { name: 'Phòng VHXH', kind: 'phong', above: 'Sở GDĐT' } as const;
    expect(letterFor({ ...facts, reporter }, null)).toMatchObject({
      parent: '',
      issuer: 'Phòng VHXH',
      place: 'Hoa Ban',
      about:
        'Kết quả bồi dưỡng năm học 2026–2027 (Báo cáo năm 2026; số liệu đến hết ngày 01/12/2026)',
      bases: [citation(act)],
      recipients: ['Sở GDĐT', 'Các trường trên địa bàn', 'Lưu: VT'],
      signer: ['TRƯỞNG PHÒNG'],
    });
  });

  it('of a school stands under its Phòng and is signed by its head', () => {
    const reporter = { name: 'Trường Số 1', kind: 'truong', above: 'Phòng VHXH' } as const;
    expect(letterFor({ ...facts, reporter, occasion: null }, null)).toMatchObject({
      parent: 'Phòng VHXH',
      recipients: ['Phòng VHXH', 'Lưu: VT'],
      signer: ['HIỆU TRƯỞNG'],
      about: 'Kết quả bồi dưỡng năm học 2026–2027 (số liệu đến hết ngày 01/12/2026)',
    });
  });

  it('keeps the words of the last one, not its figures or its day', () => {
    const reporter = { name: 'Phòng VHXH', kind: 'phong', above: 'Sở GDĐT' } as const;
    const habit = { parent: 'UBND', symbol: 'BC-X', place: 'Y', recipients: ['Z'], signer: ['W'] };
    expect(letterFor({ ...facts, reporter }, habit)).toMatchObject({ ...habit, dated: '' });
  });
});

it('takes a text field line by line', () => {
  expect(linesOf(' a \n\n b\n')).toEqual(['a', 'b']);
});
