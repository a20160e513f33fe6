import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateTo, SCHEMA_VERSION } from '../../src/records/database/migrate.ts';
import { columnsOf, TABLE_NAMES } from '../../src/records/database/table-list.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
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
