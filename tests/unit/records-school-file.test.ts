import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  classSessionsSchema,
  keptSessionSchema,
  schoolClassSchema,
} from '../../src/records/contract/classes.ts';
import { pupilCoverageSchema } from '../../src/records/contract/figures.ts';
import { indicatorGridSchema } from '../../src/records/contract/indicators.ts';
import { treeUnitSchema } from '../../src/records/contract/units.ts';
import { apiErrorSchema, stateSchema } from '../../src/records/contract.ts';
import { newId } from '../../src/records/database/ids.ts';
import { type SchoolFile, schoolFileChecksum } from '../../src/records/school-file.ts';
import { HOME_NAMES, type HomeName, type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const ON = '2026-11-20';
const QUERY = `programme=hien-hanh&on=${ON}`;
const SCHOOL = 'Trường Tiểu học Số 1';
const ROSTER = `Mã,Họ và tên,Trường,Vai trò
G1,Lò Thị Ban,${SCHOOL},Giáo viên
G2,Cà Văn Nam,${SCHOOL},Kế toán
,Vì Thị Mơ,${SCHOOL},Giáo viên
`;
const DONE = `Mã,Họ và tên,Đơn vị,Mô-đun,Kết quả,Điểm,Ngày
G1,Lò Thị Ban,${SCHOOL},tong-quan,Đạt,90,10/03/2026
G1,Lò Thị Ban,${SCHOOL},bao-luc,Đạt,85,12/05/2026
G2,Cà Văn Nam,${SCHOOL},tong-quan,Chưa đạt,40,10/04/2026
`;

const open = async (home: HomeName) => Office.open(catalogue, await homes.empty(home));

async function unitCalled(office: Office, name: string): Promise<string> {
  const units = await office.json(z.array(treeUnitSchema), `/api/units/tree?${QUERY}`);
  return units.find((unit) => unit.name === name)?.id ?? '';
}

const put = (body: unknown) => ({ method: 'PUT', body: JSON.stringify(body) });

/** A school's own records: three people, a class, a session, a statement. */
async function school(home: HomeName = 'node:sqlite file') {
  const office = await open(home);
  await office.take(ROSTER, 'danh-sach.csv');
  await office.take(DONE, 'ket-qua.csv');
  const unitId = await unitCalled(office, SCHOOL);
  const classId = newId();
  const sessionId = newId();
  const hold = (headcount: number) =>
    office.json(
      keptSessionSchema,
      `/api/class-sessions/${sessionId}`,
      put({
        unitId,
        day: '2026-10-20',
        topic: 'bao-luc',
        module: null,
        leader: 'Cô Lò Thị Ban',
        note: '',
        classes: [{ classId, headcount }],
      }),
    );
  await office.json(
    schoolClassSchema,
    `/api/classes/${classId}`,
    put({ unitId, schoolYear: '2026-2027', name: '5A', size: 32 }),
  );
  await hold(20);
  await office.json(z.object({ kept: z.int() }), '/api/indicators', {
    method: 'POST',
    body: JSON.stringify({
      statements: [
        {
          id: newId(),
          unitId,
          indicator: 'ke-hoach',
          day: '2026-10-05',
          met: true,
          statedBy: 'Hiệu trưởng',
          note: 'Số 12/KH-TH1',
        },
      ],
    }),
  });
  const file = async () => {
    const response = await office.request(`/api/exports/school-file?unit=${unitId}`);
    if (!response.ok) throw new Error(await response.text());
    return response.text();
  };
  return { office, file, hold, unitId, classId, sessionId };
}

/** Everything that is shown of a school, without ids of one home. */
async function shown(office: Office) {
  const unit = await unitCalled(office, SCHOOL);
  const coverage = await office.coverage(ON);
  const pupils = await office.json(
    pupilCoverageSchema,
    `/api/coverage/pupils?${QUERY}&unit=${unit}`,
  );
  const grid = await office.json(indicatorGridSchema, `/api/indicators?${QUERY}&unit=${unit}`);
  const sessions = await office.json(classSessionsSchema, `/api/class-sessions?unit=${unit}`);
  const group = coverage.byUnit.find(({ id }) => id === unit);
  return {
    figures: group === undefined ? null : { ...group, id: '' },
    byModule: coverage.byModule,
    pupils: pupils.total,
    statements: grid.units.flatMap(({ statements }) => statements),
    sessions: sessions.sessions.map(({ unitId: _unit, ...rest }) => rest),
  };
}

describe.each(HOME_NAMES)("the school's file in %s", (home) => {
  it('gives an office that knew nothing the same figures, once however often it comes', async () => {
    const { office: sender, file } = await school(home);
    const office = await open(home);
    const text = await file();
    const preview = await office.preview(text, 'tep.json');
    expect(preview).toMatchObject({
      kind: 'school-file',
      ready: true,
      counts: { new: 9, changed: 0, error: 0, unmatched: 0 },
    });
    await office.confirm(preview);
    expect(await shown(office)).toEqual(await shown(sender));
    const state = await office.state();
    const again = await office.preview(text, 'tep.json');
    expect(again.counts).toMatchObject({ same: 9, new: 0, changed: 0, error: 0 });
    await office.confirm(again);
    expect(await office.state()).toMatchObject({
      people: state.people,
      completions: state.completions,
    });
    expect(await shown(office)).toEqual(await shown(sender));
  });

  it('tells moves within the school and sizes of classes from the day they hold there', async () => {
    const { office: sender, file, classId } = await school(home);
    await sender.take(
      `Mã,Họ và tên,Trường,Vai trò,Từ ngày\nG1,Lò Thị Ban,${SCHOOL},Hiệu trưởng,1/6/2026\nG3,Tòng Văn Yêu,${SCHOOL},Giáo viên,1/9/2020\n`,
    );
    const sized = { schoolYear: '2026-2027', name: '5A', size: 25, sizeFrom: '2026-10-25' };
    await sender.json(
      schoolClassSchema,
      `/api/classes/${classId}`,
      put({ unitId: await unitCalled(sender, SCHOOL), ...sized }),
    );
    const office = await open(home);
    // The office knows one of them from an earlier file, in another post.
    await office.take(ROSTER, 'danh-sach.csv');
    const preview = await office.take(await file(), 'tep.json');
    expect(preview.counts).toMatchObject({ error: 0, changed: 1 });
    const roles = async (of: Office, on: string) =>
      (await of.coverage(on)).byRole.map(({ id, people }) => `${id} ${people}`).sort();
    for (const on of ['2026-03-31', '2026-05-31', '2026-06-01', ON])
      expect([on, await roles(office, on)]).toEqual([on, await roles(sender, on)]);
    expect(await roles(office, '2026-05-31')).not.toEqual(await roles(office, '2026-06-01'));
    const reached = async (of: Office, on: string) =>
      (await of.json(pupilCoverageSchema, `/api/coverage/pupils?programme=hien-hanh&on=${on}`))
        .total;
    for (const on of ['2026-10-24', '2026-10-25'])
      expect([on, await reached(office, on)]).toEqual([on, await reached(sender, on)]);
    const again = await office.preview(await file(), 'tep.json');
    expect(again.counts).toMatchObject({ new: 0, changed: 0, error: 0, dropped: 0 });
    await office.json(stateSchema, `/api/imports/${preview.id}/undo`, { method: 'POST' });
    const past = await office.app.home.database.kysely
      .selectFrom('person_past')
      .selectAll()
      .execute();
    expect(past).toEqual([]);
  });

  it('shows what the school keeps no more, and takes it away only on the officer’s word', async () => {
    const { office: sender, file, classId, sessionId } = await school(home);
    const office = await open(home);
    await office.take(await file(), 'tep-1.json');
    const before = await shown(office);
    await sender.request(`/api/class-sessions/${sessionId}`, { method: 'DELETE' });
    await sender.request(`/api/classes/${classId}`, { method: 'DELETE' });
    const [statement] = await sender.app.home.database.kysely
      .selectFrom('indicator_statement')
      .select('id')
      .execute();
    await sender.request('/api/indicators/withdraw', {
      method: 'POST',
      body: JSON.stringify({ ids: [statement?.id] }),
    });
    const text = await file();
    // Left alone, everything stays.
    const untouched = await office.take(text, 'tep-2.json');
    expect(untouched.counts).toMatchObject({ dropped: 3, error: 0 });
    expect(await shown(office)).toEqual(before);
    const preview = await office.preview(text, 'tep-2.json');
    const dropped = await office.rows(preview, 'dropped');
    expect(dropped.map(({ sheet, cells }) => [sheet, cells[0]?.value])).toEqual([
      ['Lớp', '5A'],
      ['Buổi tuyên truyền', '20/10/2026'],
      ['Chỉ tiêu', expect.stringContaining('kế hoạch')],
    ]);
    const confirm = async (keys: number[]) =>
      (
        await office.events(`/api/imports/${preview.id}/confirm`, {
          method: 'POST',
          body: JSON.stringify({ accept: keys }),
        })
      ).at(-1);
    const keys = dropped.map(({ key }) => key);
    expect(await confirm(keys.slice(0, 1))).toMatchObject({ code: 'class-in-use' });
    expect(await confirm(keys)).toMatchObject({
      event: 'done',
      counts: { changed: 3, dropped: 0 },
    });
    expect(await shown(office)).toEqual(await shown(sender));
    await office.json(stateSchema, `/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect(await shown(office)).toEqual(before);
  });

  it('brings what changed since, and undo takes back exactly that', async () => {
    const { office: sender, file, hold } = await school(home);
    const office = await open(home);
    await office.take(await file(), 'tep-1.json');
    const before = await shown(office);
    await hold(28);
    await sender.take(
      `Mã,Họ và tên,Mô-đun,Kết quả,Điểm,Ngày\nG2,Cà Văn Nam,tong-quan,Đạt,95,10/05/2026\n`,
    );
    const preview = await office.take(await file(), 'tep-2.json');
    expect(preview.counts).toMatchObject({ new: 1, changed: 1, error: 0 });
    expect(await shown(office)).toEqual(await shown(sender));
    await office.json(stateSchema, `/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect(await shown(office)).toEqual(before);
  });
});

describe("the school's file", () => {
  it('is undone whole when it was the first', async () => {
    const { file } = await school();
    const office = await open('node:sqlite file');
    const { id } = await office.take(await file(), 'tep.json');
    const state = await office.json(stateSchema, `/api/imports/${id}/undo`, { method: 'POST' });
    expect(state).toMatchObject({ people: 0, completions: 0 });
    expect(await office.json(classSessionsSchema, '/api/class-sessions')).toMatchObject({
      total: 0,
    });
  });

  it('finds the school and people the office has, under its own code and Phòng', async () => {
    const { file } = await school();
    const office = await open('node:sqlite file');
    await office.take(
      `Mã,Họ và tên,Phòng,Trường,Mã trường,Vai trò\nG1,Lò Thị Ban,Phòng xã Hoa Ban,${SCHOOL},TH1,Giáo viên\n`,
    );
    const preview = await office.take(await file(), 'tep.json');
    expect(preview.counts).toMatchObject({ same: 1, new: 8 });
    const units = await office.json(z.array(treeUnitSchema), `/api/units/tree?${QUERY}`);
    expect(units.filter(({ name }) => name === SCHOOL)).toHaveLength(1);
    expect(units.find(({ name }) => name === SCHOOL)?.code).toBe('TH1');
  });

  it('tells results of an LMS as a file does, and what people report themselves as that', async () => {
    const { file } = await school();
    const { checksum: _old, ...content }: SchoolFile = JSON.parse(await file());
    const sources = ['lms', 'device', 'session'] as const;
    const told: typeof content = {
      ...content,
      completions: content.completions.map((each, index) => ({
        ...each,
        source: sources[index] ?? 'import',
      })),
    };
    const office = await open('node:sqlite file');
    await office.take(JSON.stringify({ ...told, checksum: schoolFileChecksum(told) }), 'tep.json');
    const csv = await (
      await office.request(`/api/exports/completions.csv?${QUERY}&separator=comma`)
    ).text();
    expect(csv).toContain('Nhập từ tệp khác');
    expect(csv).toContain('người học tự báo');
    expect(csv).not.toContain('Hệ thống LMS');
  });

  it('of the first version still reads, and never offers to take anything away', async () => {
    const { file } = await school();
    const office = await open('node:sqlite file');
    await office.take(await file(), 'tep.json');
    const { checksum: _sum, ...whole }: SchoolFile = JSON.parse(await file());
    const bare = { ...whole, version: 1 as const, sessions: [], statements: [] };
    const checksum = schoolFileChecksum(bare);
    // As that version wrote it: no word of earlier posts and sizes.
    const written = {
      ...bare,
      people: bare.people.map(({ past: _past, ...person }) => person),
      classes: bare.classes.map(({ past: _past, ...each }) => each),
      checksum,
    };
    const preview = await office.preview(JSON.stringify(written), 'cu.json');
    expect(preview).toMatchObject({ ready: true, counts: { dropped: 0, error: 0, new: 0 } });
    const changed = JSON.stringify(written).replace('"score":90', '"score":91');
    await expect(office.preview(changed, 'cu.json')).rejects.toThrow('wrong-checksum');
  });

  it('does not ask about what was entered here after it was made', async () => {
    const { file, unitId } = await school();
    const text = await file();
    const office = await open('node:sqlite file');
    await office.take(text, 'tep.json');
    expect(unitId).not.toBe('');
    const own = await unitCalled(office, SCHOOL);
    await office.json(
      schoolClassSchema,
      `/api/classes/${newId()}`,
      put({ unitId: own, schoolYear: '2026-2027', name: '5B', size: 30 }),
    );
    expect((await office.preview(text, 'tep.json')).counts).toMatchObject({ dropped: 0 });
  });

  it('is refused by name when it was changed, cut off or is of another kind', async () => {
    const { file } = await school();
    const text = await file();
    const office = await open('node:sqlite file');
    await expect(
      office.preview(text.replace('"score":90', '"score":99'), 'a.json'),
    ).rejects.toThrow('wrong-checksum');
    await expect(office.preview(text.slice(0, -40), 'a.json')).rejects.toThrow('damaged-file');
    await expect(
      office.preview('{"format":"khác","version":1}', 'a.json', 'school-file'),
    ).rejects.toThrow('not-a-school-file');
    await expect(
      office.preview(text.replace('"version":2', '"version":3'), 'a.json'),
    ).rejects.toThrow('newer-file');
  });

  it('is of a school, not of an office', async () => {
    const { office } = await school();
    const response = await office.request('/api/exports/school-file');
    expect(response.status).toBe(422);
    expect(apiErrorSchema.parse(await response.json()).error.code).toBe('not-a-school');
  });
});
