import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../src/records/routes/endpoint.ts';
import { recordFile } from './records-office.ts';
import { arbitraryOf } from './schema-arbitrary.ts';
import { importRoster, officer, openServerOffice, type ServerOffice } from './server-office.ts';

const HEADER = 'Mã,Họ và tên,Trường,Vai trò';
const roster = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`;
const LOCAL = { kind: 'local' } as const;
const SCHOOL_A = officer('truong', 'truong-a');
const SCHOOL_B = officer('truong', 'truong-b');

describe('a school’s import', () => {
  let office: ServerOffice;
  beforeAll(async () => {
    office = await openServerOffice();
    await importRoster(
      office,
      roster('A1,Lò Thị Ban,truong-a,Giáo viên', 'B1,Hà Văn Sơn,truong-b,Giáo viên'),
    );
  });
  afterAll(() => office.close());

  const others = async () => {
    const { kysely } = office.database;
    const [people, completions, units] = await Promise.all([
      kysely.selectFrom('person').selectAll().where('unit_id', '=', 'truong-b').execute(),
      kysely.selectFrom('completion').selectAll().execute(),
      kysely.selectFrom('unit').selectAll().orderBy('id').execute(),
    ]);
    return { people, completions, units };
  };
  const previewId = async (content: string) => {
    const response = await office.ask('/api/imports?name=x.csv', { method: 'POST', body: content });
    return /"preview":\{"id":"(\w+)"/.exec(await response.text())?.[1] ?? 'none';
  };

  it.each<[string, string]>([
    [
      'another school’s teacher by code, under another name',
      roster('B1,Kẻ Khác,truong-b,Giáo viên'),
    ],
    ['a new teacher of another school', roster('B2,Mùa A Páo,truong-b,Giáo viên')],
    ['a teacher of a school nobody knows', roster('C1,Vì Thị Hoa,Trường Lạ,Giáo viên')],
    [
      'a result of another school’s teacher',
      recordFile({ name: 'Hà Văn Sơn', unit: 'truong-b', code: 'B1' }, [{}]),
    ],
  ])('cannot bring %s', async (_, content) => {
    const before = await others();
    office.actor = SCHOOL_A;
    const id = await previewId(content);
    // Every row is accepted that can be.
    const accept = JSON.stringify({ accept: [0, 1, 2] });
    await (await office.ask(`/api/imports/${id}/confirm`, { method: 'POST', body: accept })).text();
    expect(await others()).toEqual(before);
  });

  it('brings its own teachers', async () => {
    office.actor = SCHOOL_A;
    expect(await importRoster(office, roster('A2,Quàng Thị Mai,truong-a,Giáo viên'))).toContain(
      '"done"',
    );
    const mine = await office.database.kysely
      .selectFrom('person')
      .select('code')
      .where('unit_id', '=', 'truong-a')
      .orderBy('code')
      .execute();
    expect(mine.map(({ code }) => code)).toEqual(['A1', 'A2']);
  });

  it('may number its teachers as another school does, and is told nothing of that one', async () => {
    office.actor = SCHOOL_A;
    const before = await others();
    const said = await importRoster(
      office,
      roster('B1,Hà Văn Sơn,truong-a,Giáo viên', 'B2,Mùa A Páo,truong-a,Giáo viên'),
    );
    expect(said).toContain('"new":2');
    expect(said).not.toMatch(/trường khác|phạm vi/);
    expect(await others()).toEqual(before);
  });

  it('is read, confirmed, corrected and taken back by nobody of another school', async () => {
    office.actor = SCHOOL_A;
    const pending = await previewId(roster('A3,Lường Văn Tơ,truong-a,Giáo viên'));
    const rows = await office.database.kysely.selectFrom('import_batch').selectAll().execute();
    const last = rows.at(-1)?.id ?? 'none';
    office.actor = SCHOOL_B;
    const before = await others();
    const deeds: [string, string, string | undefined][] = [
      ['GET', `/api/imports/${pending}/rows`, undefined],
      ['POST', `/api/imports/${last}/undo`, undefined],
    ];
    for (const [method, path, body] of deeds) {
      const response = await office.ask(path, { method, ...(body === undefined ? {} : { body }) });
      expect(response.status, path).toBeGreaterThanOrEqual(400);
    }
    const confirmed = await office.ask(`/api/imports/${pending}/confirm`, {
      method: 'POST',
      body: '{"accept":[]}',
    });
    expect(await confirmed.text()).not.toContain('"done"');
    expect(await others()).toEqual(before);
    const list = await (await office.ask('/api/imports')).text();
    expect(list).not.toContain(last);
    office.actor = LOCAL;
  });
});

/**
 * Changing calls that the home does not log by itself, with why. Whoever adds one writes it down here.
 */
const NOT_LOGGED_BY_THE_HOME: Record<string, string> = {
  'POST /sign-in': 'logged by the accounts',
  'POST /sign-out': 'logged by the accounts',
  'POST /password': 'logged by the accounts',
  'POST /first-password': 'logged by the accounts',
  'POST /officers': 'logged with the officer’s unit',
  'POST /officers/{id}/reset': 'logged with the officer’s unit',
  'PUT /officers/{id}/closed': 'logged with the officer’s unit',
  'POST /learner': 'asks; counts wrong codes',
  'POST /commits': 'each result is kept with its source',
  'POST /exports/report.docx': 'writes a file for the asker, keeps nothing',
  'PUT /catalogue': 'what the build says, by the page itself',
};

describe('the audit log', () => {
  let office: ServerOffice;
  beforeAll(async () => {
    office = await openServerOffice();
  });
  afterAll(() => office.close());
  const changing = () => office.endpoints.filter(({ method }) => method !== 'get');
  const nameOf = ({ method, path }: Endpoint) => `${method.toUpperCase()} ${path}`;

  it('has an entry for every changing call, but those that are named with a reason', () => {
    const silent = changing().filter(({ logged }) => !logged);
    expect(silent.map(nameOf).toSorted()).toEqual(Object.keys(NOT_LOGGED_BY_THE_HOME).toSorted());
  });

  it('grows whenever a call of an officer changed anything, whatever was sent', async () => {
    const { kysely } = office.database;
    const counted = async () => {
      const { rows } = await sql<{ changes: number; entries: number }>`
        select total_changes() as changes, (select count(*) from audit) as entries`.execute(kysely);
      return rows[0] ?? { changes: 0, entries: 0 };
    };
    const outside = ['POST /learner', 'POST /commits', 'POST /sign-in', 'POST /first-password'];
    const reached = new Set<string>();
    for (const endpoint of changing()) {
      if ([...outside, 'PUT /catalogue'].includes(nameOf(endpoint))) continue;
      const schema = endpoint.body?.schema ?? null;
      const body =
        schema === null
          ? fc.constant('')
          : arbitraryOf(schema, ['truong-a', 'XÓA HẾT', 'x-01']).map(
              (value) => JSON.stringify(value) ?? '',
            );
      const property = fc.asyncProperty(body, async (sent) => {
        office.actor = officer('so', 'office');
        const before = await counted();
        const path = `/api${endpoint.path.replaceAll(/\{\w+\}/g, 'x-01')}`;
        const init = { method: endpoint.method.toUpperCase(), body: sent };
        await (await office.ask(path, init)).text();
        const after = await counted();
        if (after.changes === before.changes) return;
        reached.add(nameOf(endpoint));
        expect(after.entries, nameOf(endpoint)).toBeGreaterThan(before.entries);
      });
      await fc.assert(property, { numRuns: 30, endOnFailure: true });
    }
    // The property says something: many calls did change what is kept.
    expect(reached.size, [...reached].join(', ')).toBeGreaterThanOrEqual(5);
  });
});
