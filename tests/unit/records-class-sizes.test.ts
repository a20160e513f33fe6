import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classSessionSchema, keptSessionSchema } from '../../src/records/contract/classes.ts';
import { pupilCoverageSchema } from '../../src/records/contract/figures.ts';
import { newId } from '../../src/records/database/ids.ts';
import { migrateTo } from '../../src/records/database/migrate.ts';
import { classSizesInTime } from '../../src/records/database/migrations/08-class-sizes-in-time.ts';
import { MIGRATIONS } from '../../src/records/database/migrations/index.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { HOME_NAMES, type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

const ROSTER = 'Mã,Họ và tên,Đơn vị,Chức vụ\nGV1,Lò Thị Ban,Trường Mầm non A,GV\n';
const classes = (size: number, from = '') =>
  `Trường,Lớp,Sĩ số,Năm học,Tính từ ngày\nTrường Mầm non A,Lá 1,${size},2026-2027,${from}\n`;

/** Pupils of all classes, and how many were reached, on a day. */
async function pupils(office: Office, on: string): Promise<[number, number]> {
  const asked = `programme=hien-hanh&on=${on}`;
  const { total } = await office.json(pupilCoverageSchema, `/api/coverage/pupils?${asked}`);
  return [total.pupils.numerator, total.pupils.denominator];
}

/** The only class, as if it had been entered on 5 September. */
async function entered(office: Office): Promise<{ id: string; unitId: string }> {
  const { kysely } = office.app.home.database;
  const id = newId(Date.parse('2026-09-05T02:00:00Z'));
  await kysely.updateTable('school_class').set({ id }).execute();
  const { unit_id } = await kysely
    .selectFrom('school_class')
    .select('unit_id')
    .executeTakeFirstOrThrow();
  return { id, unitId: unit_id };
}

const put = (office: Office, id: string, input: object) =>
  office.request(`/api/classes/${id}`, { method: 'PUT', body: JSON.stringify(input) });

describe.each(HOME_NAMES)('a class whose size changes, in %s', (home) => {
  it('keeps the figures of the days before, whether a list or a person says so', async () => {
    const office = await Office.open(catalogue, await homes.empty(home));
    await office.take(ROSTER);
    await office.take(classes(30));
    const { id, unitId } = await entered(office);
    const changed = await office.preview(classes(35, '1/11/2026'));
    expect((await office.rows(changed, 'changed'))[0]?.reason).toBe(
      'Sĩ số: 30 → 35, tính từ 01/11/2026.',
    );
    await office.confirm(changed);
    expect(await pupils(office, '2026-10-31')).toEqual([0, 30]);
    expect(await pupils(office, '2026-11-01')).toEqual([0, 35]);

    const input = { unitId, schoolYear: '2026-2027', name: 'Lá 1', size: 36 };
    expect((await put(office, id, { ...input, sizeFrom: '2026-11-15' })).status).toBe(200);
    expect(await pupils(office, '2026-10-31')).toEqual([0, 30]);
    expect(await pupils(office, '2026-11-14')).toEqual([0, 35]);
    expect(await pupils(office, '2026-11-15')).toEqual([0, 36]);
    // A correction: it was always so.
    await put(office, id, { ...input, size: 33, sizeFrom: null });
    expect(await pupils(office, '2026-09-10')).toEqual([0, 33]);
    expect(await pupils(office, '2026-12-31')).toEqual([0, 33]);
  });

  it('has its earlier sizes back when the list is taken back, and none when it is removed', async () => {
    const database = await homes.empty(home);
    const office = await Office.open(catalogue, database);
    await office.take(ROSTER);
    await office.take(classes(30));
    const { id } = await entered(office);
    await office.take(classes(32, '1/10/2026'));
    const later = await office.take(classes(35, '1/11/2026'));
    await office.request(`/api/imports/${later.id}/undo`, { method: 'POST' });
    expect(await pupils(office, '2026-09-30')).toEqual([0, 30]);
    expect(await pupils(office, '2026-12-31')).toEqual([0, 32]);
    expect((await office.request(`/api/classes/${id}`, { method: 'DELETE' })).status).toBe(200);
    expect(await database.kysely.selectFrom('school_class_past').selectAll().execute()).toEqual([]);
  });

  it('is measured by its size of the day a session was held', async () => {
    const office = await Office.open(catalogue, await homes.empty(home));
    await office.take(ROSTER);
    await office.take(classes(30));
    const { id, unitId } = await entered(office);
    await office.take(classes(20, '1/11/2026'));
    const session = {
      unitId,
      day: '2026-10-10',
      topic: 'bao-luc',
      module: null,
      leader: 'Cô Ban',
      classes: [{ classId: id, headcount: 28 }],
    };
    const kept = await office.json(keptSessionSchema, `/api/class-sessions/${newId()}`, {
      method: 'PUT',
      body: JSON.stringify(session),
    });
    expect(kept.warnings).toEqual([]);
    expect(classSessionSchema.parse(kept.session).classes).toMatchObject([{ size: 30 }]);
    expect(await pupils(office, '2026-10-31')).toEqual([28, 30]);
    // Fewer pupils than were there once: all of them count as reached, never more.
    expect(await pupils(office, '2026-11-01')).toEqual([20, 20]);
  });
});

describe('a size corrected on the day on which the class was entered', () => {
  it('was never otherwise', async () => {
    const office = await Office.open();
    await office.take(ROSTER);
    await office.take(classes(350));
    const preview = await office.preview(classes(35));
    expect((await office.rows(preview, 'changed'))[0]?.reason).toBe('Sĩ số: 350 → 35.');
    await office.confirm(preview);
    expect(await pupils(office, '2026-09-10')).toEqual([0, 35]);
  });
});

describe.each(['SQLite', 'PostgreSQL'] as const)(
  'classes of the version before, in %s',
  (engine) => {
    it('had the size they have, always, until it changes', async () => {
      const path = homes.file();
      const url = engine === 'PostgreSQL' ? await homes.postgres.database() : '';
      const open = (version?: number): Promise<RecordsDatabase> =>
        engine === 'SQLite' ? openNodeDatabase(path, version) : openPostgresDatabase(url, version);
      const before = MIGRATIONS.indexOf(classSizesInTime);
      const old = await open(before);
      for (const statement of [
        `insert into unit (id, code, name, name_key, kind, level, parent_id, import_id) values
        ('office', 'phong', 'Phòng mẫu', 'phong mau', 'phong', null, null, null),
        ('u1', 'mn-a', 'Trường Mầm non A', 'truong mam non a', 'truong', 'mam-non', 'office', null)`,
        `insert into school_class (id, unit_id, school_year, name, name_key, level, size, import_id) values
        ('c1', 'u1', '2026-2027', 'Lá 1', 'la 1', 'mam-non', 30, null)`,
      ])
        await sql.raw(statement).execute(old.kysely);
      await migrateTo(old, before);
      await old.reader?.destroy();
      await old.kysely.destroy();
      const now = await open();
      const office = await Office.open(catalogue, now);
      expect(await pupils(office, '2026-09-10')).toEqual([0, 30]);
      await office.take(classes(34, '1/11/2026'));
      expect(await pupils(office, '2026-10-31')).toEqual([0, 30]);
      expect(await pupils(office, '2026-11-01')).toEqual([0, 34]);
      await office.app.home.close();
    });
  },
);
