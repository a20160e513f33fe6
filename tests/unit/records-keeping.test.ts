import { gunzipSync, gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  apiErrorSchema,
  keptProgrammeSchema,
  stateSchema,
  unfinishedSchema,
  unitSchema,
  unmatchedSchema,
} from '../../src/records/contract.ts';
import { parseCsv } from '../../src/records/reading/csv.ts';
import { catalogue, Office, recordFile } from './records-office.ts';

const roster = `Mã,Họ và tên,Trường,Vai trò,Email
GV001,Lò Thị Ban,Trường Mầm non Hoa Ban,Giáo viên,ban@example.invalid
GV002,Nguyễn Văn Đạt,Trường Tiểu học Suối Trong,Hiệu trưởng,
GV003,Trần Thị Ở,Trường Tiểu học Suối Trong,Kế toán,
GV004,Lò Thị Ban,Trường THCS Thung Mây,Giáo viên,
GV005,=cmd|'/c calc'!A1,Trường THCS Thung Mây,Tổng phụ trách Đội,
`;
const inYear = 'programme=hien-hanh&on=2026-12-31';

async function withRoster(): Promise<Office> {
  const office = await Office.open();
  await office.take(roster);
  return office;
}

describe('matching a record file to a person', () => {
  it('takes a code that goes with the name', async () => {
    const office = await withRoster();
    const preview = await office.preview(
      recordFile({ name: 'nguyen van dat', unit: '', code: 'GV002' }, [{}]),
    );
    expect(preview.counts).toMatchObject({ new: 1, proposed: 0 });
  });

  it('only proposes a name, and takes it only when the officer says so', async () => {
    const office = await withRoster();
    const file = recordFile({ name: 'Nguyễn Văn Đạt', unit: 'TH Suối Trong', code: null }, [{}]);
    const preview = await office.preview(file);
    expect(preview.counts).toMatchObject({ proposed: 1, new: 0 });
    const [row] = await office.rows(preview);
    expect(row?.proposal?.text).toBe('Nguyễn Văn Đạt – GV002 – Trường Tiểu học Suối Trong');
    await office.confirm(preview, []);
    expect(await office.state()).toMatchObject({ completions: 0, unmatched: 1 });
    const again = await office.preview(file);
    await office.confirm(again, [row?.key ?? -1]);
    expect(await office.state()).toMatchObject({ completions: 1, unmatched: 0 });
    expect((await office.preview(file)).counts).toMatchObject({ same: 1, proposed: 0 });
  });

  it('only proposes a code that stands under another name', async () => {
    const office = await withRoster();
    const preview = await office.preview(
      recordFile({ name: 'Trần Thị Ở', unit: '', code: 'GV002' }, [{}]),
    );
    expect(preview.counts).toMatchObject({ proposed: 1, new: 0 });
    expect((await office.rows(preview))[0]?.reason).toContain('Mã "GV002" là của Nguyễn Văn Đạt');
  });

  it('does not choose between two people of one name, unless the unit does', async () => {
    const office = await withRoster();
    const either = await office.preview(
      recordFile({ name: 'Lò Thị Ban', unit: '', code: null }, [{}]),
    );
    expect(either.counts.unmatched).toBe(1);
    expect((await office.rows(either))[0]?.reason).toContain('Có 2 người tên "Lò Thị Ban"');
    const one = await office.preview(
      recordFile({ name: 'Lò Thị Ban', unit: 'MN Hoa Ban', code: null }, [{}]),
    );
    expect((await office.rows(one))[0]?.proposal?.text).toContain('GV001');
  });

  it('keeps a stranger aside with the reason, and takes them in when the roster names them', async () => {
    const office = await withRoster();
    await office.take(
      recordFile({ name: 'Cà Văn Nam', unit: 'THCS Thung Mây', code: 'GV099' }, [{}]),
      'nam.json',
    );
    const waiting = await office.json(unmatchedSchema, '/api/unmatched');
    expect(waiting).toMatchObject({ total: 1, records: [{ fileName: 'nam.json', row: 1 }] });
    expect(waiting.records[0]?.reason).toContain('Danh sách không có mã "GV099"');
    const later = await office.take(`${roster}GV099,Cà Văn Nam,Trường THCS Thung Mây,Kế toán,\n`);
    expect(await office.state()).toMatchObject({ unmatched: 0, completions: 1 });
    expect((await office.coverage()).total.trained.numerator).toBe(1);
    await office.request(`/api/imports/${later.id}/undo`, { method: 'POST' });
    expect(await office.state()).toMatchObject({ unmatched: 1, completions: 0 });
  });

  it('keeps a result of a module this site does not have aside', async () => {
    const office = await withRoster();
    const preview = await office.take(
      recordFile({ name: 'Lò Thị Ban', unit: '', code: 'GV001' }, [
        { module: 'mo-dun-la', moduleTitle: 'Mô-đun lạ' },
      ]),
    );
    expect(preview.counts.unmatched).toBe(1);
    expect((await office.json(unmatchedSchema, '/api/unmatched')).records[0]?.reason).toContain(
      'không có mô-đun "Mô-đun lạ"',
    );
  });

  it('refuses a file that was edited, cut short, newer or something else', async () => {
    const office = await withRoster();
    const file = recordFile({ name: 'Lò Thị Ban', unit: '', code: 'GV001' }, [
      { status: 'failed', score: 40 },
    ]);
    await expect(office.preview(file.replace('"failed"', '"passed"'))).rejects.toThrow(
      /wrong-checksum/,
    );
    await expect(office.preview(file.slice(0, -20))).rejects.toThrow(/damaged-file/);
    await expect(office.preview(file.replace('"version":1', '"version":2'))).rejects.toThrow(
      /newer-file/,
    );
    await expect(office.preview('{"hello": 1}')).rejects.toThrow(/not-a-record-file/);
    await expect(office.preview(file.replace('"score":40', '"score":"nhiều"'))).rejects.toThrow(
      /completions\.0\.score/,
    );
  });

  it('counts an attempt on the day it was in Vietnam', async () => {
    const office = await withRoster();
    await office.take(
      recordFile({ name: 'Trần Thị Ở', unit: '', code: 'GV003' }, [
        { at: '2026-12-31T17:00:00.000Z' },
      ]),
    );
    // 17:00 UTC is already 1 January 2027 in Vietnam: outside the period.
    expect((await office.coverage('2027-12-31')).total.reached.numerator).toBe(0);
  });
});

describe('coverage', () => {
  it('asks of each role what the programme asks of it, and leaves other roles out', async () => {
    const office = await withRoster();
    await office.take(recordFile({ name: 'Nguyễn Văn Đạt', unit: '', code: 'GV002' }, [{}]));
    await office.take(recordFile({ name: 'Lò Thị Ban', unit: '', code: 'GV001' }, [{}]));
    const coverage = await office.coverage();
    expect(coverage.total).toMatchObject({
      people: 4,
      trained: { numerator: 1 },
      reached: { numerator: 2 },
    });
    expect(coverage.outside).toBe(1);
    expect(coverage.byUnit.map(({ name, trained }) => `${name} ${trained.shown}`)).toEqual([
      'Trường Mầm non Hoa Ban 0,0%',
      'Trường THCS Thung Mây 0,0%',
      'Trường Tiểu học Suối Trong 50,0%',
    ]);
    expect(coverage.byModule).toMatchObject([
      { module: 'bao-luc', passed: { numerator: 0, denominator: 2 } },
      { module: 'tong-quan', passed: { numerator: 2, denominator: 4 } },
    ]);
  });

  it('counts only passes within the period and up to the day', async () => {
    const office = await withRoster();
    const learner = { name: 'Trần Thị Ở', unit: '', code: 'GV003' };
    await office.take(
      recordFile(learner, [
        { at: '2020-05-05T03:00:00Z' },
        { at: '2026-06-10T03:00:00Z', attempt: 2 },
      ]),
    );
    expect((await office.coverage('2026-06-09')).total.trained.numerator).toBe(0);
    expect((await office.coverage('2026-06-10')).total.trained.numerator).toBe(1);
    expect((await office.state()).completions).toBe(2);
  });

  it('does not count "completed" without a pass as trained, but as reached', async () => {
    const office = await withRoster();
    await office.take(
      'Mã,Mô-đun,Kết quả,Điểm,Ngày\nGV003,Tổng quan công tác xã hội,Đã học xong,,05/05/2026\n',
    );
    expect((await office.coverage()).total).toMatchObject({
      trained: { numerator: 0 },
      reached: { numerator: 1 },
    });
  });

  it('lists who has not finished and what is missing, also for one unit', async () => {
    const office = await withRoster();
    await office.take(
      'Mã,Mô-đun,Kết quả,Điểm,Ngày\nGV001,tong-quan,Chưa đạt,"45,5",05/05/2026\nGV003,tong-quan,Đạt,9/10,6/5/2026\n',
    );
    const all = await office.json(unfinishedSchema, `/api/unfinished?${inYear}`);
    expect(all.people.map(({ code }) => code)).toEqual(['GV001', 'GV004', 'GV002']);
    expect(all.people[0]?.missing).toEqual([
      { module: 'tong-quan', status: 'failed' },
      { module: 'bao-luc', status: null },
    ]);
    const unit = (await office.coverage()).byUnit.find(
      ({ name }) => name === 'Trường THCS Thung Mây',
    )?.id;
    const some = await office.json(unfinishedSchema, `/api/unfinished?${inYear}&unit=${unit}`);
    expect(some.people.map(({ code }) => code)).toEqual(['GV004']);
    const office_ = await office.json(unfinishedSchema, `/api/unfinished?${inYear}&unit=office`);
    expect(office_.total).toBe(3);
  });

  it('counts schools as people do, 1, 2, 10, wherever they are listed', async () => {
    const office = await Office.open();
    const rows = [10, 2, 1, 11].map((n) => `GV${n},Lò Thị Ban,Trường Tiểu học Số ${n},Giáo viên`);
    await office.take(`Mã,Họ và tên,Trường,Chức vụ\n${rows.join('\n')}\n`);
    const inOrder = [1, 2, 10, 11].map((n) => `Trường Tiểu học Số ${n}`);
    expect((await office.coverage()).byUnit.map(({ name }) => name)).toEqual(inOrder);
    const { people } = await office.json(unfinishedSchema, `/api/unfinished?${inYear}`);
    expect(people.map(({ unit }) => unit)).toEqual(inOrder);
    const response = await office.request(`/api/exports/coverage.csv?${inYear}`);
    expect((await response.text()).match(/Số \d+/g)).toEqual(['Số 1', 'Số 2', 'Số 10', 'Số 11']);
  });

  it("follows the office's own programme until it is given back", async () => {
    const office = await withRoster();
    const [kept] = await office.json(keptProgrammeSchema.array(), '/api/programmes');
    if (kept === undefined) throw new Error('no programme');
    const own = {
      ...kept.programme,
      targets: { reached: 90, trained: 1 },
      required: { 'doan-doi': ['bao-luc'] },
    };
    await office.json(keptProgrammeSchema, '/api/programmes/hien-hanh', {
      method: 'PUT',
      body: JSON.stringify(own),
    });
    expect(await office.coverage()).toMatchObject({
      programme: { edited: true },
      total: { people: 1 },
      outside: 4,
    });
    await office.json(keptProgrammeSchema.array(), '/api/programmes/hien-hanh', {
      method: 'DELETE',
    });
    expect(await office.coverage()).toMatchObject({
      programme: { edited: false },
      total: { people: 4 },
    });
  });
});

describe('exports', () => {
  it('show the figures of the screen, and defuse a name that is a formula', async () => {
    const office = await withRoster();
    await office.take(
      'Mã,Mô-đun,Kết quả,Điểm,Ngày\nGV005,tong-quan,Đạt,95,05/05/2026\nGV003,tong-quan,Đạt,"87,5",05/05/2026\n',
    );
    const coverage = await office.coverage();
    const read = async (path: string) =>
      parseCsv((await (await office.request(path)).text()).replace(/^\uFEFF/, '')).rows;
    const figures = await read(`/api/exports/coverage.csv?${inYear}`);
    const total = figures.find(([kind]) => kind === 'Tổng');
    expect(total).toEqual([
      'Tổng',
      'Tổng cộng',
      '4',
      '1',
      coverage.total.trained.shown,
      '90%',
      'Chưa đạt',
      '1',
      coverage.total.reached.shown,
      '90%',
      'Chưa đạt',
    ]);
    expect(figures.filter(([kind]) => kind === 'Đơn vị').map((row) => row[4])).toEqual(
      coverage.byUnit.map(({ trained }) => trained.shown),
    );
    const rows = await read(`/api/exports/completions.csv?${inYear}`);
    expect(rows.find(([code]) => code === 'GV005')?.[1]).toBe("'=cmd|'/c calc'!A1");
    expect(rows.find(([code]) => code === 'GV003')?.slice(7, 13)).toEqual([
      'Tổng quan công tác xã hội',
      'tong-quan',
      'Đạt',
      '87,5',
      '05/05/2026',
      'Nhập từ tệp khác',
    ]);
    const unfinished = await read(`/api/exports/unfinished.csv?${inYear}`);
    expect(unfinished[1]?.[5]).toBe(
      'Tổng quan công tác xã hội (Chưa học); Phòng, chống bạo lực học đường (Chưa học)',
    );
  });

  it('come as bytes that begin with the UTF-8 mark', async () => {
    const office = await withRoster();
    const bytes = new Uint8Array(
      await (await office.request(`/api/exports/coverage.csv?${inYear}`)).arrayBuffer(),
    );
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('back-up', () => {
  async function full(): Promise<Office> {
    const office = await withRoster();
    await office.take(recordFile({ name: 'Trần Thị Ở', unit: '', code: 'GV003' }, [{}]));
    await office.take(recordFile({ name: 'Cà Văn Nam', unit: '', code: 'GV099' }, [{}]));
    return office;
  }
  const backup = async (office: Office) =>
    new Uint8Array(await (await office.request('/api/backup')).arrayBuffer());

  it('brings everything back into another browser, where the last import can still be undone', async () => {
    const office = await full();
    const file = await backup(office);
    expect((await office.state()).lastBackup).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const other = await Office.open();
    await other.take('Mã,Họ và tên,Trường,Vai trò\nX1,Người Khác,THCS Khác,Giáo viên\n');
    const state = await other.json(stateSchema, '/api/restore', { method: 'POST', body: file });
    expect(state).toMatchObject({ people: 5, completions: 1, unmatched: 1, units: 4 });
    expect(await other.coverage()).toEqual(await office.coverage());
    const [newest] = JSON.parse(await (await other.request('/api/imports')).text());
    expect((await other.request(`/api/imports/${newest.id}/undo`, { method: 'POST' })).status).toBe(
      200,
    );
    expect((await other.state()).unmatched).toBe(0);
  });

  it.each([
    ['a cut one', (file: Uint8Array) => file.slice(0, file.length / 2)],
    [
      'a changed one',
      (file: Uint8Array) =>
        gzipSync(
          new TextEncoder().encode(
            new TextDecoder().decode(gunzipSync(file)).replace('GV003', 'GV033'),
          ),
        ),
    ],
    ['something else', () => new TextEncoder().encode('hello')],
    ['a bare gzip', () => gzipSync(new TextEncoder().encode('hello\n'))],
  ])('refuses %s and keeps what is there', async (_what, spoil) => {
    const office = await full();
    const before = await office.state();
    const response = await office.request('/api/restore', {
      method: 'POST',
      body: new Uint8Array(spoil(await backup(office))),
    });
    expect(response.status).toBe(422);
    const { error } = apiErrorSchema.parse(await response.json());
    expect(error.message).toContain('Dữ liệu đang giữ không đổi');
    expect(await office.state()).toMatchObject({
      people: before.people,
      completions: before.completions,
    });
  });
});

describe('erasing', () => {
  it('asks for the words, then leaves nobody', async () => {
    const office = await withRoster();
    const refused = await office.request('/api/erase', {
      method: 'POST',
      body: '{"confirm":"ok"}',
    });
    expect(refused.status).toBe(400);
    expect((await office.state()).people).toBe(5);
    await office.json(stateSchema, '/api/erase', {
      method: 'POST',
      body: JSON.stringify({ confirm: 'XÓA HẾT' }),
    });
    expect(await office.state()).toMatchObject({
      people: 0,
      completions: 0,
      unmatched: 0,
      units: 1,
      lastChange: null,
      lastBackup: null,
    });
    expect((await office.coverage()).total.people).toBe(0);
  });
});

describe('a wrong call', () => {
  it.each([
    ['GET', '/api/coverage?programme=khong-co&on=2026-01-01', 404, 'unknown-programme'],
    ['GET', '/api/coverage?programme=hien-hanh&on=31/12/2026', 400, 'invalid-request'],
    ['GET', '/api/unfinished?programme=hien-hanh&on=2026-01-01&limit=x', 400, 'invalid-request'],
    ['PUT', '/api/catalogue', 400, 'invalid-request'],
    ['POST', '/api/imports?name=a&as=thu-la', 400, 'invalid-request'],
    ['GET', '/api/imports/khong-co/rows', 404, 'unknown-import'],
    ['POST', '/api/imports/khong-co/undo', 404, 'unknown-import'],
    ['GET', '/api/nowhere', 404, 'unknown-call'],
  ])('%s %s is answered %i %s in Vietnamese', async (method, path, status, code) => {
    const office = await Office.open();
    const response = await office.request(path, {
      method,
      ...(method === 'GET' ? {} : { body: '{"x":' }),
    });
    expect(response.status).toBe(status);
    const { error } = apiErrorSchema.parse(await response.json());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/Hãy|Chỉ/);
  });
});

describe('records kept aside', () => {
  it('are matched when the site gets their module, and wait again when the roster that names them is taken back', async () => {
    const office = await Office.open({ ...catalogue, modules: catalogue.modules.slice(1) });
    await office.take(recordFile({ name: 'Trần Thị Ở', unit: '', code: 'GV003' }, [{}]));
    const later = await office.take(roster);
    expect(await office.state()).toMatchObject({ unmatched: 1, completions: 0 });
    await office.json(stateSchema, '/api/catalogue', {
      method: 'PUT',
      body: JSON.stringify(catalogue),
    });
    expect(await office.state()).toMatchObject({ unmatched: 0, completions: 1 });
    await office.request(`/api/imports/${later.id}/undo`, { method: 'POST' });
    expect(await office.state()).toMatchObject({ unmatched: 1, completions: 0, people: 0 });
  });
});

describe('units', () => {
  it('are placed under their Phòng when a later roster names it', async () => {
    const office = await withRoster();
    const later = await office.take(
      'Mã,Họ và tên,Phòng,Trường,Vai trò\nGV001,Lò Thị Ban,Phòng Văn hóa – Xã hội xã Đèo Gió,Trường Mầm non Hoa Ban,Giáo viên\n',
    );
    const units = await office.json(unitSchema.array(), '/api/units');
    const phong = units.find(({ name }) => name.endsWith('Đèo Gió'));
    expect(phong).toMatchObject({ kind: 'phong', parentId: 'office' });
    expect(units.filter(({ name }) => name === 'Trường Mầm non Hoa Ban')).toMatchObject([
      { parentId: phong?.id, people: 1 },
    ]);
    await office.request(`/api/imports/${later.id}/undo`, { method: 'POST' });
    const again = await office.json(unitSchema.array(), '/api/units');
    expect(again).toHaveLength(4);
    expect(again.find(({ name }) => name === 'Trường Mầm non Hoa Ban')?.parentId).toBe('office');
  });
});
