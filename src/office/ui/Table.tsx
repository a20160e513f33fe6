import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A column of a table. */
export interface Column<Row> {
  key: string;
  header: string;
  /** Longer name for the sort button, when the header alone would not say it. */
  sortLabel?: string;
  /** Figures are set to the right, aligned. */
  numeric?: boolean;
  /** Sentences: the column keeps enough width to be read. */
  wide?: boolean;
  /** Codes and days, which break badly. */
  oneLine?: boolean;
  /** The cell that names its row. */
  rowHeader?: boolean;
  sortable?: boolean;
  /** What a cell is sorted, found and copied by, when its `cell` is not text; null sorts last. */
  value?(row: Row): string | number | null;
  /** What is copied to Excel, when it is not the value: see `copiedCell`. */
  copy?(row: Row, decimal: ',' | '.'): string;
  cell(row: Row): ComponentChildren;
}

/** Columns under one heading. */
export interface ColumnGroup {
  header: string;
  span: number;
}

/** The column a table is ordered by. */
export interface Sort {
  key: string;
  descending: boolean;
}

interface Props<Row> {
  caption: ComponentChildren;
  columns: Column<Row>[];
  groups?: ColumnGroup[];
  rows: Row[];
  rowKey(row: Row): string | number;
  sort?: Sort | null;
  onSort?(sort: Sort): void;
  /** A row at the foot that sums the others. */
  foot?: Row;
  busy?: boolean;
}

function SortButton<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | null;
  onSort(sort: Sort): void;
}) {
  const active = sort?.key === column.key;
  // A first click on figures shows the smallest first: that is where the work is.
  const next = { key: column.key, descending: active ? !sort.descending : false };
  return (
    <button
      type="button"
      class="of-table__sort"
      aria-label={column.sortLabel}
      onClick={() => onSort(next)}
    >
      <span>{column.header}</span>
      <span class="of-table__arrow" aria-hidden="true">
        {active ? (sort.descending ? '▼' : '▲') : '↕'}
      </span>
    </button>
  );
}

function ariaSort(active: boolean, sort: Sort | null) {
  if (!active || sort === null) return undefined;
  return sort.descending ? 'descending' : 'ascending';
}

function cellClass<Row>({ numeric, wide, oneLine }: Column<Row>): string | undefined {
  if (numeric === true) return 'of-num';
  if (oneLine === true) return 'of-oneline';
  return wide === true ? 'of-wide' : undefined;
}

function Cells<Row>({ columns, row }: { columns: Column<Row>[]; row: Row }) {
  return (
    <>
      {columns.map((column) =>
        column.rowHeader === true ? (
          <th key={column.key} scope="row">
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} class={cellClass(column)}>
            {column.cell(row)}
          </td>
        ),
      )}
    </>
  );
}

/** A table with a caption, scoped headers, sort buttons and a header that stays in view. */
export function Table<Row>(props: Props<Row>) {
  const { caption, columns, groups, rows, rowKey, sort = null, onSort, foot, busy = false } = props;
  const captionId = useId();
  return (
    // Focusable, so that the keyboard can scroll it sideways on a narrow screen.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section class="of-table" tabIndex={0} aria-busy={busy} aria-labelledby={captionId}>
      <table>
        <caption id={captionId}>{caption}</caption>
        <thead>
          {groups !== undefined && (
            <tr class="of-table__groups">
              {groups.map((group) =>
                group.header === '' ? (
                  <td key="" colSpan={group.span} />
                ) : (
                  <th key={group.header} scope="colgroup" colSpan={group.span}>
                    {group.header}
                  </th>
                ),
              )}
            </tr>
          )}
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={column.numeric === true ? 'of-num' : undefined}
                aria-sort={ariaSort(sort?.key === column.key, sort)}
              >
                {column.sortable === true && onSort !== undefined ? (
                  <SortButton column={column} sort={sort} onSort={onSort} />
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>
              <Cells columns={columns} row={foot} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
