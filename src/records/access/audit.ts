import type { Kysely } from 'kysely';
import type { AuditEntry, AuditLog } from '../contract/accounts.ts';
import { newId } from '../database/ids.ts';
import type { RecordsTables } from '../database/tables.ts';
import { fold } from '../wording/fold.ts';
import type { Actor } from './actor.ts';
import type { UnitsSeen } from './units-seen.ts';

/** A change to be written down. */
export interface Deed {
  actor: Actor;
  /** The call as declared, e.g. `POST /imports/{id}/undo`. */
  call: string;
  /** The unit it concerns, or null when it concerns all or none. */
  unitId: string | null;
  /** Vietnamese: what was done; no person's name, code or secret. */
  text: string;
}

/** What the log says for those who are no officer. */
const OTHERS: Record<Exclude<Actor['kind'], 'officer'>, string> = {
  local: 'máy này',
  learner: 'người học',
  anonymous: 'chưa đăng nhập',
};

/** Writes a change into the log; call it within the transaction of the change. */
export async function writeAudit(
  db: Kysely<RecordsTables>,
  { actor, call, unitId, text }: Deed,
  now = new Date(),
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      id: newId(now.getTime()),
      at: now.toISOString(),
      actor: actor.kind === 'officer' ? actor.id : actor.kind,
      actor_name: await nameOf(db, actor),
      call,
      unit_id: unitId,
      text,
    })
    .execute();
}

async function nameOf(db: Kysely<RecordsTables>, actor: Actor): Promise<string> {
  if (actor.kind !== 'officer') return OTHERS[actor.kind];
  const officer = await db
    .selectFrom('officer')
    .select('name')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  return officer?.name ?? 'cán bộ đã xóa';
}

/** Which part of the log is asked for. Days are in Asia/Ho_Chi_Minh and both count. */
export interface AuditFilter {
  from: string | null;
  to: string | null;
  /** Words that actor, unit or text must hold, with or without diacritics; empty for all. */
  words: string;
}

/**
 * The log, newest first, as far as an actor may see it: entries on the units they see, and their own.
 * What concerns all units is seen by those who see all.
 */
export async function readAudit(
  db: Kysely<RecordsTables>,
  actor: Actor,
  seen: UnitsSeen,
  whole: boolean,
  filter: AuditFilter,
  page: { offset: number; limit: number } | null,
): Promise<AuditLog> {
  let query = db
    .selectFrom('audit')
    .leftJoin('unit', 'unit.id', 'audit.unit_id')
    .select(['audit.id', 'audit.at', 'audit.actor', 'audit.actor_name', 'audit.call'])
    .select(['audit.unit_id', 'audit.text', 'unit.name as unit'])
    .orderBy('audit.id', 'desc');
  if (filter.from !== null) query = query.where('audit.at', '>=', startOf(filter.from));
  if (filter.to !== null) query = query.where('audit.at', '<', startOf(dayAfter(filter.to)));
  const rows = await query.execute();
  const wanted = fold(filter.words).split(' ').filter(Boolean);
  const me = actor.kind === 'officer' ? actor.id : actor.kind;
  const entries: AuditEntry[] = rows
    .filter((row) => {
      if (whole || seen === 'all' || row.actor === me) return true;
      return row.unit_id !== null && seen.has(row.unit_id);
    })
    .map((row) => ({
      id: row.id,
      at: row.at,
      actor: row.actor_name,
      call: row.call,
      unit: row.unit,
      text: row.text,
    }))
    .filter((entry) => {
      if (wanted.length === 0) return true;
      const told = fold(`${entry.actor} ${entry.unit ?? ''} ${entry.text}`);
      return wanted.every((word) => told.includes(word));
    });
  if (page === null) return { total: entries.length, entries };
  return { total: entries.length, entries: entries.slice(page.offset, page.offset + page.limit) };
}

/** The instant a day begins in Vietnam (UTC+7, no daylight saving). */
function startOf(day: string): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
