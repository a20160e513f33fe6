import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_NAMES, TABLES } from '../../src/records/database/table-list.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { contentOf, MoveDiffers, moveRecords } from '../../src/records/node-move.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { COMMANDS, runAdmin } from '../../src/server/admin/run.ts';
import { placeFrom } from '../../src/server/open-records.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { catalogue, Office, recordFile } from './records-office.ts';

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'admin-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

let folders = 0;

/** A server's data folder, a command line over it, and what it printed. */
function place(env: Record<string, string> = { DATA_DIR: join(folder, `data-${++folders}`) }) {
  const admin = async (args: string[], answer = '') => {
    const said: string[] = [];
    const asked: string[] = [];
    const code = await runAdmin(args, {
      env,
      say: (line) => said.push(line),
      ask: async (question) => {
        asked.push(question);
        return answer;
      },
    });
    return { code, text: said.join('\n'), asked };
  };
  const look = async <T>(work: (database: RecordsDatabase) => Promise<T>): Promise<T> => {
    const where = placeFrom(env);
    const database = await (where.kind === 'file'
      ? openNodeDatabase(where.path)
      : openPostgresDatabase(where.url));
    try {
      return await work(database);
    } finally {
      await database.reader?.destroy();
      await database.kysely.destroy();
    }
  };
  return { env, admin, look };
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const roster = () =>
  file(
    'danh-sach.csv',
    'Mã,Họ và tên,Trường,Vai trò,Email\nGV1,Lò Thị Ban,Trường Mầm non A,Giáo viên,ban@example.invalid\nGV2,Cà Văn Nam,Trường THCS B,Kế toán,\n,,,,\nGV3,Người Ba,Trường THCS B,không rõ,\n',
  );

/** A place with a roster, results of GV1, and one of somebody unknown. */
async function filled() {
  const here = place();
  await here.admin(['migrate']);
  await here.look(async (database) => {
    const office = await Office.open(catalogue, database);
    await office.take(readFileSync(roster(), 'utf8'), 'danh-sach.csv');
    for (const [code, name] of [
      ['GV1', 'Lò Thị Ban'],
      ['GV2', 'Cà Văn Nam'],
      ['LA', 'Lò Thị Ban'],
    ])
      await office.take(
        recordFile({ name: name ?? '', unit: '', code: code ?? '' }, [
          {},
          { module: 'bao-luc', status: 'failed', score: 66.66666667 },
        ]),
        `${code}.json`,
      );
    // A changed name, which is asked about: the import remembers the old one.
    await office.confirm(
      await office.preview(readFileSync(roster(), 'utf8').replace('Lò Thị Ban', 'Lò Thị Ban Mai')),
      [0],
    );
  });
  return here;
}

describe('npm run admin', () => {
  it('tells its commands, and what was called wrongly', async () => {
    const { admin } = place();
    const help = await admin(['--help']);
    expect(help.code).toBe(0);
    for (const name of Object.keys(COMMANDS)) expect(help.text).toContain(`  ${name}`);
    expect((await admin([])).code).toBe(2);
    expect(await admin(['xoa-het'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('Không có lệnh "xoa-het"'),
    });
    expect(await admin(['restore'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('Cách dùng'),
    });
    expect((await admin(['backup', '--loud'])).code).toBe(2);
    expect(await admin(['restore', '--help'])).toMatchObject({ code: 0 });
  });

  it('runs from the command line with its exit code', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['src/server/admin/cli.ts', ...args], {
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: join(folder, 'cli') },
      });
    expect(run('migrate')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('phiên bản'),
    });
    expect(run('restore', '/khong/co/tep')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Không có tệp /khong/co/tep'),
    });
  });

  it('shows what a roster would do and keeps it only when told to', async () => {
    const { admin } = place();
    const no = await admin(['import-roster', roster()], 'không');
    expect(no).toMatchObject({ code: 1, text: expect.stringMatching(/Thêm mới\s+2/) });
    expect(no.text).toMatch(/Dòng 5: .*không rõ/);
    expect(no.asked).toHaveLength(1);
    expect(await admin(['import-roster', roster()], 'có')).toMatchObject({
      code: 0,
      text: expect.stringContaining('2 người ở 2 đơn vị'),
    });
    expect(await admin(['import-roster', roster(), '--yes'])).toMatchObject({ code: 0, asked: [] });
    const letter = file('thu.txt', 'Kính gửi các thầy cô');
    expect((await admin(['import-roster', letter, '--yes'])).code).toBe(1);
  });

  it('backs up while another process has the data open, and restores it elsewhere after a typed word', async () => {
    const here = await filled();
    const path = join(folder, 'sao-luu.gz');
    await here.look(async () => {
      expect((await here.admin(['backup', path])).code).toBe(0);
    });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(existsSync(`${path}.tmp`)).toBe(false);
    const there = place({ DATABASE_URL: await postgres.database() });
    expect(await there.admin(['restore', path], 'ừ')).toMatchObject({
      code: 1,
      text: expect.stringContaining('Chưa làm gì'),
    });
    expect(await there.admin(['restore', path], 'KHÔI PHỤC')).toMatchObject({
      code: 0,
      text: expect.stringContaining('2 người, 4 kết quả'),
    });
    const broken = file('hong.gz', 'abc');
    expect(await there.admin(['restore', broken, '--yes'])).toMatchObject({ code: 1 });
  });

  it('copies the whole database beside a running server: every table, for one user’s eyes', async () => {
    const here = await filled();
    await here.admin(['create-officer', 'can-bo', '--name', 'Lò Thị Lan']);
    const data = join(folder, `data-${++folders}`);
    mkdirSync(data);
    const path = join(data, 'records.sqlite');
    const before = await here.look(async (database) => {
      expect(await here.admin(['copy', path])).toMatchObject({ code: 0 });
      return Promise.all(TABLE_NAMES.map((table) => contentOf(database.kysely, table)));
    });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readdirSync(data)).toEqual(['records.sqlite']);
    // It is a server's data as it stands.
    const there = place({ DATA_DIR: data });
    const after = await there.look((database) =>
      Promise.all(TABLE_NAMES.map((table) => contentOf(database.kysely, table))),
    );
    expect(after).toEqual(before);
    expect(
      await there.look(({ kysely }) => kysely.selectFrom('officer').selectAll().execute()),
    ).toHaveLength(1);
    const elsewhere = place({ DATABASE_URL: await postgres.database() });
    expect(await elsewhere.admin(['copy'])).toMatchObject({
      code: 1,
      text: expect.stringContaining('pg_dump'),
    });
  });

  it('exports what the API exports', async () => {
    const here = await filled();
    const out = join(folder, 'ket-qua.csv');
    const args = ['--programme', 'hien-hanh', '--on', '2026-12-31', '--out', out];
    expect(await here.admin(['export', 'completions', ...args])).toMatchObject({ code: 0 });
    expect(readFileSync(out, 'utf8')).toContain('Lò Thị Ban Mai');
    expect(await here.admin(['export', 'completions', '--programme', 'la'])).toMatchObject({
      code: 1,
      text: expect.stringContaining('Không có chương trình "la"'),
    });
    expect((await here.admin(['export', 'everything'])).code).toBe(1);
  });
});

describe('erasing a person', () => {
  it('asks for their code, then removes them from every table and says what was removed', async () => {
    const here = await filled();
    expect(await here.admin(['erase-person', 'XX', '--yes'])).toMatchObject({ code: 1 });
    expect(await here.admin(['erase-person', 'gv1'], 'GV2')).toMatchObject({ code: 1 });
    const { id } = await here.look(({ kysely }) =>
      kysely.selectFrom('person').select('id').where('code', '=', 'GV1').executeTakeFirstOrThrow(),
    );
    await here.look(async ({ kysely }) => {
      // Schools write names down freely, too: of who led a session, of who made a statement.
      const { unit_id } = await kysely
        .selectFrom('person')
        .select('unit_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const session = { id: 'S', unit_id, day: '2026-10-01', topic: 'mang', module: null };
      const said = { leader: 'Cô Lò Thị Ban Mai', note: 'Lò Thị Ban Mai kể', entered_at: '' };
      await kysely
        .insertInto('class_session')
        .values({ ...session, ...said })
        .execute();
      const row = JSON.stringify({ ...session, ...said });
      await kysely
        .insertInto('before_import')
        .values({ import_id: 'I', table_name: 'class_session', row_id: 'S', row })
        .execute();
      await kysely
        .insertInto('indicator_statement')
        .values({
          ...{ id: 'X', unit_id, indicator: 'ke-hoach', day: '2026-10-01', met: 1 },
          ...{ stated_by: 'Lò Thị Ban Mai', note: '', entered_at: '' },
        })
        .execute();
    });
    // While the server runs.
    const erased = await here.look(() => here.admin(['erase-person', 'gv1'], 'GV1'));
    expect(erased).toMatchObject({ code: 0 });
    expect(erased.text).toMatch(/2 kết quả/);
    expect(erased.text).toMatch(/1 tên trong danh sách/);
    expect(erased.text).toMatch(/1 bản cũ giữ để hoàn tác/);
    expect(erased.text).toMatch(/tên ở 2 buổi tuyên truyền/);
    await here.look(async ({ kysely }) => {
      for (const table of TABLE_NAMES) {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(kysely);
        expect(JSON.stringify(rows), table).not.toContain(id);
        expect(JSON.stringify(rows), table).not.toContain('Ban Mai');
      }
      const left = await kysely.selectFrom('person').select('code').execute();
      expect(left).toEqual([{ code: 'GV2' }]);
    });
    // Nor in what the file keeps of erased rows, once the database was closed.
    const bytes = readFileSync(join(here.env.DATA_DIR ?? '', 'records.sqlite'));
    for (const told of ['Ban Mai', 'ban@example.invalid']) expect(bytes.includes(told)).toBe(false);
    expect(bytes.includes('Cà Văn Nam')).toBe(true);
  });

  it('knows of every table that has a column for a person', () => {
    for (const name of TABLE_NAMES) {
      const columns = Object.keys(TABLES[name].row.shape);
      if (columns.includes('person_id')) expect(TABLES[name].person, name).toBe('person_id');
    }
  });
});

describe('moving to PostgreSQL', () => {
  it('copies every row of every table, and refuses to do it twice', async () => {
    const here = await filled();
    const there = place({ DATABASE_URL: await postgres.database() });
    const moved = await here.admin(['move', there.env.DATABASE_URL ?? '']);
    expect(moved).toMatchObject({ code: 0, text: expect.stringContaining('mọi bảng khớp') });
    const digests = ({ kysely }: RecordsDatabase) =>
      Promise.all(
        TABLE_NAMES.filter((table) => TABLES[table].holds !== 'passing').map(async (table) => [
          table,
          await contentOf(kysely, table),
        ]),
      );
    expect(await there.look(digests)).toEqual(await here.look(digests));
    const figures = async (database: RecordsDatabase) =>
      (await Office.open(catalogue, database)).coverage();
    expect(await there.look(figures)).toEqual(await here.look(figures));
    expect(await here.admin(['move', there.env.DATABASE_URL ?? ''])).toMatchObject({
      code: 1,
      text: expect.stringContaining('không trống'),
    });
  });

  it('keeps nothing when a row did not arrive as it was sent', async () => {
    const here = await filled();
    const there = place({ DATABASE_URL: await postgres.database() });
    await there.admin(['migrate']);
    await there.look(async (target) => {
      await sql`create function spoil() returns trigger language plpgsql as
        $$ begin new.score = new.score - 1; return new; end $$`.execute(target.kysely);
      await sql`create trigger spoil before insert on completion for each row execute function spoil()`.execute(
        target.kysely,
      );
      await here.look(async (source) => {
        await expect(moveRecords(source, target)).rejects.toThrow(MoveDiffers);
      });
      expect(await contentOf(target.kysely, 'person')).toMatchObject({ rows: 0 });
    });
  });

  it('moves more rows than it reads at once', async () => {
    const source = await openNodeDatabase();
    await sql`
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 12001)
      insert into completion select 'p' || i, 'm', '2026-01-01', 'passed', 0.5, 'lms', 'x' from n`.execute(
      source.kysely,
    );
    const target = await openPostgresDatabase(await postgres.database());
    const moved = await moveRecords(source, target);
    expect(moved.get('completion')?.rows).toBe(12001);
    await target.kysely.destroy();
  });
});

describe('verify', () => {
  it('says that all is right, names who differs, and mends it when asked', async () => {
    const here = await filled();
    expect(await here.admin(['verify'])).toMatchObject({
      code: 0,
      text: 'Đã đối chiếu 2 người: mọi dòng khớp.',
    });
    await here.look(({ kysely }) =>
      sql`delete from completion where module = 'bao-luc'
        and person_id in (select id from person where code = 'GV2')`.execute(kysely),
    );
    const wrong = await here.admin(['verify']);
    expect(wrong.code).toBe(1);
    expect(wrong.text).toContain('1 người có dòng không khớp với kết quả đang giữ: GV2');
    expect((await here.admin(['verify', '--rebuild'])).code).toBe(0);
    expect(await here.admin(['verify'])).toMatchObject({ code: 0 });
  });
});
