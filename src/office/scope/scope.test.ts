import { describe, expect, it } from 'vitest';
import type { KeptProgramme } from '../../records/contract.ts';
import { chooseScope, quickDates } from './scope.ts';

function programme(id: string, from: string, to: string): KeptProgramme {
  return {
    id,
    edited: false,
    programme: {
      title: id,
      basis: 'Kế hoạch thử',
      legal: [],
      past: false,
      period: { from, to },
      targets: { reached: 100, trained: 90 },
      required: { 'giao-vien': ['tong-quan'] },
      reportingDates: [{ due: to, name: 'Tổng kết' }],
      order: 1,
    },
  };
}

const old = programme('2021-2025', '2021-01-01', '2025-12-31');
const now = programme('hien-nay', '2026-01-01', '2027-12-31');

describe('the programme and day that figures are shown for', () => {
  it('are the current programme and today when the address names none', () => {
    const scope = chooseScope({ programme: null, on: null }, [old, now], 'hien-nay', '2026-11-21');
    expect(scope?.kept.id).toBe('hien-nay');
    expect(scope?.on).toBe('2026-11-21');
  });

  it('end with the programme when its period is over', () => {
    const route = { programme: '2021-2025', on: null };
    expect(chooseScope(route, [old, now], 'hien-nay', '2026-11-21')?.on).toBe('2025-12-31');
  });

  it('follow the address, and fall back when it names an unknown programme', () => {
    const known = { programme: '2021-2025', on: '2024-05-31' };
    expect(chooseScope(known, [old, now], 'hien-nay', '2026-11-21')).toEqual({
      kept: old,
      on: '2024-05-31',
    });
    const unknown = { programme: 'khong-co', on: null };
    expect(chooseScope(unknown, [old, now], 'hien-nay', '2026-11-21')?.kept.id).toBe('hien-nay');
    expect(chooseScope(unknown, [], 'hien-nay', '2026-11-21')).toBeNull();
  });
});

describe('quick picks of the reporting date', () => {
  const site = [
    { due: '2026-12-01', name: 'Báo cáo năm' },
    { due: '2030-06-15', name: 'Ngoài giai đoạn' },
  ];

  it('offer today and the dates of programme and site within the period, in order', () => {
    expect(quickDates(now, site, '2026-11-21')).toEqual([
      { day: '2026-11-21', name: 'Hôm nay' },
      { day: '2026-12-01', name: 'Báo cáo năm' },
      { day: '2027-12-31', name: 'Tổng kết' },
    ]);
  });

  it('do not offer today for a programme that is over', () => {
    expect(quickDates(old, site, '2026-11-21')).toEqual([{ day: '2025-12-31', name: 'Tổng kết' }]);
  });
});
