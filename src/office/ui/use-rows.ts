import { useState } from 'preact/hooks';
import type { Column, Sort } from './Table.tsx';
import { rowsSorted, rowsWith } from './table-rows.ts';
import { usePrinting } from './use-printing.ts';

/** What of a table's rows is looked at, and how to look at others. */
export interface RowsView<Row> {
  words: string;
  find(words: string): void;
  /** Null: the order they came in. */
  sort: Sort | null;
  sortBy(sort: Sort | null): void;
  page: number;
  pageSize: number;
  turnTo(page: number): void;
  /** All that hold the words, in order. */
  found: Row[];
  /** Those on the page; on paper all. */
  shown: Row[];
  /** Paper has no buttons: browsers do not draw them in headers repeated on every sheet. */
  printing: boolean;
}

/** Looks at rows that are all here: found by words, sorted by a column, a page on screen. */
export function useRows<Row>(
  columns: readonly Column<Row>[],
  rows: Row[],
  pageSize = 15,
): RowsView<Row> {
  const printing = usePrinting();
  const [words, setWords] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [asked, setPage] = useState(0);
  const found = rowsSorted(rowsWith(rows, columns, words), columns, sort);
  const page = Math.min(asked, Math.max(0, Math.ceil(found.length / pageSize) - 1));
  return {
    words,
    find(next) {
      setWords(next);
      setPage(0);
    },
    sort,
    sortBy(next) {
      setSort(next);
      setPage(0);
    },
    page,
    pageSize,
    turnTo: setPage,
    found,
    shown: printing ? found : found.slice(page * pageSize, (page + 1) * pageSize),
    printing,
  };
}
