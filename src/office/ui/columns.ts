import { formatDay } from '../../day.ts';
import type { Rate } from '../../records/contract.ts';
import { formatCount } from '../format.ts';
import type { Column } from './Table.tsx';

/** Kinds of columns that many tables have. */

type About<Row> = Pick<Column<Row>, 'key' | 'header'> &
  Partial<Pick<Column<Row>, 'cell' | 'sortLabel' | 'wide' | 'oneLine' | 'rowHeader'>>;

/** Words. */
export function textColumn<Row>(about: About<Row>, value: (row: Row) => string): Column<Row> {
  return { value, cell: value, ...about };
}

/** A count, set to the right. */
export function countColumn<Row>(about: About<Row>, value: (row: Row) => number): Column<Row> {
  return { numeric: true, value, cell: (row) => formatCount(value(row)), ...about };
}

/** A rate, sorted by its true value; those without a denominator last. */
export function rateColumn<Row>(about: About<Row>, rate: (row: Row) => Rate): Column<Row> {
  return {
    numeric: true,
    value: (row) => {
      const { numerator, denominator } = rate(row);
      return denominator === 0 ? null : numerator / denominator;
    },
    copy: (row, decimal) => rate(row).shown.replace(',', decimal),
    cell: (row) => `${rate(row).met === true ? '✓ ' : ''}${rate(row).shown}`,
    ...about,
  };
}

/** A day; copied as `2026-05-31`, which Excel reads alike in every regional setting. */
export function dayColumn<Row>(about: About<Row>, day: (row: Row) => string | null): Column<Row> {
  return {
    oneLine: true,
    value: day,
    copy: (row) => day(row) ?? '',
    cell: (row) => {
      const value = day(row);
      return value === null ? '–' : formatDay(value);
    },
    ...about,
  };
}
