import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isThisPcAlone, type ReminderFacts, reminderText, smsParts, smsText } from './reminder.ts';

const facts: ReminderFacts = {
  officeName: 'Phòng Văn hóa – Xã hội (mẫu)',
  unitName: 'Trường Tiểu học Bình Minh',
  programmeTitle: 'Chương trình hiện nay',
  on: '2026-05-31',
  due: '2026-06-15',
  total: 2,
  people: [
    {
      personId: '1',
      code: 'A1',
      name: 'Lò Thị Mai',
      unit: 'Trường Tiểu học Bình Minh',
      role: 'giao-vien' as const,
      missing: [
        { module: 'tong-quan', status: null },
        { module: 'bao-luc', status: 'failed' as const },
      ],
    },
    {
      personId: '2',
      code: 'A2',
      name: 'Cà Văn Nam',
      unit: 'Trường Tiểu học Bình Minh',
      role: 'nhan-vien' as const,
      missing: [{ module: 'bao-luc', status: null }],
    },
  ],
  titles: new Map([
    ['tong-quan', 'Tổng quan'],
    ['bao-luc', 'Phòng, chống bạo lực'],
  ]),
  site: 'https://example.invalid',
  home: 'browser',
};

describe('the reminder to copy into Zalo or an e-mail', () => {
  it('says unit, day, how many, what is missing, where to go and by when, without naming anybody', () => {
    const text = reminderText(facts, false);
    expect(text).toContain('các thầy cô Trường Tiểu học Bình Minh');
    expect(text).toContain('ngày 31/5/2026, còn 2 người');
    expect(text).toContain('trước ngày 15/6/2026');
    expect(text).toContain('- Phòng, chống bạo lực (2 người)\n- Tổng quan (1 người)');
    expect(text).toContain('https://example.invalid/tap-huan/');
    expect(text).not.toContain('Lò Thị Mai');
    expect(reminderText({ ...facts, due: null }, false)).not.toContain('trước ngày');
  });

  it('tells how results come in where the records are: as a file, or by themselves with a code', () => {
    expect(reminderText(facts, false)).toContain('lưu tệp kết quả và gửi lại');
    const server = reminderText({ ...facts, home: 'server' }, false);
    expect(server).toContain('kết quả tự gửi về');
    expect(server).not.toContain('tệp kết quả');
  });

  it('names everybody with what they lack when it goes to the focal teacher', () => {
    const text = reminderText(facts, true);
    expect(text).toContain('1. Lò Thị Mai: Tổng quan; Phòng, chống bạo lực');
    expect(text).toContain('2. Cà Văn Nam: Phòng, chống bạo lực');
  });

  it('adds each one’s unit when it goes to all units', () => {
    const text = reminderText({ ...facts, unitName: null }, true);
    expect(text).toContain('Kính gửi các thầy cô,');
    expect(text).toContain('2. Cà Văn Nam (Trường Tiểu học Bình Minh): ');
  });
});

describe('the reminder as a text message', () => {
  it('is plain Latin and says who, how many, where and by when, in two messages at most', () => {
    const text = smsText(facts);
    expect(text).toBe(
      'Kinh gui thay co Truong Tieu hoc Binh Minh: con 2 nguoi chua hoc xong tap huan. Xin vao https://example.invalid/tap-huan/ hoc truoc 15/6/2026. Vuong gi xin bao dau moi. Cam on! Phong Van hoa - Xa hoi (mau)',
    );
    expect(smsParts(text)).toBe(2);
  });

  it('never holds a letter that would make messages shorter, whatever a unit is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (unitName) => {
        expect(smsText({ ...facts, unitName })).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  it('is counted in messages of 160, or parts of 153', () => {
    expect([160, 161, 306, 307].map((length) => smsParts('x'.repeat(length)))).toEqual([
      1, 2, 2, 3,
    ]);
  });
});

describe('an address in a reminder', () => {
  it('is known to lead nowhere when it is this PC’s own', () => {
    expect(isThisPcAlone('http://127.0.0.1:4321')).toBe(true);
    expect(isThisPcAlone('http://localhost:4321')).toBe(true);
    expect(isThisPcAlone('https://truong.example.vn')).toBe(false);
  });
});
