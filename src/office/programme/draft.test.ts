import { describe, expect, it } from 'vitest';
import type { Programme } from '../../schemas/programme.ts';
import { draftProblems, rolesOutside, toDraft, toProgramme, withModule } from './draft.ts';

const programme: Programme = {
  title: 'Chương trình thử',
  basis: 'Kế hoạch thử',
  legal: [],
  past: false,
  period: { from: '2026-01-01', to: '2027-12-31' },
  targets: { reached: 100, trained: 90 },
  required: { 'giao-vien': ['tong-quan'] },
  reportingDates: [],
  order: 1,
};

describe('editing a programme', () => {
  it('gives the same programme back when nothing was changed', () => {
    expect(toProgramme(toDraft(programme), programme)).toEqual(programme);
  });

  it('sets, changes and drops targets of school indicators', () => {
    const draft = toDraft({ ...programme, indicators: { 'ke-hoach': 100, 'dau-moi': 95 } });
    const indicators = { ...draft.indicators, 'ke-hoach': '', 'dau-moi': '90', 'cong-khai': '80' };
    expect(toProgramme({ ...draft, indicators }, programme)?.indicators).toEqual({
      'cong-khai': 80,
      'dau-moi': 90,
    });
    expect(draftProblems({ ...draft, indicators: { ...indicators, 'cong-khai': '101' } })).toEqual([
      'Mục tiêu "Đã công khai kế hoạch": ghi số nguyên từ 1 đến 100.',
    ]);
  });

  it('keeps the modules of a role in the order of the site', () => {
    const draft = withModule(toDraft(programme), 'giao-vien', 'an-toan', true, [
      'an-toan',
      'tong-quan',
    ]);
    expect(draft.required['giao-vien']).toEqual(['an-toan', 'tong-quan']);
  });

  it('leaves a role without modules out of the denominator', () => {
    const draft = withModule(toDraft(programme), 'cbql', 'tong-quan', true, ['tong-quan']);
    const cleared = withModule(draft, 'giao-vien', 'tong-quan', false, ['tong-quan']);
    const next = toProgramme(cleared, programme);
    expect(next?.required).toEqual({ cbql: ['tong-quan'] });
    expect(next && rolesOutside(next)).toContain('Giáo viên');
  });

  it.each([
    [{ trained: '' }, 'Mục tiêu bồi dưỡng: ghi số nguyên từ 1 đến 100.'],
    [{ trained: '90,5' }, 'Mục tiêu bồi dưỡng: ghi số nguyên từ 1 đến 100.'],
    [{ reached: '101' }, 'Mục tiêu tuyên truyền: ghi số nguyên từ 1 đến 100.'],
    [{ to: '2025-01-01' }, 'Giai đoạn: ngày cuối phải sau ngày đầu.'],
    [{ from: '' }, 'Giai đoạn: ghi đủ ngày đầu và ngày cuối.'],
  ])('refuses %o and says what to mend', (change, problem) => {
    const draft = { ...toDraft(programme), ...change };
    expect(draftProblems(draft)).toEqual([problem]);
    expect(toProgramme(draft, programme)).toBeNull();
  });
});
