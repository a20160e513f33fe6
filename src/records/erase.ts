import type { Kysely } from 'kysely';
import { TABLE_NAMES, TABLES } from './database/table-list.ts';
import type { RecordsTables } from './database/tables.ts';
import { OFFICE_UNIT_ID } from './imports/unit-plan.ts';
import { keepSetting, newRevision } from './settings.ts';

/** Erases every record and every person; what the site itself brings (programmes, modules) stays. */
export async function eraseEverything(db: Kysely<RecordsTables>): Promise<void> {
  // What refers to others goes first.
  for (const table of [...TABLE_NAMES].reverse()) {
    const { holds } = TABLES[table];
    if (holds === 'records' || holds === 'derived' || holds === 'passing')
      await db.deleteFrom(table).execute();
  }
  await db.deleteFrom('unit').where('id', '!=', OFFICE_UNIT_ID).execute();
  await db.updateTable('programme').set({ own: null }).execute();
  await db.deleteFrom('programme').where('site', 'is', null).execute();
  await db.deleteFrom('setting').where('key', '!=', 'schema').execute();
  await keepSetting(db, 'revision', newRevision());
}
