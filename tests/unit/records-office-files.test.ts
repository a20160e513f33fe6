import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pupilCoverageSchema } from '../../src/records/contract/figures.ts';
import { coverageSchema, type ImportPreview, unitSchema } from '../../src/records/contract.ts';
import {
  classList,
  communeRoster,
  compoundFile,
  everythingWorkbook,
  GOOGLE_FORM,
  managementSystemStaff,
  NURSERY_GROUPS,
} from '../fixtures/records/office-files.ts';
import { Office } from './records-office.ts';

/** What is told of each row of a verdict: its place and its cells. */
async function told(office: Office, preview: ImportPreview, verdict: string): Promise<string[]> {
  const rows = await office.rows(preview, verdict);
  return rows.map(({ row, cells }) => `${row}: ${cells.map(({ value }) => value).join(' | ')}`);
}

describe('a file as an office has it', () => {
  it('is a commune’s roster with everything around the people', async () => {
    const office = await Office.open();
    const preview = await office.preview(await communeRoster(), 'DS CBGVNV.xlsx');
    expect(preview).toMatchObject({ kind: 'roster', ready: true, counts: { error: 0, new: 7 } });
    const mamNon = 'Trường Mầm non Hoa Ban';
    const lienCap = 'Trường TH&THCS Chiềng Lề';
    expect(await told(office, preview, 'new')).toEqual([
      `11: 1001 | Lò Thị Ban | ${mamNon} | Hiệu trưởng | ban@example.invalid | 05/09/2020`,
      `12: 01002 | Cà Văn Nam | ${mamNon} | GV | 2021-09-05`,
      `13: 1003 | Quàng Thị Én | ${mamNon} | Giáo viên | 5-9-22 | 30.6.2026`,
      `15: 1004 | Tòng Thị Cộng | ${mamNon} | Cấp dưỡng | 44809`,
      `18: 1005 | Giàng A Páo | ${lienCap} | P. Hiệu trưởng | ngày 15 tháng 8 năm 2019`,
      `19: 1006 | Vì Văn Tổng | ${lienCap} | TPT Đội | 2018-08-15`,
      `20: 1007 | Nguyễn Thị Hồng Nhung | ${lienCap} | Kế toán`,
    ]);
    const ignored = (await office.rows(preview, 'ignored')).map(({ row, reason }) => [row, reason]);
    expect(ignored).toContainEqual([28, 'Tên người ký, không phải người học.']);
    const warnings = preview.warnings.join('\n');
    expect(warnings).toContain(`${mamNon}; ${lienCap}`);
    expect(warnings).toContain('đang ẩn: "2025-2026"');
    expect(warnings).toContain('Không đọc trang tính "DM"');
    await office.confirm(preview);
    const kept = await office.app.home.database.kysely
      .selectFrom('person')
      .select(['code', 'role', 'from_day', 'to_day'])
      .orderBy('code')
      .execute();
    expect(kept.map(({ code, role, from_day, to_day }) => [code, role, from_day, to_day])).toEqual([
      ['01002', 'giao-vien', '2021-09-05', null],
      ['1001', 'cbql', '2020-09-05', null],
      ['1003', 'giao-vien', '2022-09-05', '2026-06-30'],
      ['1004', 'nhan-vien', '2022-09-05', null],
      ['1005', 'cbql', '2019-08-15', null],
      ['1006', 'doan-doi', '2018-08-15', null],
      ['1007', 'nhan-vien', null, null],
    ]);
  });

  it('is a management system’s list, in which those who left are told from those on leave', async () => {
    const office = await Office.open();
    const preview = await office.preview(await managementSystemStaff(), 'DanhSachCanBo.xlsx');
    expect(preview).toMatchObject({ kind: 'roster', ready: true, counts: { new: 4, ignored: 2 } });
    expect((await office.rows(preview, 'ignored')).map(({ reason }) => reason)).toEqual([
      'Không còn làm việc ở đây ("Chuyển đi").',
      'Không còn làm việc ở đây ("Đã nghỉ hưu").',
    ]);
    expect((await told(office, preview, 'new')).at(-1)).toContain('Mùa A Sếnh');
  });

  it('says of who has left since, that the file no longer has them', async () => {
    const office = await Office.open();
    await office.take(
      'Mã,Họ và tên,Đơn vị,Chức vụ\n1401234503,Hà Văn Đức,Trường Tiểu học Chiềng Lề,GV\n',
    );
    const preview = await office.preview(await managementSystemStaff(), 'DanhSachCanBo.xlsx');
    const [gone] = await office.rows(preview, 'gone');
    expect(gone?.proposal?.text).toContain('Hà Văn Đức');
  });

  it('is a form’s answers, with text of several lines and somebody who answered twice', async () => {
    const office = await Office.open();
    const preview = await office.preview(GOOGLE_FORM, 'Phản hồi.csv');
    expect(preview).toMatchObject({ ready: true, counts: { new: 2, ignored: 1, error: 0 } });
    expect((await office.rows(preview, 'ignored'))[0]).toMatchObject({
      row: 4,
      reason: 'Lặp lại dòng 2.',
    });
    await office.confirm(preview);
    // One school, however it was written.
    const units = await office.json(z.array(unitSchema), '/api/units');
    expect(units.filter(({ kind }) => kind === 'truong')).toHaveLength(1);
  });

  it('is a list of classes with sums of each grade', async () => {
    const office = await Office.open();
    await office.take(await managementSystemStaff(), 'DanhSachCanBo.xlsx');
    const preview = await office.preview(await classList(), 'si so.xlsx');
    expect(preview).toMatchObject({ kind: 'classes', ready: true, counts: { new: 3, error: 0 } });
    expect(
      (await office.rows(preview, 'new')).map(({ row, cells }) => [row, cells[2]?.value]),
    ).toEqual([
      [5, '31'],
      [6, '29'],
      [8, '33'],
    ]);
  });
});

describe('a workbook of several sheets', () => {
  it('is read for the people when they are most of it, and says which sheets are left', async () => {
    const office = await Office.open();
    const preview = await office.preview(await everythingWorkbook(), 'ke khai.xlsx');
    expect(preview).toMatchObject({ kind: 'roster', ready: true });
    expect(preview.mapping.sheets.map(({ sheet, school }) => [sheet, school])).toEqual([
      ['MN Hoa Ban', 'MN Hoa Ban'],
      ['TH Chiềng Lề', 'TH Chiềng Lề'],
    ]);
    expect(preview.warnings.join()).toContain('"Hướng dẫn"; "Lớp"');
    // A verdict names sheet and row; two schools may each have a GV1.
    const taken = await office.rows(preview, 'new');
    expect(taken.map(({ sheet, row }) => [sheet, row])).toEqual([
      ['MN Hoa Ban', 2],
      ['MN Hoa Ban', 3],
      ['TH Chiềng Lề', 3],
      ['TH Chiềng Lề', 4],
    ]);
    expect(await office.rows(preview, 'error')).toEqual([]);
  });

  it('is mapped sheet by sheet, each by its own columns', async () => {
    const office = await Office.open();
    const preview = await office.preview(await everythingWorkbook(), 'ke khai.xlsx');
    const [first, second] = preview.mapping.sheets;
    expect(second?.columns.map(({ field }) => field)).toEqual([null, 'code', 'name', 'role', null]);
    // The same place, another column: what the first sheet has there is not touched.
    const sheets = preview.mapping.sheets.map((sheet, at) =>
      at === 0
        ? sheet
        : {
            ...sheet,
            columns: sheet.columns.map((column) =>
              column.index === 1 ? { ...column, field: null } : column,
            ),
          },
    );
    const again = await office.remap({ ...preview, mapping: { ...preview.mapping, sheets } });
    expect(again.mapping.sheets[0]).toEqual(first);
    expect(again.counts).toMatchObject({ new: 4, error: 0 });
    await office.confirm(again);
    // Remembered for the sheet of those headers, wherever it stands.
    const next = await office.preview(await everythingWorkbook(), 'ke khai.xlsx');
    expect(next).toMatchObject({ remembered: true });
    expect(next.mapping.sheets[1]?.columns[1]?.field).toBeNull();
    expect(next.mapping.sheets[0]).toEqual(first);
  });

  it('leaves out a sheet that is not wanted, and asks for one at least', async () => {
    const office = await Office.open();
    const preview = await office.preview(await everythingWorkbook(), 'ke khai.xlsx');
    const without = (...left: number[]) => ({
      ...preview,
      mapping: {
        ...preview.mapping,
        sheets: preview.mapping.sheets.map((sheet, at) => ({
          ...sheet,
          included: !left.includes(at),
        })),
      },
    });
    const none = await office.remap(without(0, 1));
    expect(none.ready).toBe(false);
    expect(none.warnings.join()).toContain('Hãy chọn ít nhất một trang');
    const one = await office.remap(without(0));
    expect(one).toMatchObject({ ready: true, counts: { new: 2, error: 0 } });
    expect((await office.rows(one)).map(({ sheet }) => sheet)).toEqual([
      'TH Chiềng Lề',
      'TH Chiềng Lề',
    ]);
  });
});

describe('private nursery groups', () => {
  it('come with their staff, have classes, and are counted as units of their own', async () => {
    const office = await Office.open();
    await office.take(NURSERY_GROUPS, 'nhom tre.csv');
    const units = await office.json(z.array(unitSchema), '/api/units');
    const groups = units.filter(({ kind }) => kind === 'nhom-tre');
    expect(groups.map(({ name, level, people }) => [name, level, people]).sort()).toEqual([
      ['Lớp mẫu giáo độc lập Ánh Dương', 'mam-non', 1],
      ['Nhóm lớp độc lập tư thục Bé Ngoan', 'mam-non', 1],
      ['Nhóm trẻ Hoa Sen', 'mam-non', 2],
    ]);
    await office.take(
      'Cơ sở;Nhóm/lớp;Số trẻ;Năm học\nNhóm trẻ Hoa Sen;24–36 tháng;12;2026-2027\n',
      'tre.csv',
    );
    const asked = 'programme=hien-hanh&on=2026-11-20';
    const pupils = await office.json(pupilCoverageSchema, `/api/coverage/pupils?${asked}`);
    expect(pupils.byUnit).toMatchObject([
      { name: 'Nhóm trẻ Hoa Sen', pupils: { numerator: 0, denominator: 12 } },
    ]);
    const coverage = await office.json(coverageSchema, `/api/coverage?${asked}`);
    expect(coverage.total.people).toBe(4);
    expect(coverage.byUnit.map(({ name }) => name)).toContain('Nhóm lớp độc lập tư thục Bé Ngoan');
    expect(coverage.byLevel.map(({ id, people }) => [id, people])).toEqual([['mam-non', 4]]);
    // The school's file and the report take them as they take a school.
    const group = groups.find(({ name }) => name === 'Nhóm trẻ Hoa Sen');
    const file = await office.request(`/api/exports/school-file?unit=${group?.id}`);
    expect(file.status).toBe(200);
    const report = await office.request(`/api/exports/report.docx?${asked}`, {
      method: 'POST',
      body: JSON.stringify({ issuer: 'Phòng Văn hóa – Xã hội', about: 'Công tác xã hội' }),
    });
    const parts = unzipSync(new Uint8Array(await report.arrayBuffer()));
    const text = new TextDecoder().decode(parts['word/document.xml']);
    for (const { name } of groups) expect(text).toContain(name);
  });
});

describe('a file that is no table is refused by its name, with the next step', () => {
  const html = '<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>';
  const xml2003 = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>`;
  it.each([
    ['old .xls', compoundFile('Workbook'), 'old-excel', 'đời cũ (.xls)', 'Lưu thành'],
    [
      'password',
      compoundFile('EncryptionInfo', 'EncryptedPackage'),
      'password',
      'có mật khẩu',
      'xóa mật khẩu',
    ],
    ['old .doc', compoundFile('WordDocument'), 'not-a-workbook', 'Word đời cũ', 'chép bảng'],
    ['page as .xls', html, 'web-page', 'trang web', 'Lưu thành'],
    ['XML 2003', xml2003, 'old-excel', 'XML của Excel 2003', 'Lưu thành'],
  ] as const)('%s', async (_, content, code, what, step) => {
    const office = await Office.open();
    const refused = office.preview(content, 'ds.xls');
    await expect(refused).rejects.toThrow(code);
    await expect(refused).rejects.toThrow(what);
    await expect(refused).rejects.toThrow(step);
  });

  it.each([0.2, 0.5, 0.9, 0.999])('a workbook of which %f arrived', async (part) => {
    const whole = await communeRoster();
    const half = whole.slice(0, Math.floor(whole.length * part));
    await expect((await Office.open()).preview(half, 'ds.xlsx')).rejects.toThrow(
      /damaged-file.*tải hoặc chép lại/,
    );
  });
});
