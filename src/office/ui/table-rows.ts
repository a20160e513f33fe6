import { foldText } from '../format.ts';
import type { Column, Sort } from './Table.tsx';

/** Rows of a table held in memory: found, sorted, and written for Excel's clipboard (pure). */

const order = new Intl.Collator('vi', { numeric: true });

/** What a cell is sorted and found by. */
export function cellValue<Row>(column: Column<Row>, row: Row): string | number | null {
  if (column.value !== undefined) return column.value(row);
  const shown = column.cell(row);
  return typeof shown === 'string' || typeof shown === 'number' ? shown : null;
}

/** Rows in which the words stand in some cell, however they were typed. */
export function rowsWith<Row>(rows: Row[], columns: readonly Column<Row>[], words: string): Row[] {
  const wanted = foldText(words);
  if (wanted === '') return rows;
  return rows.filter((row) =>
    columns.some((column) => foldText(String(cellValue(column, row) ?? '')).includes(wanted)),
  );
}

/** Rows in the order of a column; rows without a value last, either way; ties stay as they came. */
export function rowsSorted<Row>(
  rows: Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): Row[] {
  const column = columns.find(({ key }) => key === sort?.key);
  if (column === undefined || sort === null) return rows;
  const sign = sort.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, value: cellValue(column, row) }));
  keyed.sort(({ value: a }, { value: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * order.compare(String(a), String(b));
  });
  return keyed.map(({ row }) => row);
}

/**
 * A cell as Excel reads it from the clipboard in any regional setting: a count without marks between
 * its digits, and what `copy` says of days (`2026-05-31`) and rates (with the decimal mark given).
 */
function copiedCell<Row>(column: Column<Row>, row: Row, decimal: ',' | '.'): string {
  const text = column.copy?.(row, decimal) ?? String(cellValue(column, row) ?? '');
  // A tab or a line break would begin another cell; a leading sign would begin a formula.
  const line = text.replace(/\s+/g, ' ').trim();
  return /^[=+@]|^-(?!\d)/.test(line) ? `'${line}` : line;
}

/** The table as text for Excel: headers, then a line a row, tabs between. */
export function tableText<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  decimal: ',' | '.',
): string {
  // What is clicked is not copied.
  const named = columns.filter(({ sortable }) => sortable !== false);
  return [
    named.map(({ header, sortLabel }) => sortLabel ?? header).join('\t'),
    ...rows.map((row) => named.map((column) => copiedCell(column, row, decimal)).join('\t')),
  ].join('\r\n');
}
