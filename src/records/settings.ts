import type { Kysely } from 'kysely';
import { newId } from './database/ids.ts';
import type { RecordsTables } from './database/tables.ts';

/** What is kept beside the records themselves; `columns …` is how the columns of a file are understood. */
export type SettingKey =
  | 'schema'
  | 'revision'
  | 'last-change'
  | 'last-backup'
  | 'last-trouble'
  /** Ids of the topics of this build, with a space between them. */
  | 'topics'
  | `columns ${string}`;

/** A setting's value; empty when it was never kept. */
export async function readSetting(db: Kysely<RecordsTables>, key: SettingKey): Promise<string> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value ?? '';
}

export async function keepSetting(
  db: Kysely<RecordsTables>,
  key: SettingKey,
  value: string,
): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Forgets a setting, kept or not. */
export async function forgetSetting(db: Kysely<RecordsTables>, key: SettingKey): Promise<void> {
  await db.deleteFrom('setting').where('key', '=', key).execute();
}

/** A value no revision had before. */
export function newRevision(): string {
  return newId();
}
