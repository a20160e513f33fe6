import { describe, expect, it } from 'vitest';
import { Office, recordFile } from './records-office.ts';

const roster = `Mã,Họ và tên,Trường,Cấp học,Chức vụ,Email
GV001,Lò Thị Ban,Trường Mầm non Hoa Ban,MN,Giáo viên,ban@example.invalid
GV002,Nguyễn Văn Đạt,Trường Tiểu học Chiềng Lề,TH,Hiệu trưởng,
GV003,Trần Thị Ở,Trường Tiểu học Chiềng Lề,TH,Kế toán,
`;

describe('importing a roster', () => {
  it('takes people and units, and importing it again changes nothing', async () => {
    const office = await Office.open();
    const preview = await office.take(roster, 'ds.csv');
    expect(preview.kind).toBe('roster');
    expect(preview.counts.new).toBe(3);
    expect(await office.state()).toMatchObject({ people: 3, units: 3 });
    const again = await office.preview(roster, 'ds.csv');
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 3 });
  });

  it('moves coverage by one person when a record file is imported', async () => {
    const office = await Office.open();
    await office.take(roster);
    const before = await office.coverage();
    expect(before.total.trained).toMatchObject({ numerator: 0, denominator: 3, shown: '0,0%' });
    const file = recordFile({ name: 'Nguyễn Văn Đạt', unit: 'TH Chiềng Lề', code: 'gv 002' }, [{}]);
    const preview = await office.take(file, 'ket-qua.json');
    expect(preview.counts.new).toBe(1);
    const after = await office.coverage();
    expect(after.total.trained).toMatchObject({ numerator: 1, denominator: 3, shown: '33,3%' });
    expect(after.bySource.find(({ source }) => source === 'device')?.people).toBe(1);
    const csv = await (
      await office.request('/api/exports/completions.csv?programme=hien-hanh&on=2026-12-31')
    ).text();
    expect(csv).toContain('GV002;Nguyễn Văn Đạt;Trường Tiểu học Chiềng Lề');
  });
});
