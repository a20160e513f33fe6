import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  classSessionSchema,
  classSessionsSchema,
  keptSessionSchema,
  schoolClassSchema,
} from '../../src/records/contract/classes.ts';
import {
  type Figure,
  figureRowsSchema,
  laterChangeSchema,
  pupilCoverageSchema,
  trendPointSchema,
} from '../../src/records/contract/figures.ts';
import { indicatorGridSchema } from '../../src/records/contract/indicators.ts';
import { treeUnitSchema, unitsChangedSchema } from '../../src/records/contract/units.ts';
import { apiErrorSchema, coverageSchema } from '../../src/records/contract.ts';
import { newId } from '../../src/records/database/ids.ts';
import type { Indicator } from '../../src/schemas/vocabulary.ts';
import { HOME_NAMES, type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const HEADER = 'Mã,Họ và tên,Phòng,Trường,Mã trường,Vai trò,Từ ngày\n';
const XA = 'Phòng Văn hóa – Xã hội xã Hoa Ban';
const PHUONG = 'Phòng Văn hóa – Xã hội phường Sông Trăng';
const ROSTER = `${HEADER}G1,Lò Thị Ban,${XA},Trường Tiểu học Số 1,TH1,Giáo viên,05/09/2020
G2,Cà Văn Nam,${XA},Trường Tiểu học Số 1,TH1,Kế toán,05/09/2020
G3,Vì Thị Mơ,${XA},Trường Tiểu học Số 2,TH2,Giáo viên,05/09/2020
G4,Giàng A Páo,${PHUONG},Trường THCS Số 3,CS3,Hiệu trưởng,05/09/2020
`;
const DONE = `Mã,Họ và tên,Mô-đun,Kết quả,Điểm,Ngày
G1,Lò Thị Ban,tong-quan,Đạt,90,10/03/2026
G1,Lò Thị Ban,bao-luc,Đạt,85,12/05/2026
G2,Cà Văn Nam,tong-quan,Đạt,95,10/04/2026
G3,Vì Thị Mơ,tong-quan,Chưa đạt,40,10/04/2026
`;

/** An office with four people in three schools under two Phòng. */
class Records {
  readonly office: Office;
  constructor(office: Office) {
    this.office = office;
  }

  static async open(home: (typeof HOME_NAMES)[number] = 'node:sqlite file'): Promise<Records> {
    const records = new Records(await Office.open(catalogue, await homes.empty(home)));
    await records.office.take(ROSTER, 'danh-sach.csv');
    await records.office.take(DONE, 'ket-qua.csv');
    return records;
  }

  get<T>(schema: z.ZodType<T>, call: string, query: Record<string, string> = {}): Promise<T> {
    const search = new URLSearchParams({ programme: 'hien-hanh', on: '2026-11-20', ...query });
    return this.office.json(schema, `/api/${call}?${search}`);
  }

  send<T>(schema: z.ZodType<T>, method: string, call: string, body?: unknown): Promise<T> {
    return this.office.json(schema, `/api/${call}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async refused(method: string, call: string, body?: unknown): Promise<string> {
    const response = await this.office.request(`/api/${call}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    return apiErrorSchema.parse(await response.json()).error.code;
  }

  async unit(name: string): Promise<string> {
    const units = await this.get(z.array(treeUnitSchema), 'units/tree');
    return units.find((unit) => unit.name === name)?.id ?? '';
  }

  coverage(on: string, unit = '') {
    return this.get(coverageSchema, 'coverage', { on, unit });
  }

  async schoolClass(unit: string, name: string, size: number): Promise<string> {
    const id = newId();
    const body = { unitId: await this.unit(unit), schoolYear: '2026-2027', name, size };
    await this.send(schoolClassSchema, 'PUT', `classes/${id}`, body);
    return id;
  }

  async session(unit: string, day: string, counts: Record<string, number>, id = newId()) {
    return this.send(keptSessionSchema, 'PUT', `class-sessions/${id}`, {
      unitId: await this.unit(unit),
      day,
      topic: 'bao-luc',
      module: null,
      leader: 'Cô Lò Thị Ban',
      note: '',
      classes: Object.entries(counts).map(([classId, headcount]) => ({ classId, headcount })),
    });
  }

  async state(unit: string, indicator: Indicator, met: boolean, day = '2026-10-05') {
    const id = newId();
    const statement = { id, unitId: await this.unit(unit), indicator, day, met };
    await this.send(z.object({ kept: z.int() }), 'POST', 'indicators', {
      statements: [{ ...statement, statedBy: 'Hiệu trưởng', note: 'Số 12/KH-TH1' }],
    });
    return id;
  }
}

const share = ({ numerator, denominator }: { numerator: number; denominator: number }) =>
  `${numerator}/${denominator}`;

describe.each(HOME_NAMES)('figures in %s', (home) => {
  let records: Records;
  beforeAll(async () => {
    records = await Records.open(home);
  });

  it('break down by the children of any node and add up there', async () => {
    const whole = await records.coverage('2026-11-20');
    expect(share(whole.total.trained)).toBe('2/4');
    expect(
      whole.children.map(({ name, divided, trained }) => [name, divided, share(trained)]),
    ).toEqual([
      [PHUONG, true, '0/1'],
      [XA, true, '2/3'],
    ]);
    const xa = await records.coverage('2026-11-20', await records.unit(XA));
    expect(xa.path.map(({ name }) => name)).toEqual(['Phòng Văn hóa – Xã hội (mẫu)', XA]);
    expect(
      xa.children.map(({ name, divided, trained }) => [name, divided, share(trained)]),
    ).toEqual([
      ['Trường Tiểu học Số 2', false, '0/1'],
      ['Trường Tiểu học Số 1', false, '2/2'],
    ]);
    const school = await records.coverage('2026-11-20', await records.unit('Trường Tiểu học Số 1'));
    expect(school.children.map(({ name, divided }) => [name, divided])).toEqual([
      ['Trường Tiểu học Số 1', false],
    ]);
    expect(await records.refused('GET', 'coverage?programme=hien-hanh&on=2026-11-20&unit=la')).toBe(
      'unknown-unit',
    );
  });

  it('open into rows, as many as they say', async () => {
    const { total, byModule } = await records.coverage('2026-11-20');
    const rows = (figure: Figure, more: Record<string, string> = {}) =>
      records.get(figureRowsSchema, 'coverage/rows', { figure, ...more });
    const trained = await rows('trained');
    expect(trained.total).toBe(total.trained.numerator);
    expect(trained.rows).toMatchObject([
      { kind: 'person', name: 'Lò Thị Ban', trainedOn: '2026-05-12', reachedOn: '2026-03-10' },
      { kind: 'person', name: 'Cà Văn Nam', trainedOn: '2026-04-10' },
    ]);
    expect((await rows('not-trained')).total).toBe(
      total.trained.denominator - total.trained.numerator,
    );
    expect((await rows('reached')).total).toBe(total.reached.numerator);
    expect((await rows('people', { role: 'cbql' })).total).toBe(1);
    for (const { module, passed } of byModule) {
      expect((await rows('passed', { module })).total).toBe(passed.numerator);
      expect((await rows('not-passed', { module })).total).toBe(
        passed.denominator - passed.numerator,
      );
    }
    expect(
      await records.refused('GET', 'coverage/rows?programme=hien-hanh&on=2026-11-20&figure=passed'),
    ).toBe('invalid-request');
  });

  it('tell the trend as of each day', async () => {
    const points = await records.get(z.array(trendPointSchema), 'coverage/trend');
    expect(points.map(({ on, trained, reached }) => [on, share(trained), share(reached)])).toEqual([
      ['2026-01-31', '0/4', '0/4'],
      ['2026-02-28', '0/4', '0/4'],
      ['2026-03-31', '0/4', '1/4'],
      ['2026-04-30', '1/4', '3/4'],
      ['2026-05-31', '2/4', '3/4'],
      ['2026-06-30', '2/4', '3/4'],
      ['2026-07-31', '2/4', '3/4'],
      ['2026-08-31', '2/4', '3/4'],
      ['2026-09-30', '2/4', '3/4'],
      ['2026-10-31', '2/4', '3/4'],
      ['2026-11-20', '2/4', '3/4'],
    ]);
  });

  it('count of a class the best single session, never a sum and never more than its size', async () => {
    const first = await records.schoolClass('Trường Tiểu học Số 1', '1A', 30);
    const second = await records.schoolClass('Trường Tiểu học Số 1', '1B', 20);
    await records.schoolClass('Trường Tiểu học Số 2', '1A', 10);
    await records.session('Trường Tiểu học Số 1', '2026-09-20', { [first]: 18, [second]: 11 });
    await records.session('Trường Tiểu học Số 1', '2026-10-20', { [first]: 25 });
    const { session, warnings } = await records.session('Trường Tiểu học Số 1', '2026-10-21', {
      [second]: 24,
    });
    expect(warnings).toEqual([
      'Lớp 1B: ghi 24 em dự nhưng sĩ số là 20; độ bao phủ chỉ tính 20. Hãy xem lại số dự hoặc sĩ số.',
    ]);
    const pupils = (on: string) => records.get(pupilCoverageSchema, 'coverage/pupils', { on });
    expect(share((await pupils('2026-09-30')).total.pupils)).toBe('29/60');
    const now = await pupils('2026-11-20');
    expect(share(now.total.pupils)).toBe('45/60');
    expect(now.byUnit.map(({ name, pupils: rate }) => [name, share(rate)])).toEqual([
      ['Trường Tiểu học Số 2', '0/10'],
      ['Trường Tiểu học Số 1', '45/50'],
    ]);
    const rows = await records.get(figureRowsSchema, 'coverage/rows', { figure: 'classes' });
    expect(rows.rows).toMatchObject([
      { name: '1A', size: 30, reached: 25, session: { day: '2026-10-20', headcount: 25 } },
      { name: '1B', size: 20, reached: 20, session: { headcount: 24 } },
      { name: '1A', size: 10, reached: 0, session: null },
    ]);
    const before = await records.get(classSessionsSchema, 'class-sessions');
    const dropped = await records.send(
      classSessionSchema,
      'DELETE',
      `class-sessions/${session.id}`,
    );
    expect(share((await pupils('2026-11-20')).total.pupils)).toBe('36/60');
    const { id, unit: _unit, classes, ...again } = dropped;
    await records.send(keptSessionSchema, 'PUT', `class-sessions/${id}`, {
      ...again,
      classes: classes.map(({ classId, headcount }) => ({ classId, headcount })),
    });
    expect(await records.get(classSessionsSchema, 'class-sessions')).toEqual(before);
    expect(await records.refused('DELETE', `classes/${first}`)).toBe('class-in-use');
  });

  it('rate indicators by units, from the last statement up to the day', async () => {
    await records.state('Trường Tiểu học Số 1', 'ke-hoach', true, '2026-09-15');
    await records.state('Trường Tiểu học Số 2', 'ke-hoach', true, '2026-09-15');
    await records.state('Trường Tiểu học Số 2', 'ke-hoach', false, '2026-10-15');
    await records.state(XA, 'chinh-quyen', true);
    const rate = async (indicator: Indicator, on: string) => {
      const grid = await records.get(indicatorGridSchema, 'indicators', { on });
      const found = grid.rates.find((each) => each.indicator === indicator);
      return found === undefined ? '' : `${share(found.units)} (${found.silent})`;
    };
    expect(await rate('ke-hoach', '2026-09-14')).toBe('0/3 (3)');
    expect(await rate('ke-hoach', '2026-09-30')).toBe('2/3 (1)');
    expect(await rate('ke-hoach', '2026-11-20')).toBe('1/3 (1)');
    expect(await rate('chinh-quyen', '2026-11-20')).toBe('1/2 (1)');
    const rows = await records.get(figureRowsSchema, 'coverage/rows', {
      figure: 'indicator-not-met',
      indicator: 'ke-hoach',
    });
    expect(rows.rows).toMatchObject([
      { name: 'Trường THCS Số 3', met: null, day: null },
      { name: 'Trường Tiểu học Số 2', met: false, day: '2026-10-15', statedBy: 'Hiệu trưởng' },
    ]);
  });

  it('keep an old report when a school moves, and count it in the new place since', async () => {
    const before = await records.coverage('2026-06-30');
    const trend = await records.get(z.array(trendPointSchema), 'coverage/trend');
    await records.send(unitsChangedSchema, 'POST', 'units/changes', {
      from: '2026-07-01',
      changes: [
        {
          unitId: await records.unit('Trường Tiểu học Số 1'),
          parentId: await records.unit(PHUONG),
          name: 'Trường Tiểu học Sông Trăng',
        },
      ],
    });
    expect(await records.coverage('2026-06-30')).toEqual(before);
    const after = await records.coverage('2026-07-01');
    expect(after.children.map(({ name, trained }) => [name, share(trained)])).toEqual([
      [XA, '0/1'],
      [PHUONG, '2/3'],
    ]);
    expect(after.byUnit.map(({ name }) => name)).toContain('Trường Tiểu học Sông Trăng');
    expect(await records.get(z.array(trendPointSchema), 'coverage/trend')).toEqual(trend);
    expect(
      await records.refused('POST', 'units/changes', {
        from: '2026-08-01',
        changes: [
          { unitId: await records.unit(PHUONG), parentId: await records.unit('Trường THCS Số 3') },
        ],
      }),
    ).toBe('unit-loop');
  });

  it('keep a person where they were, and take the move back with the import', async () => {
    const old = await records.coverage('2026-08-31');
    const moved = await records.office.take(
      `${HEADER}G2,Cà Văn Nam,${PHUONG},Trường THCS Số 3,CS3,Giáo viên,01/09/2026\n`,
      'chuyen.csv',
    );
    expect(await records.coverage('2026-08-31')).toEqual(old);
    const after = await records.coverage('2026-09-01');
    // As a teacher he needs both modules and has one.
    expect(share(after.total.trained)).toBe('1/4');
    expect(after.byUnit.find(({ name }) => name === 'Trường THCS Số 3')?.people).toBe(2);
    const backup = await (await records.office.request('/api/backup')).arrayBuffer();
    await records.office.request('/api/restore', { method: 'POST', body: backup });
    expect(await records.coverage('2026-09-01')).toEqual(after);
    await records.office.request(`/api/imports/${moved.id}/undo`, { method: 'POST' });
    expect(await records.coverage('2026-08-31')).toEqual(old);
    expect(share((await records.coverage('2026-09-01')).total.trained)).toBe('2/4');
  });

  it('leave out what a class is told to have done in another school year', async () => {
    const database = await homes.empty(home);
    const own = new Records(await Office.open(catalogue, database));
    await own.office.take(ROSTER, 'danh-sach.csv');
    const one = await own.schoolClass('Trường Tiểu học Số 1', '1A', 30);
    await own.session('Trường Tiểu học Số 1', '2026-10-20', { [one]: 10 });
    const { session } = await own.session('Trường Tiểu học Số 1', '2026-10-21', { [one]: 25 });
    const pupils = async () =>
      share((await own.get(pupilCoverageSchema, 'coverage/pupils')).total.pupils);
    expect(await pupils()).toBe('25/30');
    // As a file from before these checks may have it.
    await database.kysely
      .updateTable('class_session')
      .set({ day: '2026-03-02' })
      .where('id', '=', session.id)
      .execute();
    expect(await pupils()).toBe('10/30');
    const rows = await own.get(figureRowsSchema, 'coverage/rows', { figure: 'classes' });
    expect(rows.rows).toMatchObject([{ session: { day: '2026-10-20', headcount: 10 } }]);
  });

  it('tell which later imports changed a past day', async () => {
    const later = (on: string) =>
      records.get(z.array(laterChangeSchema), 'coverage/later-changes', { on });
    const imports = (await later('2026-04-30')).filter(({ kind }) => kind === 'import');
    expect(imports).toMatchObject([
      { fileName: 'ket-qua.csv', completions: 3, people: 0, others: 0 },
      // Three schools and two Phòng.
      { fileName: 'danh-sach.csv', completions: 0, people: 4, others: 5 },
    ]);
    expect(await later('2099-12-31')).toEqual([]);
  });

  it('end with the figure of the day, also after the period, when somebody has come since', async () => {
    const after = await Records.open(home);
    const { counts } = await after.office.take(
      `${HEADER}G9,Tòng Thị Lả,${XA},Trường Tiểu học Số 1,TH1,Giáo viên,05/01/2027\n`,
    );
    expect(counts.new).toBe(1);
    const points = await after.get(z.array(trendPointSchema), 'coverage/trend', {
      on: '2027-02-01',
    });
    const { total } = await after.coverage('2027-02-01');
    expect(share(total.trained)).toBe('2/5');
    expect(points.slice(-2).map(({ on, trained }) => [on, share(trained)])).toEqual([
      ['2026-12-31', '2/4'],
      ['2027-02-01', '2/5'],
    ]);
  });

  it('tell which entries by hand changed a past day, and which did not', async () => {
    const own = await Records.open(home);
    const on = '2026-10-31';
    const entries = async () =>
      (await own.get(z.array(laterChangeSchema), 'coverage/later-changes', { on })).flatMap(
        (change) => (change.kind === 'entries' ? [`${change.what} ${change.entries}`] : []),
      );
    expect(await entries()).toEqual([]);
    const schoolClass = await own.schoolClass('Trường Tiểu học Số 1', '1A', 30);
    expect(await entries()).toEqual(['classes 1']);
    const { session } = await own.session('Trường Tiểu học Số 1', '2026-10-20', {
      [schoolClass]: 20,
    });
    await own.session('Trường Tiểu học Số 1', '2026-11-05', { [schoolClass]: 20 });
    await own.send(z.unknown(), 'DELETE', `class-sessions/${session.id}`);
    const mistaken = await own.state('Trường Tiểu học Số 1', 'ke-hoach', true);
    await own.state('Trường Tiểu học Số 2', 'ke-hoach', true, '2026-11-05');
    await own.send(z.unknown(), 'POST', 'indicators/withdraw', { ids: [mistaken] });
    const school = await own.unit('Trường Tiểu học Số 2');
    const move = (from: string, name: string) =>
      own.send(unitsChangedSchema, 'POST', 'units/changes', {
        from,
        changes: [{ unitId: school, name }],
      });
    await move('2026-11-05', 'Trường Tiểu học Số Hai');
    await move('2026-09-01', 'Trường Tiểu học Số Hai Mới');
    const [kept] = catalogue.programmes;
    const programme = { ...kept?.programme, targets: { reached: 90, trained: 50 } };
    await own.send(z.unknown(), 'PUT', 'programmes/hien-hanh', programme);
    await own.send(z.unknown(), 'PUT', 'programmes/hien-hanh', { ...programme, order: 7 });
    const told = ['classes 1', 'programmes 1', 'sessions 2', 'statements 2', 'units 1'];
    expect((await entries()).sort()).toEqual(told);
  });
});

describe('what is entered by hand', () => {
  let records: Records;
  beforeAll(async () => {
    records = await Records.open();
  });

  it('is refused with the next step when it cannot be', async () => {
    const one = await records.schoolClass('Trường Tiểu học Số 1', '2A', 30);
    const unitId = await records.unit('Trường Tiểu học Số 1');
    const session = {
      unitId,
      day: '2026-10-01',
      topic: null,
      module: 'tong-quan',
      leader: 'Cô Ban',
      note: '',
      classes: [{ classId: one, headcount: 5 }],
    };
    const put = (change: object) =>
      records.refused('PUT', `class-sessions/${newId()}`, { ...session, ...change });
    expect(await put({ module: null })).toBe('invalid-request');
    expect(await put({ day: '2099-01-01' })).toBe('day-to-come');
    expect(await put({ module: 'khong-co' })).toBe('unknown-module');
    expect(await put({ day: '2025-10-01' })).toBe('other-school-year');
    // Pupils gather before the year begins.
    const early = await records.session('Trường Tiểu học Số 1', '2026-08-25', { [one]: 5 });
    await records.send(z.unknown(), 'DELETE', `class-sessions/${early.session.id}`);
    await records.send(z.unknown(), 'PUT', 'catalogue', { ...catalogue, topics: ['bao-luc'] });
    expect(await put({ topic: 'khong-co-chu-de' })).toBe('unknown-topic');
    expect(await put({ classes: [{ classId: newId(), headcount: 3 }] })).toBe('unknown-class');
    expect(await put({ unitId: await records.unit(XA) })).toBe('not-a-school');
    expect(await put({ classes: [...session.classes, ...session.classes] })).toBe(
      'invalid-request',
    );
    expect(
      await records.refused('PUT', `classes/${newId()}`, {
        unitId,
        schoolYear: '2026-2027',
        name: '2a',
        size: 31,
      }),
    ).toBe('class-exists');
    expect(
      await records.refused('POST', 'indicators', {
        statements: [
          {
            id: newId(),
            unitId,
            indicator: 'chinh-quyen',
            day: '2026-10-01',
            met: true,
            statedBy: 'Ai đó',
          },
        ],
      }),
    ).toBe('not-asked');
  });

  it('warns of a name in a note, and keeps the session all the same', async () => {
    const one = await records.schoolClass('Trường Tiểu học Số 1', '3A', 30);
    const kept = await records.send(keptSessionSchema, 'PUT', `class-sessions/${newId()}`, {
      unitId: await records.unit('Trường Tiểu học Số 1'),
      day: '2026-10-01',
      topic: 'bao-luc',
      module: null,
      leader: 'Cô Ban',
      note: 'Em Lò Văn Minh kể chuyện',
      classes: [{ classId: one, headcount: 28 }],
    });
    expect(kept.warnings.join()).toContain('Lò Văn Minh');
    expect(kept.session.classes).toMatchObject([{ name: '3A', headcount: 28 }]);
  });
});

describe('a list of classes', () => {
  const CLASSES = `TRƯỜNG VÀ LỚP NĂM HỌC 2026–2027
STT;Trường;Lớp;Sĩ số;Năm học
1;Trường Tiểu học Số 1;1A;31;2026-2027
2;;1B;28;2026 – 2027
3;Trường Tiểu học Số 2;1A;0;2026-2027
4;Trường không có;1A;30;2026-2027
;;Tổng cộng;59;
`;

  it('is recognised, judged row by row, kept and taken back', async () => {
    const records = await Records.open();
    const preview = await records.office.preview(CLASSES, 'lop.csv');
    expect(preview.kind).toBe('classes');
    expect(preview.counts).toMatchObject({ new: 2, error: 2, ignored: 1 });
    await records.office.confirm(preview);
    const pupils = await records.get(pupilCoverageSchema, 'coverage/pupils');
    expect(pupils.total).toMatchObject({ classes: 2, pupils: { denominator: 59 } });
    const more = await records.office.take(CLASSES.replace(';31;', ';33;'), 'lop-moi.csv');
    expect(more.counts).toMatchObject({ changed: 1, same: 1 });
    const list = () => records.get(z.array(schoolClassSchema), 'classes');
    expect((await list()).map(({ name, size }) => [name, size])).toEqual([
      ['1A', 33],
      ['1B', 28],
    ]);
    await records.office.request(`/api/imports/${more.id}/undo`, { method: 'POST' });
    expect((await list()).map(({ size }) => size)).toEqual([31, 28]);
    await records.office.request(`/api/imports/${preview.id}/undo`, { method: 'POST' });
    expect(await list()).toEqual([]);
  });
});
