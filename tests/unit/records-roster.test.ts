import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { generateRoster } from '../../src/records/roster-generator.ts';
import { rosterCsv } from '../../src/records/sample/files.ts';
import { messyCsv, messyRoster, messyXlsx } from '../../src/records/sample/messy.ts';
import { Office, recordFile } from './records-office.ts';

const roster = `Mã,Họ và tên,Trường,Cấp học,Chức vụ,Email
GV001,Lò Thị Ban,Trường Mầm non Hoa Ban,MN,Giáo viên,ban@example.invalid
GV002,Nguyễn Văn Đạt,Trường Tiểu học Chiềng Lề,TH,Hiệu trưởng,
GV003,Trần Thị Ở,Trường Tiểu học Chiềng Lề,TH,Kế toán,
`;

/** A CSV as UTF-16 with its byte-order mark, as Excel's "Unicode Text" is. */
function utf16(text: string, endian: 'le' | 'be'): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(2 + text.length * 2));
  view.setUint16(0, 0xfeff, endian === 'le');
  for (let index = 0; index < text.length; index++) {
    view.setUint16(2 + index * 2, text.charCodeAt(index), endian === 'le');
  }
  return new Uint8Array(view.buffer);
}

/** The few letters these tests need in Windows-1258: tone marks are bytes of their own. */
function windows1258(text: string): Uint8Array<ArrayBuffer> {
  const own = new Map([
    ['đ', 0xf0],
    ['Đ', 0xd0],
    ['ơ', 0xf5],
    ['ư', 0xfd],
    ['ă', 0xe3],
    ['â', 0xe2],
    ['ê', 0xea],
    ['ô', 0xf4],
  ]);
  const tones = new Map([
    ['\u0300', 0xcc],
    ['\u0309', 0xd2],
    ['\u0303', 0xde],
    ['\u0301', 0xec],
    ['\u0323', 0xf2],
  ]);
  const bytes: number[] = [];
  for (const letter of text) {
    let base = letter.normalize('NFD');
    const tone = [...tones.keys()].find((mark) => base.includes(mark));
    if (tone !== undefined) base = base.replace(tone, '');
    const plain = base.normalize('NFC');
    bytes.push(own.get(plain) ?? plain.charCodeAt(0));
    if (tone !== undefined) bytes.push(tones.get(tone) ?? 0);
  }
  return new Uint8Array(bytes);
}

async function workbook(
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Danh sách'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('importing a roster', () => {
  it('takes people and units, and importing it again changes nothing', async () => {
    const office = await Office.open();
    const preview = await office.take(roster, 'ds.csv');
    expect(preview).toMatchObject({ kind: 'roster', encoding: 'UTF-8', ready: true });
    expect(preview.counts.new).toBe(3);
    expect(await office.state()).toMatchObject({ people: 3, units: 3 });
    const again = await office.preview(roster, 'ds.csv');
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 3 });
  });

  it('keeps nothing before it is confirmed', async () => {
    const office = await Office.open();
    await office.preview(roster);
    expect(await office.state()).toMatchObject({ people: 0, units: 1, lastChange: null });
  });

  it('moves coverage by one person when a record file is imported, and the export holds it', async () => {
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

  it('says what a later roster changes, keeps who is not in it, and undoes it', async () => {
    const office = await Office.open();
    await office.take(roster);
    const later = `Mã,Họ tên,Trường,Chức vụ,Ngày nghỉ
GV001,Lò Thị Ban,Trường Tiểu học Chiềng Lề,Phó Hiệu trưởng,
GV002,Nguyễn Văn Đạt,Trường Tiểu học Chiềng Lề,Hiệu trưởng,30/6/2026
`;
    const preview = await office.preview(later);
    const [moved, left] = await office.rows(preview);
    expect(moved?.reason).toContain('Đơn vị: Trường Mầm non Hoa Ban → Trường Tiểu học Chiềng Lề');
    expect(moved?.reason).toContain('Vai trò');
    expect(left?.reason).toBe('Ngày nghỉ: để trống → 30/6/2026.');
    expect(preview.counts).toMatchObject({ changed: 2, gone: 1 });
    const [gone] = await office.rows(preview, 'gone');
    expect(gone?.proposal?.text).toBe('Trần Thị Ở – GV003 – Trường Tiểu học Chiềng Lề');
    await office.confirm(preview);
    expect((await office.coverage('2026-06-29')).total.people).toBe(3);
    expect((await office.coverage('2026-06-30')).total.people).toBe(2);
    const undone = await office.request(`/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect(undone.status).toBe(200);
    expect((await office.coverage('2026-12-31')).total.people).toBe(3);
    const again = await office.preview(roster);
    expect(again.counts).toMatchObject({ same: 3, changed: 0 });
  });

  it('undoes only the last import', async () => {
    const office = await Office.open();
    const first = await office.take(roster);
    await office.take(`${roster}GV004,Cà Văn Nam,Trường Mầm non Hoa Ban,MN,Giáo viên,\n`);
    const refused = await office.request(`/api/imports/${first.id}/undo`, { method: 'POST' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('later-import');
    expect((await office.state()).people).toBe(4);
  });
});

describe('rosters as offices really have them', () => {
  const header = 'stt;ho_ten;Ma GV;DON VI CONG TAC;chuc vu;thu dien tu';
  it.each([
    [
      'headers without diacritics in another order, semicolons',
      `${header}\n1;Lò Thị Ban;GV001;MN Hoa Ban;GV;a@example.invalid\n`,
    ],
    [
      'tabs',
      `${header}\n1;Lò Thị Ban;GV001;MN Hoa Ban;GV;a@example.invalid\n`.replaceAll(';', '\t'),
    ],
    ['a sep= line', `sep=;\n${header}\n1;Lò Thị Ban;GV001;MN Hoa Ban;GV;a@example.invalid\n`],
    [
      'a byte-order mark',
      `\uFEFF${header}\r\n1;Lò Thị Ban;GV001;MN Hoa Ban;GV;a@example.invalid\r\n`,
    ],
  ])('reads %s', async (_what, csv) => {
    const office = await Office.open();
    const preview = await office.take(csv);
    expect(preview.counts).toMatchObject({ new: 1, error: 0 });
    expect((await office.state()).people).toBe(1);
  });

  it('passes over titles, blank rows, column numbers, repeated headers, totals and signatures', async () => {
    const office = await Office.open();
    const csv = `UBND XÃ HOA BAN,,,,
PHÒNG VĂN HÓA – XÃ HỘI,,,,
"DANH SÁCH CÁN BỘ, GIÁO VIÊN NĂM HỌC 2026–2027",,,,
,,,,
STT,Mã,Họ và tên,Đơn vị,Vai trò
(1),(2),(3),(4),(5)
1,GV001,Lò Thị Ban,Trường Mầm non Hoa Ban,Giáo viên
2,GV002,Quàng Văn Sơn,,Hiệu trưởng
,,,,
STT,Mã,Họ và tên,Đơn vị,Vai trò
3,GV003,Tổng Thị Mai,Trường THCS Suối Trong,Kế toán
,,Tổng cộng: 3 người,,
,,,"Hoa Ban, ngày 05 tháng 9 năm 2026",
,,,NGƯỜI LẬP BIỂU,
`;
    const preview = await office.preview(csv);
    expect(preview.counts).toMatchObject({ new: 3, error: 0 });
    const rows = await office.rows(preview, 'new');
    expect(rows.map(({ row }) => row)).toEqual([7, 8, 11]);
    // The merged cell of the school holds for the row below it.
    expect(rows[1]?.cells).toContainEqual({ label: 'Đơn vị', value: 'Trường Mầm non Hoa Ban' });
  });

  it('takes a school standing alone in a row as the heading of the rows below', async () => {
    const office = await Office.open();
    const csv =
      'Mã,Họ và tên,Đơn vị,Chức vụ\nI,Trường Mầm non Hoa Ban,,\nGV1,Lò Thị Ban,,GV\nII,Trường THCS Suối Trong,,\nGV2,Cà Văn Nam,,GV\n';
    const preview = await office.preview(csv);
    const rows = await office.rows(preview, 'new');
    expect(rows.map(({ cells }) => cells.find(({ label }) => label === 'Đơn vị')?.value)).toEqual([
      'Trường Mầm non Hoa Ban',
      'Trường THCS Suối Trong',
    ]);
  });

  it('never takes a person for a total or a signature', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên,Đơn vị,Vai trò\nGV1,Lò Thị Ban,THCS Suối Trong,Kế toán\nGV2,Tổng Thị Mai,,Hiệu trưởng\n,Trương Văn Cộng,,Giáo viên\n,Tổng số,3,\n,,,Hiệu trưởng\n',
    );
    expect((await office.rows(preview)).map(({ verdict }) => verdict)).toEqual([
      'new',
      'new',
      'new',
      'ignored',
      'ignored',
    ]);
  });

  it('joins a name that stands in two columns', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên đệm,Tên,Trường,Chức vụ\nGV1,Lò Thị,Ban,MN Hoa Ban,GV\n',
    );
    expect((await office.rows(preview))[0]?.cells).toContainEqual({
      label: 'Họ và tên',
      value: 'Lò Thị Ban',
    });
  });

  it('names row, column and the allowed words for an unknown role or level', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên,Trường,Cấp học,Chức vụ\nGV1,Lò Thị Ban,MN Hoa Ban,Lớp 5,Thần đồng\n',
    );
    const [row] = await office.rows(preview);
    expect(row).toMatchObject({ row: 2, verdict: 'error' });
    expect(row?.reason).toContain(
      'cột E "Chức vụ": không hiểu "Thần đồng"; ghi một trong: Cán bộ quản lý, Giáo viên',
    );
    expect(row?.reason).toContain('cột D "Cấp học": không hiểu "Lớp 5"');
    expect(preview.ready).toBe(false);
  });

  it('refuses both rows of a repeated code, each naming the other', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên,Trường,Chức vụ\nGV1,Lò Thị Ban,MN Hoa Ban,GV\ngv1,Cà Văn Nam,MN Hoa Ban,GV\nGV2,Lù Văn An,MN Hoa Ban,GV\n',
    );
    expect(preview.counts).toMatchObject({ error: 2, new: 1 });
    const [first] = await office.rows(preview, 'error');
    expect(first?.reason).toContain('Mã "GV1" có ở 2 dòng: dòng 2, dòng 3');
  });

  it('refuses a day that could be month and day, and one that is not on the calendar', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên,Trường,Chức vụ,Ngày vào\nGV1,Lò Thị Ban,MN Hoa Ban,GV,11/21/2026\nGV2,Cà Văn Nam,MN Hoa Ban,GV,30/02/2026\n',
    );
    expect(preview.counts.error).toBe(2);
    expect((await office.rows(preview))[0]?.reason).toContain(
      'cột E "Ngày vào": không hiểu ngày "11/21/2026"; viết dạng ngày/tháng/năm',
    );
  });

  it('reports a file that breaks off inside quotation marks', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên,Trường,Chức vụ\nGV1,Lò Thị Ban,MN Hoa Ban,GV\nGV2,"Cà Văn',
    );
    expect(preview.counts).toMatchObject({ new: 1, error: 1 });
    expect((await office.rows(preview, 'error'))[0]?.reason).toContain('bị cắt giữa chừng');
  });

  it('reports a file cut in the middle of its last row, or even of a letter', async () => {
    const office = await Office.open();
    const whole = new Uint8Array(
      Buffer.from(
        'Mã,Họ và tên,Trường,Chức vụ,Email\nGV1,Lò Thị Ban,MN Hoa Ban,GV,a@example.invalid\nGV2,Cà Văn Nam,MN Hoa Ban,GV,Đ',
      ),
    );
    for (const missing of [1, 3]) {
      const preview = await office.preview(whole.slice(0, whole.length - missing));
      expect(preview).toMatchObject({ encoding: 'UTF-8', counts: { new: 1, error: 1 } });
      expect((await office.rows(preview, 'error'))[0]?.row).toBe(3);
    }
    const complete = await office.preview(
      'Mã,Họ và tên,Trường,Chức vụ\nGV1,Lò Thị Ban,MN Hoa Ban,GV',
    );
    expect(complete.counts).toMatchObject({ new: 1, error: 0 });
  });

  it('refuses UTF-8 with damaged letters rather than reading it as something else', async () => {
    const office = await Office.open();
    const bytes = new Uint8Array(
      Buffer.from('Mã,Họ và tên,Trường,Chức vụ\nGV1,Lò Thị Bản,Trường Mầm non Hoa Ban,Giáo viên\n'),
    );
    bytes[bytes.length - 6] = 0xff;
    await expect(office.preview(bytes)).rejects.toThrow(/damaged-text/);
  });

  it('lets the officer say what an unknown column is', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      'Mã,Họ và tên,Chỗ dạy,Chức vụ\nGV1,Lò Thị Ban,MN Hoa Ban,GV\n',
    );
    expect(preview.ready).toBe(false);
    expect(preview.warnings.join()).toContain('"Đơn vị"');
    const mapping = {
      ...preview.mapping,
      sheets: preview.mapping.sheets.map((sheet) => ({
        ...sheet,
        columns: sheet.columns.map((column) =>
          column.index === 2 ? { ...column, field: 'unit' } : column,
        ),
      })),
    };
    const events = await office.events(`/api/imports/${preview.id}/mapping`, {
      method: 'PUT',
      body: JSON.stringify(mapping),
    });
    const last = events.at(-1);
    if (last?.event !== 'preview') throw new Error('no preview');
    expect(last.preview).toMatchObject({ ready: true, counts: { new: 1 } });
    await office.confirm(last.preview);
    expect((await office.state()).people).toBe(1);
  });
});

describe('encodings of text files', () => {
  it.each([
    ['UTF-16LE', utf16(roster.replaceAll(',', '\t'), 'le')],
    ['UTF-16BE', utf16(roster, 'be')],
    ['UTF-16LE', utf16(roster, 'le').slice(2)],
    ['Windows-1258', windows1258(roster)],
  ])('reads %s', async (encoding, bytes) => {
    const office = await Office.open();
    const preview = await office.preview(bytes);
    expect(preview.encoding).toBe(encoding);
    expect(preview.counts.new).toBe(3);
    expect((await office.rows(preview))[1]?.cells).toContainEqual({
      label: 'Họ và tên',
      value: 'Nguyễn Văn Đạt',
    });
  });

  it('turns TCVN3 into Unicode, from bytes and from text that was already made UTF-8', async () => {
    const text =
      'M·,Hä vµ tªn,Tr­êng,Chøc vô\nGV1,NguyÔn V¨n §¹t,Tr­êng MÇm non Hoa Ban,Gi¸o viªn\nGV2,TRÇN THÞ H­¥NG,Tr­êng TiÓu häc ChiÒng LÒ,HiÖu tr­ëng\n';
    for (const bytes of [new Uint8Array(Buffer.from(text, 'latin1')), text]) {
      const office = await Office.open();
      const preview = await office.preview(bytes);
      expect(preview).toMatchObject({ encoding: 'TCVN3', counts: { new: 2, error: 0 } });
      expect(preview.warnings.join()).toContain('TCVN3 (phông .VnTime)');
      const [first, second] = await office.rows(preview);
      expect(first?.cells).toContainEqual({ label: 'Họ và tên', value: 'Nguyễn Văn Đạt' });
      expect(first?.cells).toContainEqual({ label: 'Đơn vị', value: 'Trường Mầm non Hoa Ban' });
      expect(second?.cells).toContainEqual({ label: 'Họ và tên', value: 'TRẦN THỊ HƯƠNG' });
      expect(second?.cells).toContainEqual({ label: 'Vai trò', value: 'Hiệu trưởng' });
    }
  });

  it('turns VNI into Unicode', async () => {
    const office = await Office.open();
    const text =
      'Maõ,Hoï vaø teân,Tröôøng,Chöùc vuï\nGV1,Nguyeãn Vaên Ñaït,Tröôøng Maàm non Hoa Ban,Giaùo vieân\n';
    const preview = await office.preview(new Uint8Array(Buffer.from(text, 'latin1')));
    expect(preview).toMatchObject({ encoding: 'VNI', counts: { new: 1, error: 0 } });
    const [row] = await office.rows(preview);
    expect(row?.cells).toContainEqual({ label: 'Họ và tên', value: 'Nguyễn Văn Đạt' });
    expect(row?.cells).toContainEqual({ label: 'Đơn vị', value: 'Trường Mầm non Hoa Ban' });
  });

  it('does not take Windows-1258 for VNI, however many names have a circumflex', async () => {
    const office = await Office.open();
    const names = ['Nguyễn Xuân Yến', 'Nguyễn Tuấn Quyền', 'Nguyễn Huân Thuyên'];
    const preview = await office.preview(
      windows1258(
        `Ma,Ho ten,Truong,Chuc vu\n${names.map((name, index) => `GV${index},${name},MN Hoa Ban,GV\n`).join('')}`,
      ),
    );
    expect(preview.encoding).toBe('Windows-1258');
    expect((await office.rows(preview)).map(({ cells }) => cells[1]?.value)).toEqual(names);
  });

  it('takes names of other peoples written in Unicode for what they are', async () => {
    const office = await Office.open();
    const preview = await office.preview(
      "Mã,Họ và tên,Trường,Chức vụ\n1,Y Bhĭm Niê Kdăm,THCS Suối Trong,GV\n2,H'Hen Niê,THCS Suối Trong,GV\n3,Señora Peña Núñez,THCS Suối Trong,GV\n",
    );
    expect(preview.counts.new).toBe(3);
  });
});

describe('files that are not tables', () => {
  it.each([
    ['old-excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['pdf', new TextEncoder().encode('%PDF-1.7 …')],
    ['web-page', new TextEncoder().encode('<html><table><tr><td>Họ tên</td></tr></table></html>')],
    ['empty-file', new Uint8Array(0)],
    ['damaged-file', new TextEncoder().encode('PK\u0003\u0004 and no more')],
    ['unknown-kind', new TextEncoder().encode('xin chào\ncác bạn\n')],
  ])('are refused by name: %s', async (code, bytes) => {
    const office = await Office.open();
    await expect(office.preview(new Uint8Array(bytes))).rejects.toThrow(
      new RegExp(`^${code}: .*(nhập lại|chọn lại)`, 's'),
    );
  });

  it('refuses a workbook cut short', async () => {
    const office = await Office.open();
    const whole = await workbook((sheet) => sheet.addRow(['Mã', 'Họ tên', 'Trường', 'Chức vụ']));
    await expect(office.preview(whole.slice(0, whole.length / 2))).rejects.toThrow(/damaged-file/);
  });
});

describe('workbooks', () => {
  it('read dates, numbers as codes, rich text, merged schools and several sheets', async () => {
    const office = await Office.open();
    const bytes = await workbook((sheet, book) => {
      sheet.addRow(['PHÒNG VĂN HÓA – XÃ HỘI']);
      sheet.mergeCells('A1:E1');
      sheet.addRow([]);
      sheet.addRow(['Mã', 'Họ và tên', 'Trường', 'Chức vụ', 'Ngày vào', 'Email']);
      sheet.addRow([
        1001,
        'Lò Thị Ban',
        'Trường Mầm non Hoa Ban',
        'Giáo viên',
        new Date(Date.UTC(2020, 8, 5)),
        { text: 'ban@example.invalid', hyperlink: 'mailto:ban@example.invalid' },
      ]);
      sheet.addRow([
        1002,
        { richText: [{ text: 'Nguyễn ' }, { font: { bold: true }, text: 'Văn Đạt' }] },
        null,
        'Hiệu trưởng',
        '5/9/2021',
      ]);
      sheet.mergeCells('C4:C5');
      const second = book.addWorksheet('THCS');
      second.addRow(['Họ và tên', 'Mã', 'Trường', 'Chức vụ']);
      second.addRow([
        'Cà Văn Nam',
        { formula: '1000+3', result: 1003 },
        'Trường THCS Suối Trong',
        'Kế toán',
      ]);
      book.addWorksheet('Ghi chú').addRow(['Liên hệ văn phòng']);
    });
    const preview = await office.preview(bytes, 'ds.xlsx');
    expect(preview).toMatchObject({ encoding: 'XLSX', counts: { new: 3, error: 0 } });
    expect(preview.warnings.join()).toContain('Không đọc trang tính "Ghi chú"');
    const rows = await office.rows(preview, 'new');
    expect(rows[0]?.cells).toEqual([
      { label: 'Mã', value: '1001' },
      { label: 'Họ và tên', value: 'Lò Thị Ban' },
      { label: 'Đơn vị', value: 'Trường Mầm non Hoa Ban' },
      { label: 'Vai trò', value: 'Giáo viên' },
      { label: 'Email', value: 'ban@example.invalid' },
      { label: 'Ngày vào', value: '2020-09-05' },
    ]);
    expect(rows[1]).toMatchObject({ row: 5, sheet: 'Danh sách' });
    expect(rows[1]?.cells).toContainEqual({ label: 'Đơn vị', value: 'Trường Mầm non Hoa Ban' });
    expect(rows[1]?.cells).toContainEqual({ label: 'Họ và tên', value: 'Nguyễn Văn Đạt' });
    expect(rows[2]).toMatchObject({ row: 2, sheet: 'THCS' });
    expect(rows[2]?.cells).toContainEqual({ label: 'Mã', value: '1003' });
  });

  it('turn text of an old font into Unicode by the name of the font, cell by cell', async () => {
    const office = await Office.open();
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Mã', 'Họ tên', 'Trường', 'Chức vụ']);
      sheet.addRow(['1', 'Lª ThÞ Tê', 'Trường Mầm non Hoa Ban', 'Giaùo vieân']);
      sheet.addRow(['2', 'Hµ v¨n bª', 'Hà', 'Kế toán']);
      sheet.addRow([
        '3',
        {
          richText: [
            { font: { name: '.VnTime' }, text: 'Lß ' },
            { font: { name: 'Arial' }, text: 'Văn Tê' },
          ],
        },
        'Hà',
        'GV',
      ]);
      sheet.getCell('B2').font = { name: '.VnTime' };
      sheet.getCell('D2').font = { name: 'VNI-Times' };
      sheet.getCell('B3').font = { name: '.VnTimeH' };
    });
    const preview = await office.preview(bytes, 'ds.xlsx');
    expect(preview).toMatchObject({ encoding: 'XLSX, TCVN3, VNI', counts: { new: 3, error: 0 } });
    const rows = await office.rows(preview);
    expect(rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
      ['1', 'Lê Thị Tờ', 'Trường Mầm non Hoa Ban', 'Giáo viên'],
      ['2', 'HÀ VĂN BÊ', 'Hà', 'Kế toán'],
      ['3', 'Lò Văn Tê', 'Hà', 'GV'],
    ]);
  });

  it('turn text of an old font into Unicode where the font was lost', async () => {
    const office = await Office.open();
    const bytes = await workbook((sheet) => {
      sheet.addRow(['M·', 'Hä tªn', 'Tr­êng', 'Chøc vô']);
      sheet.addRow(['1', 'NguyÔn V¨n §¹t', 'Tr­êng MÇm non', 'Gi¸o viªn']);
    });
    const preview = await office.preview(bytes, 'ds.xlsx');
    expect(preview).toMatchObject({ encoding: 'XLSX, TCVN3', counts: { new: 1 } });
  });

  it('leave Unicode alone in a file that has a few names in an old font', async () => {
    const office = await Office.open();
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Mã', 'Họ và tên', 'Trường', 'Chức vụ']);
      for (let index = 0; index < 20; index++)
        sheet.addRow([`A${index}`, `Lò Hà Bé ${index}`, 'Trường Mầm non Hoa Ban', 'Giáo viên']);
      sheet.addRow(['B1', 'NguyÔn V¨n §¹t', 'Trường Mầm non Hoa Ban', 'Giáo viên']);
    });
    const preview = await office.preview(bytes, 'ds.xlsx');
    expect((await office.rows(preview))[0]?.cells[1]?.value).toBe('Lò Hà Bé 0');
  });
});

describe('a district', () => {
  it('is the same people for the same seed, in 130 schools', () => {
    const roster = generateRoster();
    expect(roster).toHaveLength(5000);
    expect(new Set(roster.map(({ unit }) => unit)).size).toBe(130);
    expect(new Set(roster.map(({ code }) => code)).size).toBe(5000);
    expect(generateRoster()).toEqual(roster);
  });

  it('is imported whole, under its offices', async () => {
    const office = await Office.open();
    const preview = await office.take(rosterCsv(generateRoster()));
    expect(preview.counts).toMatchObject({ new: 5000, error: 0, ignored: 0 });
    expect(await office.state()).toMatchObject({ people: 5000, units: 1 + 8 + 130 });
  });
});

describe('a messy district', () => {
  const roster = generateRoster({ seed: 3, people: 1500, schools: 40 });
  const mess = messyRoster(roster, 3);

  it.each([
    ['CSV', async () => new Uint8Array(Buffer.from(messyCsv(mess)))],
    ['XLSX', () => messyXlsx(mess)],
  ])('as %s is taken whole but for its mistakes, as the tidy one says', async (_kind, file) => {
    expect(mess.wrongRows.length).toBeGreaterThan(0);
    const office = await Office.open();
    await office.take(rosterCsv(roster));
    const preview = await office.preview(await file(), 'ds');
    expect(preview.counts).toMatchObject({ new: 0, error: mess.wrongRows.length });
    const wrong = await office.rows(preview, 'error');
    expect(wrong.map(({ row }) => row)).toEqual(mess.wrongRows);
    // Only names in capitals and codes in small letters differ from the tidy roster.
    const changed = await office.rows(preview, 'changed');
    for (const { reason } of changed)
      expect(reason).toMatch(/^(Mã|Họ và tên): [^;]*(; Họ và tên: [^;]*)?\.$/);
    expect(preview.counts.same + preview.counts.changed + mess.wrongRows.length).toBe(1500);
  });
});
