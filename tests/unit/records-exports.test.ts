import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keptSessionSchema, schoolClassSchema } from '../../src/records/contract/classes.ts';
import { pupilCoverageSchema } from '../../src/records/contract/figures.ts';
import { indicatorGridSchema } from '../../src/records/contract/indicators.ts';
import type { ReportLetter } from '../../src/records/contract/report.ts';
import { treeUnitSchema } from '../../src/records/contract/units.ts';
import { type Rate, unfinishedSchema } from '../../src/records/contract.ts';
import { newId } from '../../src/records/database/ids.ts';
import { INDICATORS } from '../../src/schemas/vocabulary.ts';
import { HOME_NAMES, type HomeName, type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const ROSTER = `Mã,Họ và tên,Phòng,Trường,Mã trường,Vai trò,Email
G1,Lò Thị Ban,Phòng xã Hoa Ban,Trường Tiểu học Số 1,TH1,Giáo viên,
G2,Cà Văn Nam,Phòng xã Hoa Ban,Trường Tiểu học Số 1,TH1,Kế toán,
G3,=Vì Thị <Mơ> & Xuân,Phòng xã Hoa Ban,Trường Tiểu học Số 2,TH2,Giáo viên,
G4,Giàng A Páo,Phòng phường Sông Trăng,Trường THCS Số 3,CS3,Hiệu trưởng,
`;
const DONE = `Mã,Họ và tên,Mô-đun,Kết quả,Điểm,Ngày
G1,Lò Thị Ban,tong-quan,Đạt,90,10/03/2026
G1,Lò Thị Ban,bao-luc,Đạt,85.5,12/05/2026
G2,Cà Văn Nam,tong-quan,Đạt,95,10/04/2026
G3,=Vì Thị <Mơ> & Xuân,tong-quan,Chưa đạt,40,10/04/2026
`;
const ON = '2026-11-20';
const QUERY = `programme=hien-hanh&on=${ON}`;

/** Four people in three schools, two classes, two sessions, an indicator met and one not. */
async function officeWithData(home: HomeName = 'node:sqlite file'): Promise<Office> {
  const office = await Office.open(catalogue, await homes.empty(home));
  await office.take(ROSTER, 'danh-sach.csv');
  await office.take(DONE, 'ket-qua.csv');
  const unitId = await unitCalled(office, 'Trường Tiểu học Số 1');
  const classes: string[] = [];
  for (const [name, size] of [
    ['5A', 32],
    ['5B', 30],
  ] as const) {
    const id = newId();
    classes.push(id);
    await office.json(schoolClassSchema, `/api/classes/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ unitId, schoolYear: '2026-2027', name, size }),
    });
  }
  for (const headcount of [20, 28]) {
    await office.json(keptSessionSchema, `/api/class-sessions/${newId()}`, {
      method: 'PUT',
      body: JSON.stringify({
        unitId,
        day: '2026-10-20',
        topic: 'bao-luc',
        module: null,
        leader: 'Cô Lò Thị Ban',
        note: '',
        classes: [{ classId: classes[0], headcount }],
      }),
    });
  }
  const statement = { unitId, day: '2026-10-05', statedBy: 'Hiệu trưởng', note: 'Số 12/KH-TH1' };
  await office.json(z.object({ kept: z.int() }), '/api/indicators', {
    method: 'POST',
    body: JSON.stringify({
      statements: [
        { ...statement, id: newId(), indicator: 'ke-hoach', met: true },
        { ...statement, id: newId(), indicator: 'truong-an-toan', met: false },
      ],
    }),
  });
  return office;
}

async function unitCalled(office: Office, name: string): Promise<string> {
  const units = await office.json(z.array(treeUnitSchema), `/api/units/tree?${QUERY}`);
  return units.find((unit) => unit.name === name)?.id ?? '';
}

async function file(office: Office, path: string, body?: object): Promise<Uint8Array<ArrayBuffer>> {
  const response = await office.request(
    `/api/exports/${path}`,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  if (!response.ok) throw new Error(await response.text());
  return new Uint8Array(await response.arrayBuffer());
}

async function workbook(office: Office, path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await file(office, path)).buffer);
  return book;
}

/** The lines of a sheet below its header, cells from column A. */
function lines(book: ExcelJS.Workbook, name: string, header = 1): unknown[][] {
  const found: unknown[][] = [];
  book.getWorksheet(name)?.eachRow((row, number) => {
    if (number > header) found.push(Array.isArray(row.values) ? row.values.slice(1) : []);
  });
  return found;
}

const rateCells = ({ numerator, denominator, shown }: Rate) => [numerator, denominator, shown];

describe.each(HOME_NAMES)('files for Excel and Word in %s', (home) => {
  it('hold the figures of the screen', async () => {
    const office = await officeWithData(home);
    const coverage = await office.coverage(ON);
    const pupils = await office.json(pupilCoverageSchema, `/api/coverage/pupils?${QUERY}`);
    const grid = await office.json(indicatorGridSchema, `/api/indicators?${QUERY}`);
    const people = await office.json(unfinishedSchema, `/api/unfinished?${QUERY}&limit=1000`);
    const book = await workbook(office, `coverage.xlsx?${QUERY}`);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Tổng quan',
      'Theo đơn vị',
      'Theo cấp học',
      'Theo vai trò',
      'Theo mô-đun',
      'Chưa hoàn thành',
      'Học sinh theo lớp',
      'Chỉ tiêu trường',
    ]);

    const overview = lines(book, 'Tổng quan', 8);
    const { total } = coverage;
    expect(overview[0]?.slice(1, 4)).toEqual(rateCells(total.trained));
    expect(overview[1]?.slice(1, 4)).toEqual(rateCells(total.reached));
    expect(overview[2]?.slice(1, 4)).toEqual(rateCells(pupils.total.pupils));
    expect(total.trained).toMatchObject({ numerator: 2, denominator: 4, shown: '50,0%' });
    expect(pupils.total.pupils).toMatchObject({ numerator: 28, denominator: 62, shown: '45,1%' });
    for (const { indicator, units } of grid.rates) {
      const line = overview.find(([name]) => name === `Đơn vị: ${INDICATORS[indicator]}`);
      expect(line?.slice(1, 4)).toEqual(rateCells(units));
    }
    for (const [sheet, groups] of [
      ['Theo đơn vị', coverage.byUnit],
      ['Theo cấp học', coverage.byLevel],
      ['Theo vai trò', coverage.byRole],
    ] as const) {
      expect(lines(book, sheet).map((line) => [...line.slice(0, 4), line[6], line[7]])).toEqual(
        groups.map(({ name, trained, reached }) => [
          name,
          ...rateCells(trained),
          reached.numerator,
          reached.shown,
        ]),
      );
    }
    expect(lines(book, 'Theo mô-đun').map((line) => line.slice(0, 4))).toEqual(
      coverage.byModule.map(({ title, passed }) => [title, ...rateCells(passed)]),
    );
    expect(
      lines(book, 'Chưa hoàn thành').map(([code, name, , , missing]) => [code, name, missing]),
    ).toEqual(people.people.map(({ code, name, missing }) => [code, name, missing.length]));
    expect(lines(book, 'Học sinh theo lớp').map((line) => [line[1], line[3], line[4]])).toEqual([
      ['5A', 28, 32],
      ['5B', 0, 30],
    ]);
    const stated = lines(book, 'Chỉ tiêu trường').filter((line) => line[4] instanceof Date);
    expect(stated.map((line) => [line[3], line[5], line[6]])).toEqual([
      ['Đạt', 'Hiệu trưởng', 'Số 12/KH-TH1'],
      ['Chưa đạt', 'Hiệu trưởng', 'Số 12/KH-TH1'],
    ]);
  });

  it('hold every result once, and the desk knows them all when they come back', async () => {
    const office = await officeWithData(home);
    const bytes = await file(office, `completions.xlsx?${QUERY}`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.buffer);
    const rows = lines(book, 'Kết quả hoàn thành');
    expect(rows.map((row) => [row[0], row[8], row[9], row[10]])).toEqual([
      ['G2', 'tong-quan', 'Đạt', 95],
      ['G1', 'bao-luc', 'Đạt', 85.5],
      ['G1', 'tong-quan', 'Đạt', 90],
      ['G3', 'tong-quan', 'Chưa đạt', 40],
    ]);
    expect(rows[0]?.[11]).toEqual(new Date('2026-04-10T00:00:00Z'));
    // A name like a formula stays the name it is.
    expect(rows[3]?.[1]).toBe('=Vì Thị <Mơ> & Xuân');
    const preview = await office.preview(bytes, 'ket-qua.xlsx');
    expect(preview).toMatchObject({ kind: 'completions', counts: { same: 4, new: 0, error: 0 } });
  });

  it('keep to the unit asked for', async () => {
    const office = await officeWithData(home);
    const unit = await unitCalled(office, 'Trường Tiểu học Số 2');
    const book = await workbook(office, `completions.xlsx?${QUERY}&unit=${unit}`);
    expect(lines(book, 'Kết quả hoàn thành').map(([code]) => code)).toEqual(['G3']);
    const coverage = await workbook(office, `coverage.xlsx?${QUERY}&unit=${unit}`);
    expect(lines(coverage, 'Theo đơn vị')).toHaveLength(1);
    const text = await reportText(office, { ...LETTER, issuer: 'Trường Tiểu học Số 2' }, unit);
    expect(text).toContain('0/1 người (0,0%) được bồi dưỡng');
  });
});

const LETTER: Partial<ReportLetter> = {
  parent: 'UBND xã Hoa Ban',
  issuer: 'Phòng Văn hóa – Xã hội',
  symbol: 'BC-VHXH',
  place: 'Hoa Ban',
  dated: '2026-12-01',
  about: 'Kết quả thực hiện công tác xã hội trường học năm 2026',
  bases: ['Căn cứ Thông tư số 18/2025/TT-BGDĐT ngày 15/9/2025 của Bộ Giáo dục và Đào tạo'],
  recipients: ['Sở Giáo dục và Đào tạo', 'Lưu: VT'],
  signer: ['Trưởng phòng'],
};

async function report(office: Office, letter = LETTER, unit = ''): Promise<Record<string, string>> {
  const bytes = await file(office, `report.docx?${QUERY}&unit=${unit}`, letter);
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, part]) => [path, new TextDecoder().decode(part)]),
  );
}

/** What a reader sees: a line for each paragraph. */
async function reportText(office: Office, letter = LETTER, unit = ''): Promise<string> {
  return paragraphs((await report(office, letter, unit))['word/document.xml'] ?? '').join('\n');
}

function paragraphs(xml: string): string[] {
  const found: string[] = [];
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  let inText = false;
  parser.on('opentag', ({ local }) => {
    if (local === 'p') text = '';
    inText = local === 't';
  });
  parser.on('text', (piece) => {
    if (inText) text += piece;
  });
  parser.on('closetag', ({ local }) => {
    if (local === 't') inText = false;
    if (local === 'p') found.push(text);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return found;
}

describe('the periodic report', () => {
  it('tells the figures of the screen in sentences and tables', async () => {
    const office = await officeWithData();
    const coverage = await office.coverage(ON);
    const found = await reportText(office);
    const { trained, reached } = coverage.total;
    expect(found).toContain(
      `Tính đến hết ngày 20/11/2026, ${trained.numerator}/${trained.denominator} người (${trained.shown}) được bồi dưỡng (đạt đủ các mô-đun bắt buộc của vai trò), chưa đạt mục tiêu 90%, còn thiếu 2 người.`,
    );
    expect(found).toContain(
      `${reached.numerator}/${reached.denominator} người (${reached.shown}) được tuyên truyền`,
    );
    expect(found).toContain('28/62 học sinh (45,1%) được tuyên truyền');
    expect(found).toContain('Đã tổ chức 2 buổi tuyên truyền cho học sinh tại 1 trường, cơ sở.');
    const all = found.split('\n');
    for (const { name, people, trained: of, reached: told } of [
      ...coverage.byUnit,
      ...coverage.byLevel,
      ...coverage.byRole,
      coverage.total,
    ]) {
      const cells = [name, people, of.numerator, of.shown, told.numerator, told.shown].map(String);
      expect(
        all.some((_, at) => cells.every((cell, index) => all[at + index] === cell)),
        cells.join(' | '),
      ).toBe(true);
    }
    for (const { title, passed } of coverage.byModule) {
      const cells = [title, passed.denominator, passed.numerator, passed.shown].map(String);
      expect(all.some((_, at) => cells.every((cell, index) => all[at + index] === cell))).toBe(
        true,
      );
    }
  });

  it('has the parts of Nghị định 30/2020 in their order', async () => {
    const found = await reportText(await officeWithData());
    const order = [
      'UBND XÃ HOA BAN',
      'PHÒNG VĂN HÓA – XÃ HỘI',
      '/BC-VHXH',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Hoa Ban, ngày 01 tháng 12 năm 2026',
      'BÁO CÁO',
      'Kết quả thực hiện công tác xã hội trường học năm 2026',
      'Căn cứ Thông tư số 18/2025/TT-BGDĐT ngày 15/9/2025 của Bộ Giáo dục và Đào tạo;',
      'I. TÌNH HÌNH TRIỂN KHAI',
      'II. KẾT QUẢ',
      'III. ĐƠN VỊ, NỘI DUNG CHƯA ĐẠT MỤC TIÊU',
      'IV. KHÓ KHĂN, VƯỚNG MẮC',
      'V. PHƯƠNG HƯỚNG THỜI GIAN TỚI',
      'Nơi nhận:',
      '- Sở Giáo dục và Đào tạo;',
      '- Lưu: VT.',
      'TRƯỞNG PHÒNG',
    ];
    const places = order.map((part) => found.indexOf(part));
    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is laid out on A4 with its margins, font, header rows and page numbers', async () => {
    const parts = await report(await officeWithData());
    const document = parts['word/document.xml'] ?? '';
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    const margin = (side: string) =>
      (Number(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`).exec(document)?.[1]) / 1440) * 25.4;
    expect(margin('top')).toBeCloseTo(20, 0);
    expect(margin('bottom')).toBeCloseTo(20, 0);
    expect(margin('left')).toBeCloseTo(30, 0);
    expect(margin('right')).toBeCloseTo(15, 0);
    expect(document).toContain('<w:titlePg/>');
    const tables = document.split('<w:tbl>').slice(2, -1);
    expect(tables.length).toBeGreaterThanOrEqual(5);
    for (const table of tables) expect(table).toContain('<w:tblHeader/>');
    expect(parts['word/styles.xml']).toContain('w:ascii="Times New Roman"');
    expect(parts['word/styles.xml']).toContain('<w:sz w:val="28"/>');
    const headers = Object.entries(parts).filter(([path]) => /^word\/header\d+\.xml$/.test(path));
    expect(headers.filter(([, xml]) => xml.includes('PAGE'))).toHaveLength(1);
    const numbered = headers.find(([, xml]) => xml.includes('PAGE'))?.[1] ?? '';
    expect(numbered).toContain('<w:jc w:val="center"/>');
  });

  it('keeps each short table on one page: a word processor may lose rows of one that breaks', async () => {
    const document = (await report(await officeWithData()))['word/document.xml'] ?? '';
    const tables = document.split('<w:tbl>').filter((part) => part.includes('<w:tblHeader/>'));
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      const rows = table.split('</w:tbl>', 1)[0]?.split('<w:tr>').slice(1) ?? [];
      const kept = rows.map((row) => row.includes('<w:keepNext/>'));
      if (rows.length <= 17) expect(kept).toEqual(rows.map((_, at) => at < rows.length - 1));
    }
  });

  it('is well-formed in every part, whatever people wrote', async () => {
    const office = await officeWithData();
    const parts = await report(office, {
      ...LETTER,
      about: 'Kết quả <b>&amp; "trích" \u0001\uD800',
      bases: ['a & b < c'],
    });
    for (const [path, xml] of Object.entries(parts)) {
      if (/\.(xml|rels)$/.test(path)) expect(() => paragraphs(xml), path).not.toThrow();
    }
    // Every part that is pointed to is there.
    const targets = [
      ...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="([^"]+)"/g),
    ];
    for (const [, target = ''] of targets) expect(parts[`word/${target}`]).toBeDefined();
  });

  it('leaves the day open when it is not told, and says when nobody is on the roster', async () => {
    const office = await Office.open(catalogue, await homes.empty('node:sqlite file'));
    const found = await reportText(office, { ...LETTER, dated: '', place: '' });
    expect(found).toMatch(/…, ngày +tháng +năm 2026/);
    expect(found).toContain('Chưa có danh sách cán bộ, giáo viên, nhân viên để tính kết quả.');
    expect(found).not.toContain('NaN');
  });

  it('refuses a letter without the body that reports', async () => {
    const office = await officeWithData();
    const response = await office.request(`/api/exports/report.docx?${QUERY}`, {
      method: 'POST',
      body: JSON.stringify({ about: 'Kết quả' }),
    });
    expect(response.status).toBe(400);
  });
});
