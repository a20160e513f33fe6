import { type Kysely, sql } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/**
 * Two columns of the audit log: from which reporting day on a change can have made figures otherwise
 * (null: none, and of entries from before nothing is known), and the words that it is found by, so that
 * the database itself can look for them and give a page.
 */
export async function auditInDetail(db: Kysely<RecordsTables>): Promise<void> {
  await db.schema.alterTable('audit').addColumn('concerns_from', 'text').execute();
  await db.schema
    .alterTable('audit')
    .addColumn('words', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  const { rows } = await sql<{ id: string; actor_name: string; text: string; unit: string | null }>`
    select audit.id, actor_name, text, unit.name as unit
    from audit left join unit on unit.id = audit.unit_id`.execute(db);
  for (const { id, actor_name, text, unit } of rows) {
    const words = wordsOf(`${actor_name} ${unit ?? ''} ${text}`);
    await db.updateTable('audit').set({ words }).where('id', '=', id).execute();
  }
}

/** `fold` as it was in this release: what a migration does never changes. */
function wordsOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
