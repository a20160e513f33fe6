import type { Kysely } from 'kysely';
import type { Accounts } from '../../records/access/accounts.ts';
import type { Actor } from '../../records/access/actor.ts';
import { writeAudit } from '../../records/access/audit.ts';
import { clientAddress } from '../../records/access/client-address.ts';
import { type Counted, countTry, dropOldTries, forgive } from '../../records/access/lock-out.ts';
import { passwordProblem } from '../../records/access/password-rules.ts';
import { setupHash } from '../../records/access/setup-code.ts';
import { ApiProblem } from '../../records/api-problem.ts';
import { officerRoleSchema } from '../../records/contract/accounts.ts';
import { newId } from '../../records/database/ids.ts';
import type { RecordsTables } from '../../records/database/tables.ts';
import { cookiesFor, sessionHeaders } from './cookies.ts';
import { type AuthLibrary, createAuthLibrary, SESSION_COOKIE } from './library.ts';

/** Signing in on the server: the library's sessions and hashes, our lock-out, rules, words and log. */
export class ServerAccounts implements Accounts {
  readonly #db: Kysely<RecordsTables>;
  readonly #library: AuthLibrary;

  /** `secret` signs the cookies: at least 32 random characters, the same after a restart. */
  constructor(db: Kysely<RecordsTables>, secret: string) {
    this.#db = db;
    this.#library = createAuthLibrary(db, secret);
  }

  async signIn(
    request: Request,
    username: string,
    password: string,
  ): Promise<{ headers: Headers; actor: Actor }> {
    const name = username.trim().toLowerCase();
    // The address first: once it is locked, guesses from there lock no accounts and keep no rows.
    const counted: Counted[] = [
      { kind: 'address', name: clientAddress(request) },
      { kind: 'account', name },
    ];
    await this.#count(counted);
    const headers = await this.#tryPassword(name, password);
    const officer = await this.#db
      .selectFrom('officer')
      .select(['id', 'role', 'unit_id', 'disabled_at'])
      .where('username', '=', name)
      .executeTakeFirstOrThrow();
    if (officer.disabled_at !== null) {
      await this.#db.deleteFrom('officer_session').where('officer_id', '=', officer.id).execute();
      throw new ApiProblem(
        403,
        'account-closed',
        'Tài khoản này đã bị khóa. Hãy hỏi cán bộ phụ trách của Phòng hoặc Sở.',
      );
    }
    const now = new Date();
    const { id, role, unit_id: unitId } = officer;
    const actor: Actor = { kind: 'officer', id, role, unitId };
    await this.#db.transaction().execute(async (transaction) => {
      for (const one of counted) await forgive(transaction, one);
      await dropOldTries(transaction, now);
      await transaction
        .deleteFrom('officer_session')
        .where('expires_at', '<', now.toISOString())
        .execute();
      await writeAudit(transaction, {
        actor,
        call: 'POST /sign-in',
        unitId,
        text: 'Đăng nhập',
      });
    });
    return { headers: cookiesFor(request, headers), actor };
  }

  async signOut(request: Request): Promise<Headers> {
    const actor = await this.actorOf(request);
    const { headers } = await this.#library.api.signOut({
      headers: sessionHeaders(request),
      returnHeaders: true,
    });
    if (actor.kind === 'officer') {
      await writeAudit(this.#db, {
        actor,
        call: 'POST /sign-out',
        unitId: actor.unitId,
        text: 'Đăng xuất',
      });
    }
    return cookiesFor(request, headers);
  }

  async changePassword(
    request: Request,
    officerId: string,
    current: string,
    next: string,
  ): Promise<Headers> {
    const db = this.#db;
    const officer = await db
      .selectFrom('officer')
      .innerJoin('officer_password', 'officer_password.officer_id', 'officer.id')
      .select(['officer.username', 'officer_password.password'])
      .where('officer.id', '=', officerId)
      .executeTakeFirst();
    if (officer === undefined) throw wrongCurrent();
    const counted: Counted[] = [{ kind: 'account', name: officer.username }];
    await this.#count(counted);
    const { password } = await this.#library.$context;
    const right = await password.verify({ hash: officer.password ?? '', password: current });
    if (!right) throw wrongCurrent();
    for (const one of counted) await forgive(db, one);
    const problem = passwordProblem(next, await this.#about(officerId));
    if (problem !== null) throw new ApiProblem(422, 'weak-password', problem);
    if (next === current) {
      throw new ApiProblem(
        422,
        'same-password',
        'Mật khẩu mới giống mật khẩu đang dùng. Hãy chọn mật khẩu khác.',
      );
    }
    await this.#keepPassword(officerId, next, 'POST /password', 'Đổi mật khẩu');
    return cookiesFor(request, await this.#tryPassword(officer.username, next));
  }

  async firstPassword(request: Request, code: string, password: string): Promise<string> {
    const counted: Counted[] = [{ kind: 'address', name: clientAddress(request) }];
    await this.#count(counted);
    const officer = await this.#db
      .selectFrom('officer')
      .select(['id', 'username', 'setup_until'])
      .where('setup_hash', '=', setupHash(code))
      .executeTakeFirst();
    if (officer === undefined || (officer.setup_until ?? '') < new Date().toISOString())
      throw unknownSetupCode();
    for (const one of counted) await forgive(this.#db, one);
    const problem = passwordProblem(password, await this.#about(officer.id));
    if (problem !== null) throw new ApiProblem(422, 'weak-password', problem);
    const call = 'POST /first-password';
    await this.#keepPassword(officer.id, password, call, 'Đặt mật khẩu bằng mã', setupHash(code));
    await forgive(this.#db, { kind: 'account', name: officer.username });
    return officer.username;
  }

  async actorOf(request: Request): Promise<Actor> {
    // Learners' devices and visitors have no such cookie: nothing is asked of the database for them.
    if (!request.headers.get('cookie')?.includes(SESSION_COOKIE)) return { kind: 'anonymous' };
    const found = await this.#library.api.getSession({ headers: sessionHeaders(request) });
    if (!found || found.user.disabledAt) return { kind: 'anonymous' };
    const role = officerRoleSchema.safeParse(found.user.role);
    if (!role.success) return { kind: 'anonymous' };
    return { kind: 'officer', id: found.user.id, role: role.data, unitId: found.user.unitId };
  }

  /** The library's check of name and password; the headers set its cookie. */
  async #tryPassword(username: string, password: string): Promise<Headers> {
    try {
      await this.#hashIfWaiting(username, password);
      const { headers } = await this.#library.api.signInUsername({
        body: { username, password },
        headers: new Headers(),
        returnHeaders: true,
      });
      return headers;
    } catch (error) {
      // The library refuses with 4xx of its own; anything else is a fault of ours or the database's.
      const status = statusOf(error);
      if (status === null || status >= 500) throw error;
      throw new ApiProblem(
        401,
        'wrong-password',
        'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại.',
      );
    }
  }

  /**
   * The library hashes for a name that it does not know, as for a wrong password, but not for an
   * account without one: that answer would come sooner and tell that there is such an account.
   */
  async #hashIfWaiting(username: string, password: string): Promise<void> {
    const waiting = await this.#db
      .selectFrom('officer')
      .leftJoin('officer_password', 'officer_password.officer_id', 'officer.id')
      .select('officer.id')
      .where('officer.username', '=', username)
      .where('officer_password.password', 'is', null)
      .executeTakeFirst();
    if (waiting === undefined) return;
    const { password: hashing } = await this.#library.$context;
    await hashing.hash(password);
  }

  async #count(counted: readonly Counted[]): Promise<void> {
    for (const one of counted) {
      const minutes = await countTry(this.#db, one);
      if (minutes === null) continue;
      throw new ApiProblem(
        429,
        'too-many-tries',
        `Đã thử sai quá nhiều lần. Hãy chờ ${minutes} phút rồi thử lại, hoặc nhờ cán bộ cấp trên đặt lại mật khẩu.`,
      );
    }
  }

  /** What a password of this officer must not consist of. */
  async #about(officerId: string): Promise<string[]> {
    const officer = await this.#db
      .selectFrom('officer')
      .leftJoin('unit', 'unit.id', 'officer.unit_id')
      .select(['officer.username', 'officer.name', 'unit.name as unit'])
      .where('officer.id', '=', officerId)
      .executeTakeFirst();
    return officer === undefined ? [] : [officer.username, officer.name, officer.unit ?? ''];
  }

  /**
   * Keeps a password's hash, voids the one-time code and ends every session, in one transaction.
   * @param setup hash of the code that it is set with: of two that come at once the second finds it void.
   */
  async #keepPassword(
    officerId: string,
    password: string,
    call: string,
    text: string,
    setup?: string,
  ) {
    const { password: hashing } = await this.#library.$context;
    const hash = await hashing.hash(password);
    const now = new Date().toISOString();
    await this.#db.transaction().execute(async (transaction) => {
      const officer = await transaction
        .updateTable('officer')
        .set({ setup_hash: null, setup_until: null, updated_at: now })
        .where('id', '=', officerId)
        .$if(setup !== undefined, (query) => query.where('setup_hash', '=', setup ?? ''))
        .returning(['role', 'unit_id'])
        .executeTakeFirst();
      if (officer === undefined) throw unknownSetupCode();
      const { role, unit_id } = officer;
      await transaction.deleteFrom('officer_session').where('officer_id', '=', officerId).execute();
      await transaction
        .deleteFrom('officer_password')
        .where('officer_id', '=', officerId)
        .execute();
      await transaction
        .insertInto('officer_password')
        .values({
          id: newId(),
          account_id: officerId,
          provider_id: 'credential',
          officer_id: officerId,
          password: hash,
          created_at: now,
          updated_at: now,
        })
        .execute();
      await writeAudit(transaction, {
        actor: { kind: 'officer', id: officerId, role, unitId: unit_id },
        call,
        unitId: unit_id,
        text,
      });
    });
  }
}

function unknownSetupCode(): ApiProblem {
  return new ApiProblem(
    422,
    'unknown-setup-code',
    'Mã đặt mật khẩu không đúng, đã dùng hoặc đã hết hạn. Hãy xem lại từng ký tự, hoặc nhờ người cấp tài khoản đặt lại để có mã mới.',
  );
}

function wrongCurrent(): ApiProblem {
  return new ApiProblem(
    422,
    'wrong-current-password',
    'Mật khẩu đang dùng không đúng. Hãy gõ lại.',
  );
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
