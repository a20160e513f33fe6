import type { Kysely } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import type { NewOfficer, Officer, SetupCode } from '../contract/accounts.ts';
import { newId } from '../database/ids.ts';
import type { OfficerRow } from '../database/officer-tables.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { Actor } from './actor.ts';
import { writeAudit } from './audit.ts';
import { mayManage, OFFICER_ROLES, roleOfUnitKind } from './officer-rules.ts';
import { unitsSeen } from './policy.ts';
import { newSetupCode, SETUP_DAYS, setupHash } from './setup-code.ts';
import { sees, type UnitsSeen } from './units-seen.ts';

type Database = Kysely<RecordsTables>;

/** Officers of the units an actor sees, by unit and name. */
export async function listOfficers(db: Database, actor: Actor): Promise<Officer[]> {
  const { seen, names } = await units(db, actor);
  const rows = await db.selectFrom('officer').selectAll().execute();
  const withPassword = await officersWithPassword(db);
  const order = new Intl.Collator('vi', { numeric: true });
  return rows
    .filter((row) => sees(seen, row.unit_id))
    .map((row) => tell(row, actor, seen, names, withPassword))
    .sort((a, b) => order.compare(a.unitName, b.unitName) || order.compare(a.name, b.name));
}

/**
 * Adds an officer for a unit, with the role that fits the unit, and a one-time code to set the first
 * password.
 * @throws ApiProblem when the unit is not seen, the role is not below the actor's, or the name is taken.
 */
export async function addOfficer(
  db: Database,
  actor: Actor,
  { name, username, unitId }: NewOfficer,
  now = new Date(),
): Promise<SetupCode> {
  const { seen, names, kinds } = await units(db, actor);
  const kind = kinds.get(unitId);
  if (kind === undefined || !sees(seen, unitId)) {
    throw new ApiProblem(
      404,
      'unknown-unit',
      'Không có đơn vị này trong phạm vi của tài khoản. Hãy chọn đơn vị khác.',
    );
  }
  const role = roleOfUnitKind(kind);
  if (!mayManage(actor, { role, unitId }, seen)) throw notManaged();
  const taken = await db
    .selectFrom('officer')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirst();
  if (taken !== undefined) {
    throw new ApiProblem(
      409,
      'username-taken',
      'Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.',
    );
  }
  const id = newId(now.getTime());
  const row: OfficerRow = {
    id,
    name,
    username,
    role,
    unit_id: unitId,
    disabled_at: null,
    setup_hash: null,
    setup_until: null,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    email: `${id.toLowerCase()}@officer.invalid`,
    email_verified: 0,
    image: null,
  };
  await db.insertInto('officer').values(row).execute();
  await writeAudit(db, {
    actor,
    call: 'POST /officers',
    unitId,
    text: `Thêm tài khoản ${username} (${OFFICER_ROLES[role]})`,
  });
  const { code, until } = await giveCode(db, id, now);
  return { officer: tell(row, actor, seen, names, new Set()), code, until };
}

/** Gives a new one-time code; the old password and all sessions end. */
export async function resetOfficer(
  db: Database,
  actor: Actor,
  id: string,
  now = new Date(),
): Promise<SetupCode> {
  const { row, seen, names } = await managed(db, actor, id);
  await endSessions(db, id);
  await db.deleteFrom('officer_password').where('officer_id', '=', id).execute();
  const { code, until } = await giveCode(db, id, now);
  await writeAudit(db, {
    actor,
    call: 'POST /officers/{id}/reset',
    unitId: row.unit_id,
    text: `Đặt lại mật khẩu của tài khoản ${row.username}`,
  });
  return { officer: tell(row, actor, seen, names, new Set()), code, until };
}

/** Closes an account, ending its sessions at once, or opens it again. */
export async function closeOfficer(
  db: Database,
  actor: Actor,
  id: string,
  closed: boolean,
  now = new Date(),
): Promise<Officer> {
  const { row, seen, names } = await managed(db, actor, id);
  const after = { ...row, disabled_at: closed ? now.toISOString() : null };
  await db
    .updateTable('officer')
    .set({ disabled_at: after.disabled_at, updated_at: now.toISOString() })
    .where('id', '=', id)
    .execute();
  if (closed) await endSessions(db, id);
  await writeAudit(db, {
    actor,
    call: 'PUT /officers/{id}/closed',
    unitId: row.unit_id,
    text: `${closed ? 'Khóa' : 'Mở lại'} tài khoản ${row.username}`,
  });
  return tell(after, actor, seen, names, await officersWithPassword(db));
}

/** Ends every session of an officer. */
export async function endSessions(db: Database, officerId: string): Promise<void> {
  await db.deleteFrom('officer_session').where('officer_id', '=', officerId).execute();
}

async function giveCode(db: Database, id: string, now: Date) {
  const code = newSetupCode();
  const until = new Date(now.getTime() + SETUP_DAYS * 86_400_000).toISOString();
  await db
    .updateTable('officer')
    .set({ setup_hash: setupHash(code), setup_until: until, updated_at: now.toISOString() })
    .where('id', '=', id)
    .execute();
  return { code, until };
}

/** An officer the actor may manage; one they may not see is as good as absent. */
async function managed(db: Database, actor: Actor, id: string) {
  const { seen, names } = await units(db, actor);
  const row = await db.selectFrom('officer').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || !sees(seen, row.unit_id)) {
    throw new ApiProblem(404, 'unknown-officer', 'Không có tài khoản này. Hãy tải lại trang.');
  }
  if (!mayManage(actor, { role: row.role, unitId: row.unit_id }, seen)) throw notManaged();
  return { row, seen, names };
}

function notManaged(): ApiProblem {
  return new ApiProblem(
    403,
    'not-managed',
    'Tài khoản này do cấp trên quản lý. Hãy nhờ cán bộ của Sở, hoặc người quản trị máy chủ.',
  );
}

async function units(db: Database, actor: Actor) {
  const rows = await db.selectFrom('unit').select(['id', 'parent_id', 'name', 'kind']).execute();
  return {
    seen: unitsSeen(actor, rows),
    names: new Map(rows.map(({ id, name }) => [id, name])),
    kinds: new Map(rows.map(({ id, kind }) => [id, kind])),
  };
}

async function officersWithPassword(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom('officer_password').select('officer_id').execute();
  return new Set(rows.map((row) => row.officer_id));
}

function tell(
  row: OfficerRow,
  actor: Actor,
  seen: UnitsSeen,
  names: ReadonlyMap<string, string>,
  withPassword: ReadonlySet<string>,
): Officer {
  const { id, name, username, role, unit_id: unitId } = row;
  return {
    id,
    name,
    username,
    role,
    unitId,
    unitName: names.get(unitId) ?? '',
    status: row.disabled_at !== null ? 'closed' : withPassword.has(id) ? 'active' : 'waiting',
    manageable: mayManage(actor, { role, unitId }, seen),
  };
}
