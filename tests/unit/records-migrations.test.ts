import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pupilCoverageSchema } from '../../src/records/contract/figures.ts';
import { indicatorGridSchema } from '../../src/records/contract/indicators.ts';
import { treeUnitSchema } from '../../src/records/contract/units.ts';
import { migrateTo, SCHEMA_VERSION } from '../../src/records/database/migrate.ts';
import { columnsOf, TABLE_NAMES } from '../../src/records/database/table-list.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { classKey } from '../../src/records/wording/name-keys.ts';
import { type Homes, openHomes } from './records-homes.ts';
import { catalogue, Office } from './records-office.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await openHomes();
});
afterAll(() => homes.close());

/** What an office on the first release had: written in SQL, as that release wrote it. */
const FIRST_RELEASE = [
  `insert into module (slug, title, pass_mark) values ('tong-quan', 'Tổng quan công tác xã hội', 80), ('bao-luc', 'Phòng, chống bạo lực học đường', 80)`,
  `insert into unit (id, code, name, name_key, kind, level, parent_id, import_id) values
    ('office', 'phong', 'Phòng mẫu', 'phong mau', 'phong', null, null, null),
    ('u1', 'mn-a', 'Trường Mầm non A', 'truong mam non a', 'truong', 'mam-non', 'office', 'i1')`,
  `insert into person (id, code, code_key, name, name_key, email, email_key, username, username_key, unit_id, level, role, from_day, to_day, import_id) values
    ('p1', 'GV1', 'GV1', 'Lò Thị Ban', 'lo thi ban', null, null, null, null, 'u1', 'mam-non', 'giao-vien', null, null, 'i1'),
    ('p2', 'GV2', 'GV2', 'Cà Văn Nam', 'ca van nam', null, null, null, null, 'u1', 'mam-non', 'nhan-vien', null, '2026-06-01', 'i1')`,
  `insert into completion (person_id, module, day, status, score, source, import_id) values
    ('p1', 'tong-quan', '2026-05-05', 'passed', 66.66666667, 'lms', 'i2'),
    ('p1', 'bao-luc', '2026-05-06', 'passed', 90, 'device', 'i2')`,
  `insert into unmatched (id, import_id, file_name, row_no, reason, code_key, email_key, username_key, name, unit, module, day, status, score, source, cells, matched_by) values
    ('w1', 'i2', 'a.csv', 9, 'Không có', 'LA', null, null, 'Người Lạ', '', 'tong-quan', '2026-05-05', 'passed', 80, 'import', '[]', null)`,
  `insert into import_batch (id, file_name, kind, confirmed_at, counts) values
    ('i1', 'ds.csv', 'roster', '2026-05-01T00:00:00.000Z', '{"new":2,"changed":0,"same":0,"proposed":0,"unmatched":0,"ignored":0,"error":0}'),
    ('i2', 'a.csv', 'completions', '2026-05-07T00:00:00.000Z', '{"new":2,"changed":0,"same":0,"proposed":0,"unmatched":1,"ignored":0,"error":0}')`,
  `insert into programme (id, site, own) values ('hien-hanh', '${JSON.stringify(catalogue.programmes[0]?.programme)}', null)`,
];

/** A school that changed its name and its place, as version 2 wrote it. */
const MOVED = [
  `insert into unit (id, code, name, name_key, kind, level, parent_id, import_id) values
    ('u0', 'xa-a', 'Phòng xã A', 'phong xa a', 'phong', null, 'office', null)`,
  `update unit set parent_id = 'u0' where id = 'u1'`,
  `insert into unit_past (unit_id, to_day, name, parent_id, import_id) values
    ('u1', '2026-05-01', 'Mầm non xã A', 'office', null)`,
];

/** A class with a session, and a statement of its school, as version 5 wrote them. */
const HELD = [
  `insert into school_class (id, unit_id, school_year, name, name_key, level, size, import_id) values
    ('c1', 'u1', '2025-2026', 'Lá 1', 'la 1', 'mam-non', 30, 'i1')`,
  `insert into class_session (id, unit_id, day, topic, module, leader, note, entered_at) values
    ('s1', 'u1', '2026-05-10', 'bao-luc', null, 'Cô Ban', '', '2026-05-10T08:00:00.000Z')`,
  `insert into session_class (session_id, class_id, headcount) values ('s1', 'c1', 25)`,
  `insert into indicator_statement (id, unit_id, indicator, day, met, stated_by, note, entered_at) values
    ('t1', 'u1', 'ke-hoach', '2026-05-02', 1, 'Hiệu trưởng', '', '2026-05-02T08:00:00.000Z')`,
];

const ENGINES = ['SQLite', 'PostgreSQL'] as const;

/** Opens a database at an older version of the schema, and anew at this one. */
async function place(engine: (typeof ENGINES)[number]) {
  const path = homes.file();
  const url = engine === 'PostgreSQL' ? await homes.postgres.database() : '';
  const open = (version?: number): Promise<RecordsDatabase> =>
    engine === 'SQLite' ? openNodeDatabase(path, version) : openPostgresDatabase(url, version);
  const close = async ({ kysely, reader }: RecordsDatabase) => {
    await reader?.destroy();
    await kysely.destroy();
  };
  return { open, close };
}

const earlier = Array.from({ length: SCHEMA_VERSION - 1 }, (_, index) => index + 1);
const cases = ENGINES.flatMap((engine) => earlier.map((version) => [engine, version] as const));

describe('an office that comes from an earlier version', () => {
  it.each(cases)('keeps all it had: %s, version %i', async (engine, version) => {
    const { open, close } = await place(engine);
    const old = await open(1);
    for (const statement of FIRST_RELEASE) await sql.raw(statement).execute(old.kysely);
    await migrateTo(old, version);
    await close(old);

    const now = await open();
    const office = await Office.open(catalogue, now);
    expect(await office.state()).toMatchObject({
      units: 2,
      people: 2,
      completions: 2,
      unmatched: 1,
    });
    const { total } = await office.coverage('2026-05-31');
    expect(total).toMatchObject({
      people: 2,
      trained: { numerator: 1 },
      reached: { numerator: 1 },
    });
    expect((await office.coverage('2026-06-01')).total.people).toBe(1);
    const scores = await now.kysely.selectFrom('completion').select('score').execute();
    expect(scores.map(({ score }) => score).sort()).toEqual([66.66666667, 90]);
    for (const table of TABLE_NAMES)
      await now.kysely.selectFrom(table).select(columnsOf(table)).limit(1).execute();
    const undone = await office.request('/api/imports/i2/undo', { method: 'POST' });
    expect(await undone.json()).toMatchObject({ completions: 0, unmatched: 0 });
    await close(now);
  });

  it.each(ENGINES)('keeps moves, sessions and statements: %s', async (engine) => {
    const { open, close } = await place(engine);
    const first = await open(1);
    for (const statement of FIRST_RELEASE) await sql.raw(statement).execute(first.kysely);
    await close(first);
    const second = await open(2);
    for (const statement of MOVED) await sql.raw(statement).execute(second.kysely);
    await close(second);
    const fifth = await open(5);
    for (const statement of HELD) await sql.raw(statement).execute(fifth.kysely);
    await close(fifth);

    const now = await open();
    const office = await Office.open(catalogue, now);
    const tree = async (on: string) =>
      (await office.json(z.array(treeUnitSchema), `/api/units/tree?on=${on}`))
        .filter(({ id }) => id === 'u1')
        .map(({ name, parentId, people }) => ({ name, parentId, people }));
    expect(await tree('2026-04-30')).toEqual([
      { name: 'Mầm non xã A', parentId: 'office', people: 2 },
    ]);
    expect(await tree('2026-05-31')).toEqual([
      { name: 'Trường Mầm non A', parentId: 'u0', people: 2 },
    ]);
    const asked = 'programme=hien-hanh&on=2026-05-31';
    const { total } = await office.json(pupilCoverageSchema, `/api/coverage/pupils?${asked}`);
    expect(total.pupils).toMatchObject({ numerator: 25, denominator: 30 });
    const { rates } = await office.json(indicatorGridSchema, `/api/indicators?${asked}`);
    const plan = rates.find(({ indicator }) => indicator === 'ke-hoach');
    expect(plan?.units).toMatchObject({ numerator: 1, denominator: 1 });
    await close(now);
  });

  it.each(ENGINES)('has the same tables and columns as a new one: %s', async (engine) => {
    const shape = async ({ kysely }: RecordsDatabase) =>
      (await kysely.introspection.getTables())
        .map(({ name, columns }) => [
          name,
          columns.map((column) => `${column.name} ${column.dataType} ${column.isNullable}`).sort(),
        ])
        .sort();
    const old = await place(engine);
    const first = await old.open(1);
    await old.close(first);
    const upgraded = await old.open();
    const fresh = await (await place(engine)).open();
    expect(await shape(upgraded)).toEqual(await shape(fresh));
    await old.close(upgraded);
    await old.close(fresh);
  });

  it.each(ENGINES)(
    'knows its classes under other spellings, and joins none: %s',
    async (engine) => {
      const { open, close } = await place(engine);
      const old = await open(9);
      await sql`insert into unit (id, code, name, name_key, kind) values ('u', 'u', 'THCS Kế', 'thcs ke', 'truong')`.execute(
        old.kysely,
      );
      for (const [id, name, key] of [
        ['c1', 'Lớp 6A', 'lop 6a'],
        ['c2', '6 A', '6 a'],
        ['c3', '6Đ', '6d'],
        ['c4', 'Lớp 7 B', 'lop 7 b'],
      ])
        await sql`insert into school_class (id, unit_id, school_year, name, name_key, size)
        values (${id}, 'u', '2026-2027', ${name}, ${key}, 30)`.execute(old.kysely);
      await close(old);
      const now = await open();
      const rows = await now.kysely
        .selectFrom('school_class')
        .select(['name', 'name_key'])
        .orderBy('id')
        .execute();
      expect(rows.map(({ name_key }) => name_key)).toEqual(['6a', '6 a', '6dd', '7b']);
      // Only the spelling that was left apart has another key than one written today.
      expect(rows.filter(({ name, name_key }) => classKey(name) !== name_key)).toHaveLength(1);
      await close(now);
    },
  );

  it('compares texts by code point in PostgreSQL, also in columns added later', async () => {
    const { open, close } = await place('PostgreSQL');
    await close(await open(1));
    const now = await open();
    const { rows } = await sql<{ column: string }>`
      select table_name || '.' || column_name as "column" from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`.execute(
      now.kysely,
    );
    expect(rows).toEqual([]);
    await close(now);
  });
});
