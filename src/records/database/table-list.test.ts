import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openNodeDatabase } from '../node-database.ts';
import { columnsOf, TABLE_NAMES, TABLES } from './table-list.ts';

describe('the list of tables', () => {
  it('names every table of the database, with its columns and key', async () => {
    const { kysely } = await openNodeDatabase();
    const found = await kysely.introspection.getTables();
    expect(TABLE_NAMES.toSorted()).toEqual(found.map(({ name }) => name).toSorted());
    for (const name of TABLE_NAMES) {
      const { rows } = await sql<{ name: string; pk: number }>`
        select name, pk from pragma_table_info(${name})`.execute(kysely);
      expect(columnsOf(name).toSorted(), name).toEqual(rows.map((row) => row.name).toSorted());
      const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      expect(TABLES[name].key, name).toEqual(key.map((row) => row.name));
    }
  });

  it('puts what is referred to before what refers to it', () => {
    const order = (name: (typeof TABLE_NAMES)[number]) => TABLE_NAMES.indexOf(name);
    expect(order('unit')).toBeLessThan(order('person'));
    expect(order('person')).toBeLessThan(order('completion'));
  });
});
