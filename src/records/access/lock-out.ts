import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { RecordsTables } from '../database/tables.ts';
import { sha256 } from '../wording/sha256.ts';

/**
 * How many tries may fail: within a window of time, for each account and for each address. An address
 * is allowed more, because a whole school may share one. Kept in the database, so that a restart
 * forgives nothing and several processes count together.
 */
export const LOCK_OUT = { account: 5, address: 50, minutes: 15 } as const;

/** What is counted: tries at an account, or from an address. */
export interface Counted {
  kind: 'account' | 'address';
  name: string;
}

/**
 * Counts a try as failed before it is judged, so that many at once cannot slip past; `forgive` takes
 * it back. Gives the minutes to wait when there were too many, else null.
 */
export async function countTry(
  db: Kysely<RecordsTables>,
  counted: Counted,
  now = new Date(),
): Promise<number | null> {
  const oldest = new Date(now.getTime() - LOCK_OUT.minutes * 60_000).toISOString();
  const since = now.toISOString();
  const kept = await db
    .insertInto('sign_in_failure')
    .values({ key: keyOf(counted), tries: 1, since })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        tries: sql<number>`case when sign_in_failure.since < ${oldest} then 1 else sign_in_failure.tries + 1 end`,
        since: sql<string>`case when sign_in_failure.since < ${oldest} then ${since} else sign_in_failure.since end`,
      }),
    )
    .returning(['tries', 'since'])
    .executeTakeFirstOrThrow();
  if (Number(kept.tries) <= LOCK_OUT[counted.kind]) return null;
  const end = Date.parse(kept.since) + LOCK_OUT.minutes * 60_000;
  return Math.max(1, Math.ceil((end - now.getTime()) / 60_000));
}

/** Takes a try back that was right: an account's count starts anew, an address's loses this one. */
export async function forgive(db: Kysely<RecordsTables>, counted: Counted): Promise<void> {
  const key = keyOf(counted);
  if (counted.kind === 'account') {
    await db.deleteFrom('sign_in_failure').where('key', '=', key).execute();
    return;
  }
  await db
    .updateTable('sign_in_failure')
    .set({ tries: sql<number>`tries - 1` })
    .where('key', '=', key)
    .where('tries', '>', 0)
    .execute();
}

/** Drops counts whose window is over. */
export async function dropOldTries(db: Kysely<RecordsTables>, now = new Date()): Promise<void> {
  const oldest = new Date(now.getTime() - LOCK_OUT.minutes * 60_000).toISOString();
  await db.deleteFrom('sign_in_failure').where('since', '<', oldest).execute();
}

/** Hashed: what people mistype into the name field is at times their password. */
function keyOf({ kind, name }: Counted): string {
  return `${kind}:${sha256(name)}`;
}
