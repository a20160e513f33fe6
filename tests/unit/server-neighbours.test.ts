import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOfficer } from '../../src/records/access/officers.ts';
import { newId } from '../../src/records/database/ids.ts';
import type { Endpoint } from '../../src/records/routes/endpoint.ts';
import { arbitraryOf, keysOf } from './schema-arbitrary.ts';
import { importRoster, officer, openServerOffice, type ServerOffice } from './server-office.ts';

/*
 * An officer of one Phòng who knows every id that the other Phòng has, and tries them everywhere: in
 * addresses, in queries, in bodies. Nothing of the other is told, nothing of it changes.
 */

/** Stands in every name and text of the other Phòng. */
const MARK = 'BÍ MẬT';
const B = { school: 'truong-b', phong: 'phong-b' };

let office: ServerOffice;
/** Every id of the other Phòng's rows. */
let ids: string[];

const put = (path: string, body: unknown, method = 'PUT') =>
  office.ask(`/api${path}`, { method, body: JSON.stringify(body) });

beforeAll(async () => {
  office = await openServerOffice();
  const { kysely } = office.database;
  await kysely
    .updateTable('unit')
    .set({ name: `Nơi ${MARK}` })
    .where('id', 'in', Object.values(B))
    .execute();
  const people = `A1,Lò Thị Ban,truong-a,Giáo viên\nB1,Hà ${MARK} Sơn,truong-b,Giáo viên\n`;
  await importRoster(office, `Mã,Họ và tên,Trường,Vai trò\n${people}`);
  const b1 = { name: `Hà ${MARK} Sơn`, unit: `Nơi ${MARK}`, code: 'B1' };
  await importRoster(
    office,
    `Mã,Họ và tên,Đơn vị,Mô-đun,Kết quả,Điểm,Ngày hoàn thành\n${b1.code},${b1.name},${b1.unit},tong-quan,Đạt,90,2026-10-01\n`,
  );
  await put('/learner-codes/issue', { unit: B.school }, 'POST');
  const [classId, session, statement] = [newId(), newId(), newId()];
  const year = { schoolYear: '2026-2027', level: 'thcs', size: 30 };
  await put(`/classes/${classId}`, { unitId: B.school, name: `7 ${MARK}`, ...year });
  const told = { leader: `Cô ${MARK}`, note: MARK, topic: 'xam-hai', module: null };
  const classes = [{ classId, headcount: 30 }];
  await put(`/class-sessions/${session}`, {
    unitId: B.school,
    day: '2026-10-02',
    ...told,
    classes,
  });
  const said = { unitId: B.school, day: '2026-10-03', met: true, statedBy: MARK, note: MARK };
  const statements = [{ id: statement, indicator: 'ke-hoach', ...said }];
  await put('/indicators', { statements }, 'POST');
  await addOfficer(
    kysely,
    { kind: 'local' },
    { name: `Vì ${MARK}`, username: 'bi-mat', unitId: B.school },
  );
  // An import of theirs that was kept, and one that waits.
  office.actor = officer('phong', B.phong);
  await importRoster(office, `Mã,Họ và tên,Trường,Vai trò\nB2,Mùa ${MARK},truong-b,Giáo viên\n`);
  const waiting = await office.ask('/api/imports?name=cho.csv', {
    method: 'POST',
    body: `Mã,Họ và tên,Trường,Vai trò\nB3,Vàng ${MARK},truong-b,Giáo viên\n`,
  });
  const pending = /"preview":\{"id":"(\w+)"/.exec(await waiting.text())?.[1] ?? 'none';
  const own = await Promise.all([
    kysely.selectFrom('person').select('id').where('unit_id', '=', B.school).execute(),
    kysely.selectFrom('officer').select('id').execute(),
    kysely.selectFrom('import_batch').select('id').execute(),
    kysely.selectFrom('class_session').select('id').execute(),
    kysely.selectFrom('school_class').select('id').execute(),
    kysely.selectFrom('indicator_statement').select('id').execute(),
  ]);
  ids = [...own.flat().map(({ id }) => id), pending, ...Object.values(B)];
});
afterAll(() => office.close());

/** All that is kept of the other Phòng. */
async function kept(): Promise<string> {
  const { kysely } = office.database;
  const theirs = kysely.selectFrom('person').select('id').where('unit_id', '=', B.school);
  const rows = await Promise.all([
    kysely.selectFrom('unit').selectAll().where('id', 'in', Object.values(B)).execute(),
    kysely.selectFrom('person').selectAll().where('unit_id', '=', B.school).execute(),
    kysely.selectFrom('completion').selectAll().where('person_id', 'in', theirs).execute(),
    kysely.selectFrom('learner_code').selectAll().where('person_id', 'in', theirs).execute(),
    kysely.selectFrom('officer').selectAll().where('unit_id', '=', B.school).execute(),
    kysely.selectFrom('school_class').selectAll().where('unit_id', '=', B.school).execute(),
    kysely.selectFrom('class_session').selectAll().where('unit_id', '=', B.school).execute(),
    kysely.selectFrom('indicator_statement').selectAll().where('unit_id', '=', B.school).execute(),
    kysely.selectFrom('pending_import').select('id').where('id', 'in', ids).execute(),
    kysely.selectFrom('import_batch').select('id').where('id', 'in', ids).execute(),
  ]);
  return JSON.stringify(rows);
}

/** What an answer says, files for Word and Excel unpacked. */
async function told(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return strFromU8(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n');
}

const KNOWN = [
  'hien-hanh',
  '2026-12-31',
  '2026-2027',
  'tong-quan',
  'xam-hai',
  'truong-a',
  'people',
];
/** Calls that are answered by who knows a code or a password, whoever asks. */
const BY_SECRET = ['/learner', '/commits', '/learner/certificate'];

/** Requests to a call with ids of the other Phòng wherever one may stand. */
function tries(endpoint: Endpoint) {
  const theirs = fc.constantFrom(...ids);
  const value = fc.oneof({ weight: 3, arbitrary: theirs }, fc.constantFrom(...KNOWN));
  const right: Record<string, fc.Arbitrary<string>> = {
    programme: fc.constant('hien-hanh'),
    on: fc.constant('2026-12-31'),
    unit: fc.oneof(theirs, fc.constant('')),
    limit: fc.constant('1000'),
    offset: fc.constant('0'),
    separator: fc.constant('comma'),
    words: fc.constant(''),
    figure: fc.constantFrom('people', 'trained', 'reached', 'pupils'),
  };
  const names = endpoint.query === null ? [] : keysOf(endpoint.query);
  const query = fc.record(Object.fromEntries(names.map((name) => [name, right[name] ?? value])), {
    requiredKeys: names.filter((name) => name in right),
  });
  const schema = endpoint.body?.schema ?? null;
  const body = schema === null ? fc.constant('') : arbitraryOf(schema, [...ids, ...ids, ...KNOWN]);
  return fc.record({ param: theirs, query, body });
}

describe.each(['phong', 'truong'] as const)('an officer (%s) of the other Phòng', (role) => {
  it('learns nothing and changes nothing, whatever id they name', async () => {
    const before = await kept();
    expect(before.split(MARK).length).toBeGreaterThan(8);
    let well = 0;
    for (const endpoint of office.endpoints) {
      if (BY_SECRET.includes(endpoint.path)) continue;
      const property = fc.asyncProperty(tries(endpoint), async ({ param, query, body }) => {
        office.actor = officer(role, role === 'phong' ? 'phong-a' : 'truong-a');
        const path = endpoint.path.replaceAll(/\{\w+\}/g, param);
        const method = endpoint.method.toUpperCase();
        const answer = await office.ask(`/api${path}?${new URLSearchParams(query)}`, {
          method,
          ...(method === 'GET'
            ? {}
            : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        if (answer.ok) well++;
        expect(await told(answer), `${method} ${path} ${answer.status}`).not.toContain(MARK);
        expect(await kept(), `${method} ${path}`).toBe(before);
      });
      await fc.assert(property, { numRuns: 15, endOnFailure: true });
    }
    // Many of the calls did answer: it was not all refused for a mistake in the request.
    expect(well).toBeGreaterThan(100);
  });
});
