import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addOfficer } from '../../../src/records/access/officers.ts';
import { createRecordsApp } from '../../../src/records/app.ts';
import { openNodeDatabase } from '../../../src/records/node-database.ts';
import { ServerAccounts } from '../../../src/server/accounts/accounts.ts';
import { startServer } from '../../../src/server/serve.ts';

export const PASSWORD = 'mưa trên đồi chè';
const SECRET = 'a-secret-for-tests-of-40-characters-long';

/** The built site on a server of its own, with two schools, a teacher at each, and officers. */
export interface StaffedOffice {
  site: string;
  /** Ends every session, as their time does. */
  expireSessions(): void;
  stop(): Promise<void>;
}

/** Starts one. `phong` signs in for the Phòng, `chieng-sinh` for the first school. */
export async function staffedOffice(): Promise<StaffedOffice> {
  const data = mkdtempSync(join(tmpdir(), 'staffed-'));
  const file = join(data, 'records.sqlite');
  const database = await openNodeDatabase(file);
  const { kysely } = database;
  await kysely
    .insertInto('unit')
    .values({
      ...{
        id: 'office',
        code: 'office',
        name: 'Phòng Văn hóa – Xã hội',
        name_key: 'phong van hoa',
      },
      ...{ kind: 'phong', level: null, parent_id: null },
      ...{ import_id: null, from_day: null, to_day: null },
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const records = createRecordsApp(database);
  const post = async (path: string, body: string) =>
    (await records.fetch(new Request(`http://x${path}`, { method: 'POST', body }))).text();
  const preview = await post(
    '/api/imports?name=danh-sach.csv',
    'Mã,Họ và tên,Trường,Vai trò\nA1,Lò Thị Ban,Trường THCS Chiềng Sinh,Giáo viên\nB1,Hà Văn Sơn,Trường Tiểu học Hua La,Giáo viên\n',
  );
  const id = /"preview":\{"id":"(\w+)"/.exec(preview)?.[1];
  await post(`/api/imports/${id}/confirm`, '{"accept":[]}');
  const accounts = new ServerAccounts(kysely, SECRET);
  const school = await kysely
    .selectFrom('unit')
    .select('id')
    .where('name', '=', 'Trường THCS Chiềng Sinh')
    .executeTakeFirstOrThrow();
  for (const [name, username, unitId] of [
    ['Cầm Thị Hương', 'phong', 'office'],
    ['Quàng Văn Tới', 'chieng-sinh', school.id],
  ] as const) {
    const { code } = await addOfficer(kysely, { kind: 'local' }, { name, username, unitId });
    await accounts.firstPassword(new Request('http://x/'), code, PASSWORD);
  }
  await database.reader?.destroy();
  await kysely.destroy();
  const env = { PORT: '0', DATA_DIR: data, SESSION_SECRET: SECRET, LOG_LEVEL: 'silent' };
  const server = await startServer(env, { root: resolve('dist') });
  return {
    site: `http://127.0.0.1:${server.port}`,
    expireSessions() {
      const open = new DatabaseSync(file);
      open.exec("update officer_session set expires_at = '2020-01-01T00:00:00.000Z'");
      open.close();
    },
    async stop() {
      await server.stop();
      rmSync(data, { recursive: true });
    },
  };
}
