import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { Office } from './records-office.ts';

async function workbook(
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
  name = 'Danh sách',
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet(name), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** What was read of each new person, as one line each. */
async function people(office: Office, bytes: Uint8Array<ArrayBuffer> | string): Promise<string[]> {
  const preview = await office.preview(bytes, 'ds.xlsx');
  expect(preview).toMatchObject({ ready: true, counts: { error: 0 } });
  const rows = await office.rows(preview, 'new');
  return rows.map(({ cells }) => cells.map(({ value }) => value).join(' | '));
}

describe('headers of two rows', () => {
  it('are read with groups merged across their columns and columns merged down', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['DANH SÁCH CÁN BỘ']);
      sheet.mergeCells('A1:I1');
      sheet.addRow([]);
      sheet.addRow([
        'STT',
        'Họ và tên',
        null,
        'Đơn vị',
        null,
        'Ngày',
        null,
        'Chức vụ',
        'Giới tính',
      ]);
      sheet.addRow([null, 'Họ đệm', 'Tên', 'Mã', 'Tên', 'Vào', 'Nghỉ', null, 'Nam/Nữ']);
      for (const range of ['B3:C3', 'D3:E3', 'F3:G3', 'A3:A4', 'H3:H4']) sheet.mergeCells(range);
      sheet.addRow(['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)']);
      sheet.addRow([
        1,
        'Lò Thị',
        'Ban',
        'S1',
        'Trường Mầm non Hoa Ban',
        '5/9/2020',
        null,
        'GV',
        'Nữ',
      ]);
      sheet.addRow([2, 'Cà Văn', 'Nam', null, null, '2021-09-05', '30-6-26', 'Kế toán', 'Nam']);
      sheet.mergeCells('E6:E7');
    });
    expect(await people(await Office.open(), bytes)).toEqual([
      'Lò Thị Ban | Trường Mầm non Hoa Ban | GV | 5/9/2020',
      'Cà Văn Nam | Trường Mầm non Hoa Ban | Kế toán | 2021-09-05 | 30-6-26',
    ]);
  });

  it('are read from CSV, where merged cells are blanks', async () => {
    const csv =
      'STT,Họ và tên,,Đơn vị,Chức vụ\n,Họ đệm,Tên,,\n1,Lò Thị,Ban,MN Hoa Ban,GV\n2,Cà,Nam,,Kế toán\n';
    expect(await people(await Office.open(), csv)).toEqual([
      'Lò Thị Ban | MN Hoa Ban | GV',
      'Cà Nam | MN Hoa Ban | Kế toán',
    ]);
  });

  it('are not seen where the second row is the first person', async () => {
    const csv = 'Mã,Họ và tên,Đơn vị,Chức vụ\nGV1,Lò Thị Ban,MN Hoa Ban,GV\n';
    expect(await people(await Office.open(), csv)).toEqual(['GV1 | Lò Thị Ban | MN Hoa Ban | GV']);
  });

  it('are passed over where they come again on the next page', async () => {
    const header = 'STT,Họ và tên,,Đơn vị,Chức vụ\n,Họ đệm,Tên,,\n';
    const csv = `${header}1,Lò Thị,Ban,MN Hoa Ban,GV\n${header}2,Cà,Nam,,Kế toán\n`;
    expect(await people(await Office.open(), csv)).toEqual([
      'Lò Thị Ban | MN Hoa Ban | GV',
      'Cà Nam | MN Hoa Ban | Kế toán',
    ]);
  });

  it('hold the total of a class under its size', async () => {
    const office = await Office.open();
    await office.take('Mã,Họ và tên,Đơn vị,Chức vụ\nGV1,Lò Thị Ban,Trường TH Chiềng Lề,GV\n');
    const csv =
      'STT,Lớp,Sĩ số,,,Trường\n,,Tổng,Nam,Nữ,\n1,1A,30,14,16,Trường TH Chiềng Lề\n2,1B,28,14,14,\n,Cộng,58,28,30,\nGhi chú: số liệu ngày 05/9/2026\n';
    const preview = await office.preview(csv, 'lop.csv');
    expect(preview).toMatchObject({ kind: 'classes', ready: true, counts: { new: 2, error: 0 } });
    expect((await office.rows(preview, 'new')).map(({ cells }) => cells[2]?.value)).toEqual([
      '30',
      '28',
    ]);
  });
});

describe('a name in two columns', () => {
  it('is put together under one merged header', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['STT', 'Họ và tên', null, 'Đơn vị', 'Chức vụ']);
      sheet.mergeCells('B1:C1');
      sheet.addRow([1, 'Lò Thị', 'Ban', 'MN Hoa Ban', 'GV']);
      sheet.addRow([2, 'Cà Văn', 'Nam', 'MN Hoa Ban', 'GV']);
    });
    expect(await people(await Office.open(), bytes)).toEqual([
      'Lò Thị Ban | MN Hoa Ban | GV',
      'Cà Văn Nam | MN Hoa Ban | GV',
    ]);
  });

  it('is not looked for in a blank or numbered column beside whole names', async () => {
    const csv =
      'Họ và tên,,Đơn vị,Chức vụ\nLò Thị Ban,12,MN Hoa Ban,GV\nCà Văn Nam,,MN Hoa Ban,GV\n';
    expect(await people(await Office.open(), csv)).toEqual([
      'Lò Thị Ban | MN Hoa Ban | GV',
      'Cà Văn Nam | MN Hoa Ban | GV',
    ]);
  });
});

describe('a school named outside the columns', () => {
  it('is the sheet: one sheet for each school, by its name or its title', async () => {
    const office = await Office.open();
    const bytes = await workbook((sheet, book) => {
      sheet.addRow(['STT', 'Họ và tên', 'Chức vụ']);
      sheet.addRow([1, 'Lò Thị Ban', 'GV']);
      const second = book.addWorksheet('Sheet2');
      second.addRow(['PHÒNG VĂN HÓA – XÃ HỘI']);
      second.addRow(['TRƯỜNG PTDTBT TIỂU HỌC CHIỀNG LỀ']);
      second.addRow(['STT', 'Họ và tên', 'Chức vụ']);
      second.addRow([1, 'Cà Văn Nam', 'GV']);
    }, 'MN Hoa Ban');
    expect(await people(office, bytes)).toEqual([
      'Lò Thị Ban | MN Hoa Ban | GV',
      'Cà Văn Nam | Trường PTDTBT Tiểu học Chiềng Lề | GV',
    ]);
    const preview = await office.preview(bytes, 'ds.xlsx');
    expect(preview.warnings.join()).toContain('MN Hoa Ban; Trường PTDTBT Tiểu học Chiềng Lề');
    expect(preview).toMatchObject({
      ready: true,
      mapping: { sheets: [{ school: 'MN Hoa Ban' }, {}] },
    });
  });

  it('does not stand in for a column that is there', async () => {
    const office = await Office.open();
    const csv =
      'Trường Mầm non Hoa Ban,,,\nMã,Họ và tên,Đơn vị,Chức vụ\nGV1,Lò Thị Ban,,GV\nGV2,Cà Văn Nam,THCS Suối Trong,GV\n';
    const preview = await office.preview(csv);
    expect(preview.counts).toMatchObject({ new: 1, error: 1 });
  });
});

describe('days that can be read two ways', () => {
  const rosterOf = (...days: string[]) =>
    `Mã,Họ và tên,Đơn vị,Chức vụ,Ngày vào\n${days.map((day, index) => `GV${index},Lò Thị ${index},MN Hoa Ban,GV,${day}\n`).join('')}`;

  it('are told when nothing in the column proves the order', async () => {
    const office = await Office.open();
    const { warnings } = await office.preview(rosterOf('05/06/2026', '01/02/2020'));
    expect(warnings.join()).toContain('05/06/2026 là ngày 5 tháng 6');
    const proven = await office.preview(rosterOf('05/06/2026', '25/06/2026'));
    expect(proven.warnings.join()).not.toContain('hai cách');
  });

  it('are told when another day of the column is month first', async () => {
    const office = await Office.open();
    const { warnings, counts } = await office.preview(rosterOf('05/06/2026', '06/25/2026'));
    expect(counts).toMatchObject({ new: 1, error: 1 });
    expect(warnings.join()).toContain('06/25/2026');
  });

  it('are told when Excel seems to have turned some of them round', async () => {
    const office = await Office.open();
    const days = ['2026-06-05', '2020-02-01', '2021-11-12', '25/06/2026', '13/1/2020', '30/4/2019'];
    const { warnings } = await office.preview(rosterOf(...days));
    expect(warnings.join()).toContain('đổi chỗ ngày và tháng');
  });
});
