import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/records/access/actor.ts';
import { writeAudit } from '../../src/records/access/audit.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import { auditLogSchema } from '../../src/records/contract/accounts.ts';
import { treeUnitSchema, unitsChangedSchema } from '../../src/records/contract/units.ts';
import { newId } from '../../src/records/database/ids.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { HOME_NAMES, type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office, recordFile } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const SCHOOL = 'Trường Tiểu học Số 1';
const ROSTER = `Mã,Họ và tên,Trường,Vai trò\nG1,Lò Thị Ban,${SCHOOL},Giáo viên\n`;
const body = (method: string, value: unknown) => ({ method, body: JSON.stringify(value) });

async function log(office: Office, query = ''): Promise<string[]> {
  const { entries } = await office.json(auditLogSchema, `/api/audit?limit=100&${query}`);
  return entries.map(({ text }) => text);
}

describe('the audit log', () => {
  it('says of each change what it was, from what to what, and names nobody', async () => {
    const office = await Office.open();
    const roster = await office.take(ROSTER, 'danh-sach.csv');
    const tree = await office.json(z.array(treeUnitSchema), '/api/units/tree?on=2026-12-31');
    const unitId = tree.find(({ name }) => name === SCHOOL)?.id ?? '';
    const [kept] = catalogue.programmes;
    const programme = {
      ...kept?.programme,
      targets: { reached: 90, trained: 50 },
      indicators: { 'ke-hoach': 95 },
      required: { 'giao-vien': ['tong-quan'] },
    };
    await office.request('/api/programmes/hien-hanh', body('PUT', programme));
    await office.request('/api/programmes/hien-hanh', { method: 'DELETE' });
    const schoolClass = { unitId, schoolYear: '2026-2027', name: '1A', size: 30 };
    const classId = newId();
    await office.request(`/api/classes/${classId}`, body('PUT', schoolClass));
    const size = { ...schoolClass, size: 31, sizeFrom: '2026-10-01' };
    await office.request(`/api/classes/${classId}`, body('PUT', size));
    const sessionId = newId();
    const session = {
      unitId,
      day: '2026-10-20',
      topic: 'bao-luc',
      module: null,
      leader: 'Cô Vì Thị Mơ',
      note: 'em Cà Văn Nam hỏi',
      classes: [{ classId, headcount: 25 }],
    };
    const put = (change: object) =>
      office.request(`/api/class-sessions/${sessionId}`, body('PUT', { ...session, ...change }));
    await put({});
    await put({ day: '2026-10-21', classes: [{ classId, headcount: 27 }] });
    await put({ day: '2026-10-21', classes: [{ classId, headcount: 27 }], leader: 'Cô khác' });
    await office.request(`/api/class-sessions/${sessionId}`, { method: 'DELETE' });
    const statement = { id: newId(), unitId, indicator: 'ke-hoach', day: '2026-10-05', met: true };
    const statements = [{ ...statement, statedBy: 'Thầy Tòng Văn Chung', note: 'Số 12' }];
    await office.request('/api/indicators', body('POST', { statements }));
    await office.request('/api/indicators/withdraw', body('POST', { ids: [statement.id] }));
    const changed = await office.json(
      unitsChangedSchema,
      '/api/units/changes',
      body('POST', { from: '2026-11-01', changes: [{ unitId, name: 'TH Mới', ended: true }] }),
    );
    await office.request('/api/units/changes/undo', body('POST', changed));
    const own = { code: 'G1', name: 'Lò Thị Ban', unit: SCHOOL };
    await office.take(recordFile(own, [{}]), 'ket-qua-lo-thi-ban.json');
    const [last] = await office.json(z.array(z.object({ id: z.string() }).loose()), '/api/imports');
    await office.request(`/api/imports/${last?.id}/undo`, { method: 'POST' });
    const told = (await log(office)).reverse();
    expect(told.map((text) => text.replace(/\d+\/\d+\/\d+$/, '…'))).toEqual([
      'Nhập tệp “danh-sach.csv” (Danh sách người học): 1 thêm mới; thêm 1 đơn vị',
      'Sửa chương trình “hien-hanh”: mục tiêu bồi dưỡng 90% → 50%; mục tiêu của chỉ tiêu “Có kế hoạch năm học” không đặt → 95%; mô-đun bắt buộc (Cán bộ quản lý) tong-quan → không có; mô-đun bắt buộc (Giáo viên) tong-quan, bao-luc → tong-quan; mô-đun bắt buộc (Nhân viên) tong-quan → không có',
      'Sửa chương trình “hien-hanh”: mục tiêu bồi dưỡng 50% → 90%; mục tiêu của chỉ tiêu “Có kế hoạch năm học” 95% → không đặt; mô-đun bắt buộc (Cán bộ quản lý) không có → tong-quan; mô-đun bắt buộc (Giáo viên) tong-quan → tong-quan, bao-luc; mô-đun bắt buộc (Nhân viên) không có → tong-quan',
      'Thêm lớp 1A (2026-2027): sĩ số 30',
      'Sửa lớp 1A (2026-2027): sĩ số 30 → 31, tính từ …',
      'Thêm buổi tuyên truyền ngày 20/10/2026: 1 lớp, 25 em dự',
      'Sửa buổi tuyên truyền ngày 21/10/2026: ngày 20/10/2026 → 21/10/2026; dự 1 lớp, 25 em dự → 1 lớp, 27 em dự',
      'Sửa buổi tuyên truyền ngày 21/10/2026: người thực hiện hoặc ghi chú',
      'Xóa buổi tuyên truyền ngày 21/10/2026: 1 lớp, 27 em dự',
      'Ghi 1 xác nhận chỉ tiêu: “Có kế hoạch năm học” đạt',
      'Rút 1 xác nhận chỉ tiêu: “Có kế hoạch năm học” đạt',
      `Đơn vị “${SCHOOL}”: tên “${SCHOOL}” → “TH Mới”, ngày kết thúc không có → 01/11/2026, tính từ …`,
      `Hoàn tác: Đơn vị “TH Mới”: tên “TH Mới” → “${SCHOOL}”, ngày kết thúc 01/11/2026 → không có, tính từ …`,
      'Nhập tệp kết quả của người học: 1 thêm mới',
      'Hoàn tác lần nhập tệp kết quả của người học của ngày …',
    ]);
    for (const name of ['Ban', 'Nam', 'Chung', 'Mơ', 'G1']) expect(told.join()).not.toContain(name);
    expect(roster.id).not.toBe('');
  });

  it('tells when another build of the site changes what is counted, and nothing at the first', async () => {
    const office = await Office.open();
    expect(await log(office)).toEqual([]);
    const [kept] = catalogue.programmes;
    const programme = { ...kept?.programme, targets: { reached: 90, trained: 95 } };
    const next = { ...catalogue, programmes: [{ id: 'hien-hanh', programme }] };
    await office.request('/api/catalogue', body('PUT', next));
    await office.request('/api/catalogue', body('PUT', next));
    expect(await log(office)).toEqual([
      'Bản dựng mới của trang. Sửa chương trình “hien-hanh”: mục tiêu bồi dưỡng 90% → 95%',
    ]);
  });

  it('says nothing of a change that was refused', async () => {
    const office = await Office.open();
    await office.request('/api/units/changes', body('POST', { from: '2026-11-01', changes: [] }));
    await office.request(`/api/class-sessions/${newId()}`, { method: 'DELETE' });
    expect(await log(office)).toEqual([]);
  });
});

describe.each(HOME_NAMES)('the audit log in %s', (home) => {
  it('is given by pages, by days and by words with or without diacritics, to each their own', async () => {
    const database = await homes.empty(home);
    const actor: { now: Actor } = { now: { kind: 'local' } };
    const office = await Office.over(createRecordsApp(database, { actorOf: () => actor.now }));
    await office.take(ROSTER, 'danh-sach.csv');
    const units = await database.kysely.selectFrom('unit').selectAll().execute();
    const school = units.find(({ name }) => name === SCHOOL)?.id ?? '';
    const start = Date.parse('2026-11-01T00:00:00Z');
    for (let index = 0; index < 25; index++) {
      const at = new Date(start + index * 3_600_000);
      const unitId = index % 5 === 0 ? school : null;
      const deed = { actor: actor.now, call: 'POST /x', unitId, text: `Việc “${index}” 100%_đủ` };
      await writeAudit(database.kysely, deed, at);
    }
    const page = (query: string) => office.json(auditLogSchema, `/api/audit?${query}`);
    const second = await page('limit=10&offset=10&words=viec');
    expect([second.total, second.entries.length]).toEqual([25, 10]);
    const all = await page('limit=100&words=viec');
    expect(all.entries.slice(10, 20)).toEqual(second.entries);
    expect((await page('words=truong%20tieu%20hoc%20so%201%20VIỆC')).total).toBe(5);
    expect((await page('words=%25_&limit=100')).total).toBe(all.total + 1);
    expect((await page('words=100zzz')).total).toBe(0);
    // In Vietnam the day begins at 17:00 UTC.
    expect((await page('words=viec&from=2026-11-02&to=2026-11-02')).total).toBe(8);
    actor.now = { kind: 'officer', id: 'o', role: 'truong', unitId: school };
    expect((await page('limit=3')).total).toBe(5);
    actor.now = { kind: 'officer', id: 'o', role: 'truong', unitId: 'gone' };
    expect(await page('')).toEqual({ total: 0, entries: [] });
  });
});

describe('who has not finished', () => {
  it('is asked of the units of the day, as the figure that it explains', async () => {
    const database = await openNodeDatabase();
    const actor: { now: Actor } = { now: { kind: 'local' } };
    const office = await Office.over(createRecordsApp(database, { actorOf: () => actor.now }));
    const header = 'Mã,Họ và tên,Phòng,Trường,Vai trò\n';
    await office.take(
      `${header}G1,Lò Thị Ban,Phòng A,Trường Một,Giáo viên\nG2,Cà Văn Nam,Phòng A,Trường Hai,Giáo viên\nG3,Vì Thị Mơ,Phòng B,Trường Ba,Giáo viên\n`,
    );
    const units = await database.kysely.selectFrom('unit').selectAll().execute();
    const id = (name: string) => units.find((unit) => unit.name === name)?.id ?? '';
    const change = {
      from: '2026-06-01',
      changes: [{ unitId: id('Trường Ba'), parentId: id('Phòng A') }],
    };
    await office.request('/api/units/changes', body('POST', change));
    actor.now = { kind: 'officer', id: 'o', role: 'phong', unitId: id('Phòng A') };
    for (const [on, people] of [
      ['2026-03-01', 2],
      ['2026-11-20', 3],
    ] as const) {
      const query = `programme=hien-hanh&on=${on}`;
      const { total } = await office.json(z.object({ total: z.int() }), `/api/unfinished?${query}`);
      const figures = await office.coverage(on);
      expect([total, figures.total.people - figures.total.trained.numerator]).toEqual([
        people,
        people,
      ]);
      const csv = await (await office.request(`/api/exports/unfinished.csv?${query}`)).text();
      expect(csv.trim().split('\n').length - 1).toBe(people);
      for (const call of ['unfinished', 'exports/unfinished.csv'])
        expect((await office.request(`/api/${call}?${query}&unit=khong-co`)).status).toBe(404);
    }
    await database.kysely.destroy();
  });
});
