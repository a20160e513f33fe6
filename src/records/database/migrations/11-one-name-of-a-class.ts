import type { Kysely } from 'kysely';
import type { RecordsTables } from '../tables.ts';

/**
 * `6A`, `Lớp 6A` and `6 A` are one class, `6D` and `6Đ` are two: the keys of names kept so far are made
 * anew. Where a school has a class under two spellings already, the second keeps its old key: both may
 * have sessions, and an officer decides which goes.
 */
export async function oneNameOfAClass(db: Kysely<RecordsTables>): Promise<void> {
  const rows = await db
    .selectFrom('school_class')
    .select(['id', 'unit_id', 'school_year', 'name', 'name_key'])
    .orderBy('id')
    .execute();
  const place = (row: (typeof rows)[number], key: string) =>
    `${row.unit_id} ${row.school_year} ${key}`;
  const taken = new Set(rows.map((row) => place(row, row.name_key)));
  for (const row of rows) {
    const name_key = keyOf(row.name);
    if (name_key === row.name_key || taken.has(place(row, name_key))) continue;
    taken.delete(place(row, row.name_key));
    taken.add(place(row, name_key));
    await db.updateTable('school_class').set({ name_key }).where('id', '=', row.id).execute();
  }
}

/** `classKey` as it was in this release: what a migration does never changes. */
function keyOf(name: string): string {
  const letters: Record<string, string> = {
    đ: 'dd',
    ă: 'aw',
    â: 'aa',
    ê: 'ee',
    ô: 'oo',
    ơ: 'ow',
    ư: 'uw',
  };
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<!\p{L})[đăâêôơư](?!\p{L})/gu, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^lop (?=.)/, '')
    .replace(/(?<=\d) (?=[a-z])|(?<=[a-z]) (?=\d)/g, '');
}
