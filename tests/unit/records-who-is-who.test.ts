import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { treeUnitSchema } from '../../src/records/contract/units.ts';
import { type ImportPreview, unmatchedSchema } from '../../src/records/contract.ts';
import { Office } from './records-office.ts';

const HEADER = 'Mã;Họ và tên;Đơn vị;Vai trò\n';
const DATED = 'Mã;Họ và tên;Đơn vị;Vai trò;Từ ngày\n';
const RESULTS = 'Mã;Họ và tên;Đơn vị;Email;Mô-đun;Kết quả;Điểm;Ngày\n';

const SCHOOL_A = `${HEADER}GV01;Lò Thị Hoa;THCS Mường A;Giáo viên\nGV02;Cà Văn Bình;THCS Mường A;Giáo viên\n`;
const SCHOOL_C = `${HEADER}GV01;Quàng Văn Dũng;TH Mường C;Giáo viên\nGV02;Bạc Thị Lan;TH Mường C;Giáo viên\n`;

function passed(code: string, name: string, unit = '', email = ''): string {
  return ['tong-quan', 'bao-luc']
    .map((module) => `${code};${name};${unit};${email};${module};Đạt;90;10/10/2026\n`)
    .join('');
}

async function schools(office: Office, on = '2026-12-31'): Promise<Record<string, number>> {
  const { byUnit } = await office.coverage(on);
  return Object.fromEntries(byUnit.map(({ name, people }) => [name, people]));
}

async function trained(office: Office): Promise<string[]> {
  const response = await office.request(
    '/api/coverage/rows?programme=hien-hanh&on=2026-12-31&figure=trained',
  );
  const rows = z.object({ rows: z.array(z.object({ name: z.string(), unit: z.string() })) });
  return rows.parse(await response.json()).rows.map(({ name, unit }) => `${name}, ${unit}`);
}

async function reasons(office: Office, preview: ImportPreview): Promise<string[]> {
  return (await office.rows(preview)).map(({ verdict, reason }) => `${verdict}: ${reason}`);
}

async function leave(office: Office, preview: ImportPreview, from: string): Promise<void> {
  const people = (await office.rows(preview, 'gone')).map((row) => row.proposal?.personId ?? '');
  const events = await office.events(`/api/imports/${preview.id}/confirm`, {
    method: 'POST',
    body: JSON.stringify({ accept: [], left: { people, from } }),
  });
  expect(events.at(-1)?.event).toBe('done');
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T03:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function itIs(day: string): void {
  vi.setSystemTime(new Date(`${day}T03:00:00Z`));
}

describe('schools that number their own staff', () => {
  it('are both imported whole, whatever the order, and again without a change', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A);
    await office.take(RESULTS + passed('GV01', 'Lò Thị Hoa'), 'kq.csv');
    const preview = await office.take(SCHOOL_C);
    expect(preview.counts).toMatchObject({ new: 2, changed: 0, proposed: 0, error: 0 });
    expect(preview.warnings.join()).toContain('2 người mới mang mã mà người tên khác');
    expect(await schools(office)).toMatchObject({ 'THCS Mường A': 2, 'TH Mường C': 2 });
    expect(await trained(office)).toEqual(['Lò Thị Hoa, THCS Mường A']);
    for (const file of [SCHOOL_A, SCHOOL_C])
      expect((await office.preview(file)).counts).toMatchObject({ same: 2, new: 0, proposed: 0 });
  });

  it('are imported whole from one file of the Phòng', async () => {
    const office = await Office.open();
    const preview = await office.take(SCHOOL_A + SCHOOL_C.slice(HEADER.length));
    expect(preview.counts).toMatchObject({ new: 4, error: 0 });
    const again = await office.preview(SCHOOL_A + SCHOOL_C.slice(HEADER.length));
    expect(again.counts).toMatchObject({ same: 4, new: 0 });
  });

  it('have results of a code told apart by the name, and by the unit beside no name', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A + SCHOOL_C.slice(HEADER.length));
    await office.take(
      RESULTS +
        passed('GV01', 'Dũng Quàng Văn') +
        passed('GV02', '', 'Trường Tiểu học Mường C') +
        passed('GV02', ''),
      'kq.csv',
    );
    expect(await trained(office)).toEqual([
      'Quàng Văn Dũng, TH Mường C',
      'Bạc Thị Lan, TH Mường C',
    ]);
    const aside = await office.json(unmatchedSchema, '/api/unmatched');
    expect(aside.records.map(({ reason }) => reason)[0]).toContain('2 người mang mã "GV02"');
  });

  it('are asked whether one of the same code and name has come over', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A + SCHOOL_C.slice(HEADER.length));
    const file = `${SCHOOL_C}GV03;Tòng Văn Chung;TH Mường C;Giáo viên\n`;
    await office.take(`${SCHOOL_A}GV03;Tòng Văn Chung;THCS Mường A;Giáo viên\n`);
    const preview = await office.preview(file);
    expect(preview.counts).toMatchObject({ same: 2, proposed: 1 });
    expect((await reasons(office, preview)).at(-1)).toContain('trường này tự đánh mã');
    await office.confirm(preview);
    expect(await schools(office)).toMatchObject({ 'THCS Mường A': 3, 'TH Mường C': 3 });
  });
});

describe('a code under another name', () => {
  it('in its school is asked about, and changes nobody without an answer', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A);
    await office.take(RESULTS + passed('GV01', 'Lò Thị Hoa'), 'kq.csv');
    const file = SCHOOL_A.replace('Lò Thị Hoa', 'Quàng Văn Dũng');
    const preview = await office.preview(file);
    expect(preview.counts).toMatchObject({ proposed: 1, same: 1, gone: 1 });
    const [row] = await office.rows(preview, 'proposed');
    expect(row?.reason).toContain('đang là của Lò Thị Hoa, nhưng tệp ghi tên "Quàng Văn Dũng"');
    await office.confirm(preview);
    expect(await trained(office)).toEqual(['Lò Thị Hoa, THCS Mường A']);
    expect((await office.state()).people).toBe(2);
  });

  it('is one person after a slip, a marriage or with other diacritics', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A);
    const accents = await office.preview(SCHOOL_A.replace('Lò Thị Hoa', 'LO THI HOA'));
    expect(accents.counts).toMatchObject({ changed: 1, proposed: 0 });
    const preview = await office.preview(SCHOOL_A.replace('Lò Thị Hoa', 'Lò Thị Ngọc Hoa'));
    const [row] = await office.rows(preview, 'proposed');
    await office.confirm(preview, [row?.key ?? -1]);
    expect(await office.preview(SCHOOL_A.replace('Lò Thị Hoa', 'Lò Thị Ngọc Hoa'))).toMatchObject({
      counts: { same: 2, proposed: 0 },
    });
    expect((await office.state()).people).toBe(2);
  });

  it('passes to somebody new once the one who had it is said to have left', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A);
    await office.take(RESULTS + passed('GV01', 'Lò Thị Hoa'), 'kq.csv');
    const file = SCHOOL_A.replace('Lò Thị Hoa', 'Quàng Văn Dũng');
    await leave(office, await office.preview(file), '2026-11-01');
    expect((await office.state()).people).toBe(3);
    expect(await schools(office)).toMatchObject({ 'THCS Mường A': 2 });
    expect(await trained(office)).toEqual([]);
    expect((await office.preview(file)).counts).toMatchObject({ same: 2, proposed: 0, new: 0 });
  });

  it('is told for each when a school numbers everybody anew', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A);
    const file = `${HEADER}GV02;Lò Thị Hoa;THCS Mường A;Giáo viên\nGV01;Cà Văn Bình;THCS Mường A;Giáo viên\n`;
    const preview = await office.preview(file);
    const rows = await office.rows(preview, 'proposed');
    expect(rows.map(({ proposal }) => proposal?.text)).toEqual([
      'Lò Thị Hoa – GV01 – THCS Mường A',
      'Cà Văn Bình – GV02 – THCS Mường A',
    ]);
    await office.confirm(
      preview,
      rows.map(({ key }) => key),
    );
    expect((await office.preview(file)).counts).toMatchObject({ same: 2, proposed: 0 });
    await office.request(`/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect((await office.preview(SCHOOL_A)).counts).toMatchObject({ same: 2, proposed: 0 });
  });
});

describe('an e-mail under another name', () => {
  const MAIL = 'Họ và tên;Email;Đơn vị;Vai trò\n';

  it('is never taken for the other person, in a roster or a report', async () => {
    const office = await Office.open();
    await office.take(`${MAIL}A Một;chung@x.vn;Trường Tệp Một;Giáo viên\n`);
    const later = await office.take(`${MAIL}C Ba;chung@x.vn;Trường Tệp Hai;Giáo viên\n`);
    expect(later.counts).toMatchObject({ new: 1, changed: 0 });
    expect((await office.state()).people).toBe(2);
  });

  it('is proposed for a result', async () => {
    const office = await Office.open();
    await office.take(`${MAIL}C Ba;chung@x.vn;Trường Tệp Hai;Giáo viên\n`);
    const file = RESULTS + passed('', 'D Bốn Khác Hẳn', '', 'chung@x.vn');
    const preview = await office.preview(file, 'kq.csv');
    expect(preview.counts).toMatchObject({ proposed: 2, new: 0 });
    expect((await reasons(office, preview))[0]).toContain('nhưng tệp ghi tên "D Bốn Khác Hẳn"');
  });

  it('that two people of one file share identifies nobody', async () => {
    const office = await Office.open();
    const preview = await office.take(
      `${MAIL}A Một;chung@x.vn;Trường Tệp Một;Giáo viên\nB Hai;chung@x.vn;Trường Tệp Một;Giáo viên\n`,
    );
    expect(preview.counts).toMatchObject({ new: 2, error: 0 });
    const file = RESULTS + passed('', 'D Bốn', '', 'chung@x.vn');
    const results = await office.preview(file, 'kq.csv');
    expect(results.counts).toMatchObject({ unmatched: 2 });
    expect((await reasons(office, results))[0]).toContain('Nhiều người dùng chung email');
  });
});

describe('whoever left and is named again', () => {
  it('is counted again from that day, and the preview says so', async () => {
    const office = await Office.open();
    itIs('2026-09-01');
    await office.take(SCHOOL_A);
    itIs('2026-10-20');
    const without = `${HEADER}GV01;Lò Thị Hoa;THCS Mường A;Giáo viên\n`;
    await leave(office, await office.preview(without), '2026-10-15');
    itIs('2026-11-22');
    const preview = await office.take(SCHOOL_A);
    expect(preview.counts).toMatchObject({ same: 1, changed: 1 });
    expect(preview.warnings.join()).toContain('1 người đã ghi nghỉ nay lại có tên');
    expect((await office.rows(await office.preview(SCHOOL_A)))[1]?.verdict).toBe('same');
    expect((await office.coverage('2026-10-14')).total.people).toBe(2);
    expect((await office.coverage('2026-11-21')).total.people).toBe(1);
    expect((await office.coverage('2026-11-22')).total.people).toBe(2);
  });
});

describe('days in a roster', () => {
  it('of entering the profession say nothing of the school', async () => {
    const office = await Office.open();
    itIs('2026-10-01');
    await office.take(`${HEADER}K1;Bạc Thị Kim;THCS Kế;Giáo viên\n`);
    itIs('2026-11-22');
    for (const header of ['Ngày vào ngành', 'Ngày vào Đảng', 'Ngày vào biên chế']) {
      const preview = await office.preview(
        `Mã;Họ và tên;Đơn vị;Vai trò;${header}\nK1;Bạc Thị Kim;THCS Lạ;Giáo viên;01/09/2001\n`,
      );
      expect(preview.mapping.sheets[0]?.columns.at(-1)?.field, header).toBeNull();
    }
    const preview = await office.preview(`${DATED}K1;Bạc Thị Kim;THCS Lạ;Giáo viên;01/09/2001\n`);
    expect((await reasons(office, preview)).join()).not.toContain('2001');
    await office.confirm(preview);
    expect((await schools(office, '2026-10-01'))['THCS Kế']).toBe(1);
    expect((await schools(office, '2026-11-22'))['THCS Lạ']).toBe(1);
  });

  it('before today are said to change old reports', async () => {
    const office = await Office.open();
    itIs('2026-10-01');
    await office.take(`${HEADER}K1;Bạc Thị Kim;THCS Kế;Giáo viên\n`);
    itIs('2026-11-22');
    const preview = await office.preview(`${DATED}K1;Bạc Thị Kim;THCS Lạ;Giáo viên;02/11/2026\n`);
    expect(preview.warnings.join()).toContain(
      '1 người có thay đổi tính từ ngày đã qua: báo cáo cũ',
    );
  });

  it('of an older roster fill in the past and move nobody back', async () => {
    const of2026 = `${DATED}T1;Cầm Thị Tệp;Trường X;Giáo viên;01/09/2026\n`;
    const of2025 = `${DATED}T1;Cầm Thị Tệp;Trường Y;Giáo viên;01/09/2025\n`;
    for (const order of [
      [of2025, of2026],
      [of2026, of2025, of2025],
    ]) {
      const office = await Office.open();
      for (const file of order) await office.take(file);
      expect(await schools(office, '2026-11-22')).toEqual({ 'Trường X': 1 });
      expect(await schools(office, '2026-08-31')).toEqual({ 'Trường Y': 1 });
      expect((await office.preview(of2025)).counts).toMatchObject({ same: 1, changed: 0 });
    }
  });

  it('of a school’s file made before somebody’s last change pull nobody back unasked', async () => {
    const office = await Office.open();
    itIs('2026-10-01');
    await office.take(
      `${HEADER}T1;Cầm Thị Tệp;Trường Tệp Một;Giáo viên\nT2;Cầm Thị Hai;Trường Tệp Hai;Giáo viên\n`,
    );
    const units = await office.json(z.array(treeUnitSchema), '/api/units/tree?on=2026-10-01');
    const one = units.find(({ name }) => name === 'Trường Tệp Một')?.id ?? '';
    const file = await (await office.request(`/api/exports/school-file?unit=${one}`)).text();
    itIs('2026-11-22');
    await office.take(`${HEADER}T1;Cầm Thị Tệp;Trường Tệp Hai;Giáo viên\n`);
    const preview = await office.preview(file, 'truong.json');
    expect(preview.counts).toMatchObject({ proposed: 1, changed: 0 });
    expect((await office.rows(preview, 'proposed'))[0]?.reason).toContain(
      'Tệp được lập trước lần thay đổi gần nhất',
    );
    await office.confirm(preview);
    expect((await schools(office, '2026-11-22'))['Trường Tệp Hai']).toBe(2);
  });
});

describe('one school and one class under several spellings', () => {
  it('stay one, and a near name of a new school is pointed out', async () => {
    const office = await Office.open();
    await office.take(`${HEADER}K1;Bạc Thị Kim;THCS Kế Ba;Giáo viên\n`);
    const again = await office.take(
      `${HEADER}K1;Bạc Thị Kim;Trường THCS Kế Ba;Giáo viên\nK2;Bạc Thị Lan;Trường Trung học cơ sở Kế Ba;Giáo viên\n`,
    );
    expect(again.counts).toMatchObject({ same: 1, new: 1, changed: 0 });
    expect((await office.state()).units).toBe(2);
    const near = await office.preview(`${HEADER}K3;Bạc Văn An;THCS xã Kế Ba;Giáo viên\n`);
    expect(near.warnings.join()).toContain('"THCS xã Kế Ba" và "THCS Kế Ba"');
  });

  it('refuses one class named twice in a list, and knows it again', async () => {
    const office = await Office.open();
    await office.take(`${HEADER}K1;Bạc Thị Kim;THCS Kế;Giáo viên\n`);
    const list = (...names: string[]) =>
      `Trường;Lớp;Sĩ số;Năm học\n${names.map((name) => `THCS Kế;${name};40;2026-2027\n`).join('')}`;
    const preview = await office.take(
      list('6A', 'Lớp 6A', '6 A', '6a', '6A1', '6D', '6Đ'),
      'lop.csv',
    );
    expect(preview.counts).toMatchObject({ new: 4, error: 3 });
    expect((await office.preview(list('Lớp 6 A', '6đ'), 'lop.csv')).counts.same).toBe(2);
  });
});

describe('words of a preview', () => {
  it('are those of people, not of the program', async () => {
    const office = await Office.open();
    await office.take(SCHOOL_A);
    const preview = await office.preview(
      'Mã;Họ và tên;Đơn vị;Vai trò;Cấp học\nGV01;Lò Thị Hoa;THCS Mường A;Hiệu trưởng;TH\n',
    );
    expect((await reasons(office, preview))[0]).toContain(
      'Cấp học: Trung học cơ sở → Tiểu học; Vai trò: Giáo viên → Cán bộ quản lý',
    );
  });

  it('do not say that nothing is new where a school is renamed', async () => {
    const office = await Office.open();
    const named = (name: string) =>
      `Mã;Họ và tên;Đơn vị;Mã trường;Vai trò\nGV01;Lò Thị Hoa;${name};T1;Giáo viên\n`;
    await office.take(named('THCS Mường A'));
    const preview = await office.preview(named('THCS Chu Văn An'));
    expect(preview).toMatchObject({ changedUnits: 1, counts: { same: 1, changed: 0 } });
    expect(preview.warnings.join()).not.toContain('không có gì mới');
    expect(preview.warnings.join()).toContain('đổi tên');
  });

  it('tell what is wrong with a file of which every line is refused', async () => {
    const office = await Office.open();
    const preview = await office.preview(`${HEADER}GV01;Lò Thị Hoa;THCS A;Thần đồng\n`);
    expect(await office.tryConfirm(preview)).toMatchObject({
      event: 'failed',
      code: 'not-ready',
      message: expect.stringContaining('mọi dòng của tệp đều có lỗi'),
    });
  });
});
