import type { Kysely } from 'kysely';
import type { AuditEntry, AuditLog } from '../contract/accounts.ts';
import { newId } from '../database/ids.ts';
import type { RecordsTables } from '../database/tables.ts';
import { fold } from '../wording/fold.ts';
import type { Actor } from './actor.ts';
import type { Deed } from './deed.ts';
import type { UnitsSeen } from './units-seen.ts';

/** What the log says for those who are no officer. */
const OTHERS: Record<Exclude<Actor['kind'], 'officer'>, string> = {
  local: 'máy này',
  learner: 'người học',
  anonymous: 'chưa đăng nhập',
};

/** Writes a change into the log; call it within the transaction of the change. */
export async function writeAudit(
  db: Kysely<RecordsTables>,
  { actor, call, unitId, text, concernsFrom = null }: Deed,
  now = new Date(),
): Promise<void> {
  const name = await nameOf(db, actor);
  await db
    .insertInto('audit')
    .values({
      id: newId(now.getTime()),
      at: now.toISOString(),
      actor: actor.kind === 'officer' ? actor.id : actor.kind,
      actor_name: name,
      call,
      unit_id: unitId,
      text,
      concerns_from: concernsFrom,
      words: fold(`${name} ${await unitName(db, unitId)} ${text}`),
    })
    .execute();
}

async function unitName(db: Kysely<RecordsTables>, id: string | null): Promise<string> {
  if (id === null) return '';
  const unit = await db.selectFrom('unit').select('name').where('id', '=', id).executeTakeFirst();
  return unit?.name ?? '';
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
  /**
   * Words that actor, unit (by its name then) or text must hold, with or without diacritics; empty for
   * all.
   */
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
  let query = db.selectFrom('audit').leftJoin('unit', 'unit.id', 'audit.unit_id');
  if (!whole && seen !== 'all') {
    const me = actor.kind === 'officer' ? actor.id : actor.kind;
    query = query.where(({ or, eb }) =>
      or([eb('audit.actor', '=', me), eb('audit.unit_id', 'in', [...seen])]),
    );
  }
  if (filter.from !== null) query = query.where('audit.at', '>=', startOf(filter.from));
  if (filter.to !== null) query = query.where('audit.at', '<', startOf(dayAfter(filter.to)));
  // A folded word has letters and digits alone, nothing that `like` would take for a pattern.
  for (const word of fold(filter.words).split(' ').filter(Boolean))
    query = query.where('audit.words', 'like', `%${word}%`);
  const rows = query
    .select(['audit.id', 'audit.at', 'audit.actor_name', 'audit.call'])
    .select(['audit.text', 'unit.name as unit'])
    .orderBy('audit.id', 'desc');
  const found =
    page === null
      ? await rows.execute()
      : await rows.limit(page.limit).offset(page.offset).execute();
  const entries = found.map(
    ({ id, at, actor_name, call, unit, text }): AuditEntry => ({
      id,
      at,
      actor: actor_name,
      call,
      unit,
      text,
    }),
  );
  if (page === null) return { total: entries.length, entries };
  const { total } = await query
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  return { total: Number(total), entries };
}

/** The instant a day begins in Vietnam (UTC+7, no daylight saving). */
export function startOf(day: string): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
