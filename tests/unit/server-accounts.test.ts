import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/records/access/actor.ts';
import { CLIENT_ADDRESS_HEADER } from '../../src/records/access/client-address.ts';
import { LOCK_OUT } from '../../src/records/access/lock-out.ts';
import { addOfficer, closeOfficer, resetOfficer } from '../../src/records/access/officers.ts';
import type { RecordsDatabase } from '../../src/records/database/tables.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { openPostgresDatabase } from '../../src/records/node-postgres.ts';
import { ServerAccounts } from '../../src/server/accounts/accounts.ts';
import { noteSecure } from '../../src/server/accounts/arrival.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';

const SECRET = 'a-secret-for-tests-of-40-characters-long';
const PASSWORD = 'mưa trên đồi chè';
/** What a test leaves behind, what points to others first. */
const KEPT = [
  'officer_session',
  'officer_password',
  'officer',
  'sign_in_failure',
  'audit',
  'unit',
] as const;
const LOCAL: Actor = { kind: 'local' };

describe.each(['SQLite', 'PostgreSQL'])('signing in, with accounts kept in %s', (engine) => {
  let postgres: TestPostgres | null = null;
  let database: RecordsDatabase;
  let accounts: ServerAccounts;
  let officerId: string;

  beforeAll(async () => {
    if (engine === 'PostgreSQL') postgres = await startPostgres();
    const url = await postgres?.database();
    database = url === undefined ? await openNodeDatabase() : await openPostgresDatabase(url);
  });
  afterAll(async () => {
    await database.kysely.destroy();
    await postgres?.stop();
  });
  beforeEach(async () => {
    for (const table of KEPT) await database.kysely.deleteFrom(table).execute();
    await database.kysely
      .insertInto('unit')
      .values({
        id: 'thcs-a',
        code: 'A',
        name: 'Trường THCS Chiềng Sinh',
        name_key: 'thcs chieng sinh',
        kind: 'truong',
        level: 'thcs',
        parent_id: null,
        import_id: null,
        from_day: null,
        to_day: null,
      })
      .execute();
    accounts = new ServerAccounts(database.kysely, SECRET);
    const made = await addOfficer(database.kysely, LOCAL, {
      name: 'Lò Thị Lan',
      username: 'lan',
      unitId: 'thcs-a',
    });
    officerId = made.officer.id;
    await accounts.firstPassword(request(), made.code, PASSWORD);
  });

  function request(headers?: Headers | null, arrival = { address: '10.0.0.7', secure: false }) {
    const cookie = headers
      ?.getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const made = new Request('http://localhost/api/x', {
      headers: {
        [CLIENT_ADDRESS_HEADER]: arrival.address,
        ...(cookie === undefined ? {} : { cookie }),
      },
    });
    if (arrival.secure) noteSecure(made);
    return made;
  }
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'no problem',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );

  test('with the right password makes the officer known, for their unit and role', async () => {
    const { headers } = await accounts.signIn(request(), ' LAN ', PASSWORD);
    expect(await accounts.actorOf(request(headers))).toEqual({
      kind: 'officer',
      id: officerId,
      role: 'truong',
      unitId: 'thcs-a',
    });
  });

  test('sets a cookie that scripts cannot read, other sites do not send and the browser forgets', async () => {
    const [cookie] = (await accounts.signIn(request(), 'lan', PASSWORD)).headers.getSetCookie();
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain('Max-Age');
    expect(cookie).not.toContain('Secure');
  });

  test('over https sends the cookie over https alone', async () => {
    const arrival = { address: '10.0.0.7', secure: true };
    const { headers } = await accounts.signIn(request(null, arrival), 'lan', PASSWORD);
    expect(headers.getSetCookie()[0]).toContain('; Secure');
    expect((await accounts.actorOf(request(headers, arrival))).kind).toBe('officer');
  });

  test('over https believes no cookie that a neighbouring site could have set', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    // A session of the neighbour's own, as a cookie for the whole domain: it has no such prefix.
    const arrival = { address: '10.0.0.7', secure: true };
    expect((await accounts.actorOf(request(headers, arrival))).kind).toBe('anonymous');
  });

  test('a session that was there before signing in is not taken over', async () => {
    const { headers: planted } = await accounts.signIn(request(), 'lan', PASSWORD);
    const { headers } = await accounts.signIn(request(planted), 'lan', PASSWORD);
    expect(headers.getSetCookie()[0]).not.toBe(planted.getSetCookie()[0]);
  });

  test('with a wrong password and with an unknown name is refused in the same words', async () => {
    const tell = (name: string) =>
      accounts.signIn(request(), name, 'sai mật khẩu').catch((error: Error) => error.message);
    expect(await tell('lan')).toContain('không đúng');
    expect(await tell('khong-co')).toBe(await tell('lan'));
  });

  test('nobody is known by no cookie, a forged one, or one signed with another secret', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    const other = new ServerAccounts(database.kysely, SECRET.replace('a', 'b'));
    expect((await accounts.actorOf(request())).kind).toBe('anonymous');
    const forged = new Headers({ 'set-cookie': 'quan-ly.session_token=abc.def' });
    expect((await accounts.actorOf(request(forged))).kind).toBe('anonymous');
    expect((await other.actorOf(request(headers))).kind).toBe('anonymous');
  });

  test('signing out ends the session on the server, not only in the browser', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    await accounts.signOut(request(headers));
    expect((await accounts.actorOf(request(headers))).kind).toBe('anonymous');
  });

  test('signing out without being signed in is no error', async () => {
    await accounts.signOut(request());
  });

  test('an account is locked after repeated failures, also for the right password and after a restart', async () => {
    for (let tries = 0; tries < LOCK_OUT.account; tries++) {
      expect(await code(accounts.signIn(request(), 'lan', 'sai mật khẩu'))).toBe('wrong-password');
    }
    const restarted = new ServerAccounts(database.kysely, SECRET);
    expect(await code(restarted.signIn(request(), 'lan', PASSWORD))).toBe('too-many-tries');
  });

  test('many guesses at once are counted like one after the other', async () => {
    const guesses = Array.from({ length: 12 }, (_, index) =>
      code(accounts.signIn(request(), 'lan', `đoán lần thứ ${index}`)),
    );
    const told = await Promise.all(guesses);
    expect(told.filter((one) => one === 'wrong-password')).toHaveLength(LOCK_OUT.account);
  });

  test('an address from which too many tries failed is locked, while others are not', async () => {
    await code(accounts.signIn(request(), 'a-name', 'x'));
    await database.kysely
      .updateTable('sign_in_failure')
      .set({ tries: LOCK_OUT.address })
      .where('key', 'like', 'address:%')
      .execute();
    expect(await code(accounts.signIn(request(), 'lan', PASSWORD))).toBe('too-many-tries');
    const elsewhere = request(null, { address: '10.0.0.8', secure: false });
    expect(await code(accounts.signIn(elsewhere, 'lan', PASSWORD))).toBe('no problem');
  });

  test('a locked address locks no account and leaves nothing behind', async () => {
    await code(accounts.signIn(request(), 'a-name', 'x'));
    await database.kysely
      .updateTable('sign_in_failure')
      .set({ tries: LOCK_OUT.address })
      .where('key', 'like', 'address:%')
      .execute();
    for (let tries = 0; tries <= LOCK_OUT.account; tries++)
      expect(await code(accounts.signIn(request(), 'lan', `đoán ${tries}`))).toBe('too-many-tries');
    const kept = await database.kysely.selectFrom('sign_in_failure').select('key').execute();
    expect(kept).toHaveLength(2);
    const elsewhere = request(null, { address: '10.0.0.8', secure: false });
    expect(await code(accounts.signIn(elsewhere, 'lan', PASSWORD))).toBe('no problem');
  });

  test('an account that waits for its password is not told from a name nobody has', async () => {
    await resetOfficer(database.kysely, LOCAL, officerId);
    /** Work of the processor (microseconds): hashing is nearly all of it. */
    const workFor = async (name: string) => {
      const before = process.cpuUsage();
      expect(await code(accounts.signIn(request(), name, 'sai mật khẩu'))).toBe('wrong-password');
      return process.cpuUsage(before).user;
    };
    await workFor('lan');
    expect(await workFor('lan')).toBeGreaterThan((await workFor('khong-co')) / 4);
  });

  test('a success forgives the tries before it', async () => {
    for (let round = 0; round < 2; round++) {
      for (let tries = 1; tries < LOCK_OUT.account; tries++) {
        await code(accounts.signIn(request(), 'lan', 'sai mật khẩu'));
      }
      expect(await code(accounts.signIn(request(), 'lan', PASSWORD))).toBe('no problem');
    }
  });

  test('a closed account is signed out at once and cannot sign in', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    await closeOfficer(database.kysely, LOCAL, officerId, true);
    expect((await accounts.actorOf(request(headers))).kind).toBe('anonymous');
    expect(await code(accounts.signIn(request(), 'lan', PASSWORD))).toBe('account-closed');
    await closeOfficer(database.kysely, LOCAL, officerId, false);
    expect(await code(accounts.signIn(request(), 'lan', PASSWORD))).toBe('no problem');
  });

  test('a session ends after its time', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    await database.kysely
      .updateTable('officer_session')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .execute();
    expect((await accounts.actorOf(request(headers))).kind).toBe('anonymous');
  });

  test('changing the password ends other sessions and keeps this one', async () => {
    const { headers: here } = await accounts.signIn(request(), 'lan', PASSWORD);
    const { headers: elsewhere } = await accounts.signIn(request(), 'lan', PASSWORD);
    const after = await accounts.changePassword(
      request(here),
      officerId,
      PASSWORD,
      'tre xanh gió núi',
    );
    expect((await accounts.actorOf(request(elsewhere))).kind).toBe('anonymous');
    expect((await accounts.actorOf(request(after))).kind).toBe('officer');
    expect(await code(accounts.signIn(request(), 'lan', PASSWORD))).toBe('wrong-password');
    expect(await code(accounts.signIn(request(), 'lan', 'tre xanh gió núi'))).toBe('no problem');
  });

  test('a password is not changed without the current one, to a weak one, or to the same', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    const change = (current: string, next: string) =>
      code(accounts.changePassword(request(headers), officerId, current, next));
    expect(await change('không phải', 'tre xanh gió núi')).toBe('wrong-current-password');
    expect(await change(PASSWORD, 'chiengsinh2026')).toBe('weak-password');
    expect(await change(PASSWORD, PASSWORD)).toBe('same-password');
    expect((await accounts.actorOf(request(headers))).kind).toBe('officer');
  });

  test('a one-time code works once, however it is typed', async () => {
    const { code: setup } = await resetOfficer(database.kysely, LOCAL, officerId);
    expect(await code(accounts.signIn(request(), 'lan', PASSWORD))).toBe('wrong-password');
    const typed = setup.toLowerCase().replaceAll('-', ' ');
    expect(await accounts.firstPassword(request(), typed, 'tre xanh gió núi')).toBe('lan');
    expect(await code(accounts.firstPassword(request(), setup, 'cá rô bơi vòng'))).toBe(
      'unknown-setup-code',
    );
    expect(await code(accounts.signIn(request(), 'lan', 'tre xanh gió núi'))).toBe('no problem');
  });

  test('a weak password leaves the one-time code good', async () => {
    const { code: setup } = await resetOfficer(database.kysely, LOCAL, officerId);
    expect(await code(accounts.firstPassword(request(), setup, 'matkhau123'))).toBe(
      'weak-password',
    );
    expect(await accounts.firstPassword(request(), setup, PASSWORD)).toBe('lan');
  });

  test('sets one password only with a code that is used twice at once', async () => {
    const { code: setup } = await resetOfficer(database.kysely, LOCAL, officerId);
    const tries = await Promise.all(
      [PASSWORD, 'tre xanh gió núi'].map((password) =>
        accounts.firstPassword(request(), setup, password).catch((cause) => cause.code),
      ),
    );
    expect(tries.sort()).toEqual(['lan', 'unknown-setup-code']);
  });

  test('a one-time code is void after its days', async () => {
    const long = new Date(Date.now() - 8 * 86_400_000);
    const { code: setup } = await resetOfficer(database.kysely, LOCAL, officerId, long);
    expect(await code(accounts.firstPassword(request(), setup, PASSWORD))).toBe(
      'unknown-setup-code',
    );
  });

  test('no password, code or token stands in the database or the log as it is', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    const { code: setup } = await resetOfficer(database.kysely, LOCAL, officerId);
    const tables = ['officer', 'officer_password', 'sign_in_failure', 'audit'] as const;
    const rows = await Promise.all(
      tables.map((table) => database.kysely.selectFrom(table).selectAll().execute()),
    );
    const text = JSON.stringify(rows);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(setup);
    expect(text).not.toContain(setup.replaceAll('-', ''));
    expect(text).not.toContain(headers.getSetCookie()[0]?.split(/[=;.]/)[2]);
  });

  test('the log tells who did what, newest last', async () => {
    const { headers } = await accounts.signIn(request(), 'lan', PASSWORD);
    await accounts.signOut(request(headers));
    const log = await database.kysely.selectFrom('audit').selectAll().orderBy('id').execute();
    expect(log.map(({ actor_name, text }) => `${actor_name}: ${text}`)).toEqual([
      'máy này: Thêm tài khoản lan (Đầu mối của trường)',
      'Lò Thị Lan: Đặt mật khẩu bằng mã',
      'Lò Thị Lan: Đăng nhập',
      'Lò Thị Lan: Đăng xuất',
    ]);
  });
});
