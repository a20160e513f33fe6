import { describe, expect, it } from 'vitest';
import { reminderText } from './reminder.ts';

const facts = {
  officeName: 'Phòng Văn hóa – Xã hội (mẫu)',
  unitName: 'Trường Tiểu học Bình Minh',
  programmeTitle: 'Chương trình hiện nay',
  on: '2026-05-31',
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
  link: 'https://example.invalid/tap-huan/',
};

describe('the reminder to copy into Zalo or an e-mail', () => {
  it('says unit, day, how many, what is missing and where to go, without naming anybody', () => {
    const text = reminderText({ ...facts, withNames: false });
    expect(text).toContain('các thầy cô Trường Tiểu học Bình Minh');
    expect(text).toContain('ngày 31/5/2026, còn 2 người');
    expect(text).toContain('- Phòng, chống bạo lực (2 người)\n- Tổng quan (1 người)');
    expect(text).toContain('https://example.invalid/tap-huan/');
    expect(text).not.toContain('Lò Thị Mai');
  });

  it('names everybody with what they lack when it goes to the focal teacher', () => {
    const text = reminderText({ ...facts, withNames: true });
    expect(text).toContain('1. Lò Thị Mai: Tổng quan; Phòng, chống bạo lực');
    expect(text).toContain('2. Cà Văn Nam: Phòng, chống bạo lực');
  });

  it('adds each one’s unit when it goes to all units', () => {
    const text = reminderText({ ...facts, unitName: null, withNames: true });
    expect(text).toContain('Kính gửi các thầy cô,');
    expect(text).toContain('2. Cà Văn Nam (Trường Tiểu học Bình Minh): ');
  });
});
