import type { ComponentChildren } from 'preact';
import { formatCount } from '../format.ts';
import { CopyButton } from './CopyButton.tsx';
import { keptStyle } from './CsvStyleChoice.tsx';
import { Pager } from './Pager.tsx';
import { type Column, type ColumnGroup, Table } from './Table.tsx';
import { tableText } from './table-rows.ts';
import { type RowsView, useRows } from './use-rows.ts';

interface Props<Row> {
  caption: ComponentChildren;
  columns: Column<Row>[];
  groups?: ColumnGroup[];
  rowKey(row: Row): string | number;
  /** What a row is, e.g. `đơn vị`. */
  noun: string;
  /** A row at the foot that sums the others. */
  foot?: Row;
  busy?: boolean;
  /** More to stand with the box to find rows. */
  tools?: ComponentChildren;
}

/**
 * A table whose rows are all here: sorted by any column, found by words, a page on screen, all on
 * paper, and copied to Excel as a whole. A plain table and not a grid: nothing is changed in it, so a
 * screen reader's own table keys and Tab serve better than keys of ours.
 */
export function DataTable<Row>({
  rows,
  pageSize,
  ...rest
}: Props<Row> & { rows: Row[]; pageSize?: number }) {
  return <RowsTable {...rest} view={useRows(rest.columns, rows, pageSize)} all={rows.length} />;
}

/** Fewer rows than this are seen at a glance: no box to find one. */
const WORTH_FINDING = 8;

/** The same over a view that something beside the table shares, e.g. a chart of the same page. */
export function RowsTable<Row>({
  columns,
  noun,
  view,
  all,
  tools,
  ...rest
}: Props<Row> & { view: RowsView<Row>; all: number }) {
  const { words, sort, found, shown, printing } = view;
  const sortable = columns.map((column) => ({
    ...column,
    sortable: column.sortable ?? true,
  }));
  const tall = all >= WORTH_FINDING;
  return (
    <>
      {(tall || tools !== undefined || sort !== null) && (
        <div class="of-toolbar of-noprint">
          {tall && (
            <label class="of-field of-field--inline">
              <span>Tìm {noun}</span>
              <input
                type="search"
                value={words}
                onInput={(event) => view.find(event.currentTarget.value)}
              />
            </label>
          )}
          {tools}
          {sort !== null && (
            <button type="button" class="of-link" onClick={() => view.sortBy(null)}>
              Xếp lại như lúc đầu
            </button>
          )}
        </div>
      )}
      {found.length === 0 && words !== '' ? (
        <p>Không có {noun} nào có chữ như vậy.</p>
      ) : (
        <Table
          columns={printing ? columns : sortable}
          rows={shown}
          sort={sort}
          {...(printing ? {} : { onSort: view.sortBy })}
          {...rest}
        />
      )}
      {!printing && (
        <div class="of-under">
          <Pager
            noun={noun}
            label={`Trang của bảng ${noun}`}
            total={found.length}
            pageSize={view.pageSize}
            page={view.page}
            onPage={view.turnTo}
          />
          <CopyButton
            small
            text={() => tableText(columns, found, keptStyle() === 'comma' ? '.' : ',')}
            done={`Đã chép ${formatCount(found.length)} dòng. Dán vào Excel.`}
          >
            Chép bảng
          </CopyButton>
        </div>
      )}
    </>
  );
}
