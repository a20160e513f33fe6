import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rate } from '../../records/contract.ts';
import { countColumn, dayColumn, rateColumn, textColumn } from './columns.ts';
import type { Column } from './Table.tsx';
import { rowsSorted, rowsWith, tableText } from './table-rows.ts';

interface School {
  name: string;
  people: number;
  trained: Rate;
  day: string | null;
}

const columns: Column<School>[] = [
  textColumn({ key: 'name', header: 'Trường' }, ({ name }) => name),
  countColumn({ key: 'people', header: 'Trong diện' }, ({ people }) => people),
  rateColumn({ key: 'trained', header: 'Tỷ lệ' }, ({ trained }) => trained),
  dayColumn({ key: 'day', header: 'Ngày' }, ({ day }) => day),
];

const school = (name: string, [numerator, denominator]: [number, number], shown = '') => ({
  name,
  people: denominator,
  trained: { numerator, denominator, shown, met: null },
  day: null,
});
const schools = [
  school('Trường Mầm non Hoa Đào', [1, 10]),
  school('Trường Tiểu học Số 10', [20, 30]),
  school('Trường Tiểu học Số 2', [19, 20]),
  school('Trường chưa có ai', [0, 0]),
];
const names = (rows: School[]) => rows.map(({ name }) => name.split(' ').pop());
const by = (key: string, descending = false) =>
  names(rowsSorted(schools, columns, { key, descending }));

describe('the rows of a table', () => {
  it('stay as they came until another order is asked for', () => {
    expect(rowsSorted(schools, columns, null)).toBe(schools);
  });

  it('are ordered by name with numbers as numbers', () => {
    expect(by('name')).toEqual(['ai', 'Đào', '2', '10']);
  });

  it('are ordered by rate, those without a denominator last either way', () => {
    expect(by('trained')).toEqual(['Đào', '10', '2', 'ai']);
    expect(by('trained', true)).toEqual(['2', '10', 'Đào', 'ai']);
  });

  it('are found by any cell, without diacritics', () => {
    expect(names(rowsWith(schools, columns, 'hoa dao'))).toEqual(['Đào']);
    expect(rowsWith(schools, columns, '  ')).toBe(schools);
  });

  it('lose nobody and gain nobody when sorted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.nat(99))),
        fc.constantFrom('name', 'people', 'trained', 'day'),
        fc.boolean(),
        (list, key, descending) => {
          const rows = list.map(([name, people]) => school(name, [0, people]));
          const sorted = rowsSorted(rows, columns, { key, descending });
          expect(new Set(sorted)).toEqual(new Set(rows));
          expect(sorted).toHaveLength(rows.length);
        },
      ),
    );
  });
});

describe('a table copied to Excel', () => {
  const row: School = { ...school('Trường Số 1', [1999, 2000], '99,9%'), day: '2026-05-31' };

  it('has counts without marks, days that no setting turns round, and rates by its own decimal mark', () => {
    expect(tableText(columns, [row], ',')).toBe(
      'Trường\tTrong diện\tTỷ lệ\tNgày\r\nTrường Số 1\t2000\t99,9%\t2026-05-31',
    );
    expect(tableText(columns, [row], '.').split('\t').at(-2)).toBe('99.9%');
  });

  it('never begins a formula nor another cell, whatever a name holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const [, line = ''] = tableText(columns, [{ ...row, name }], ',').split('\r\n');
        expect(line.split('\t')).toHaveLength(4);
        expect(line).not.toMatch(/^[=+@]/);
      }),
    );
    expect(tableText(columns, [{ ...row, name: '=1+1' }], ',')).toContain("'=1+1");
    expect(tableText(columns, [{ ...row, name: '-A1' }], ',')).toContain("'-A1");
  });
});
