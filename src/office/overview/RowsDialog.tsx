import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { formatDay } from '../../day.ts';
import type { FigureQuery, FigureRow } from '../../records/contract/figures.ts';
import { COMPLETION_SOURCES, ROLES } from '../../schemas/vocabulary.ts';
import type { RecordsApi, Scope } from '../api.ts';
import { formatCount } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';

/** A figure to open, and what it is called. */
export interface OpenedFigure extends Partial<FigureQuery> {
  title: string;
  /** Another day than the one the page shows. */
  on?: string;
}

interface Props {
  api: RecordsApi;
  scope: Scope;
  figure: OpenedFigure;
  onClose(): void;
}

const PAGE_SIZE = 50;

const day = (value: string | null) => (value === null ? '–' : formatDay(value));

/** Columns of the kind of rows a figure has; all rows of one figure are of one kind. */
function columnsOf(kind: FigureRow['kind']): Column<FigureRow>[] {
  const name: Column<FigureRow> = {
    key: 'name',
    header: kind === 'class' ? 'Lớp' : kind === 'unit' ? 'Đơn vị' : 'Họ và tên',
    rowHeader: true,
    cell: (row) => row.name,
  };
  const column = (
    key: string,
    header: string,
    cell: (row: FigureRow) => string,
    numeric = false,
  ): Column<FigureRow> => ({ key, header, cell, numeric });
  switch (kind) {
    case 'person':
      return [
        name,
        column('code', 'Mã', (row) => (row.kind === 'person' ? row.code : '')),
        column('unit', 'Đơn vị', (row) => (row.kind === 'person' ? row.unit : '')),
        column('role', 'Vai trò', (row) => (row.kind === 'person' ? ROLES[row.role] : '')),
        column('modules', 'Mô-đun đã đạt', (row) =>
          row.kind === 'person'
            ? `${row.modules.filter(({ passedOn }) => passedOn !== null).length}/${row.modules.length}`
            : '',
        ),
        column('trained', 'Đạt đủ từ ngày', (row) =>
          row.kind === 'person' ? day(row.trainedOn) : '',
        ),
        column('source', 'Nguồn', (row) =>
          row.kind === 'person'
            ? [
                ...new Set(
                  row.modules.flatMap(({ source }) =>
                    source === null ? [] : [COMPLETION_SOURCES[source]],
                  ),
                ),
              ].join('; ') || '–'
            : '',
        ),
      ];
    case 'class':
      return [
        name,
        column('unit', 'Đơn vị', (row) => (row.kind === 'class' ? row.unit : '')),
        column('size', 'Sĩ số', (row) => (row.kind === 'class' ? formatCount(row.size) : ''), true),
        column(
          'reached',
          'Được tính',
          (row) => (row.kind === 'class' ? formatCount(row.reached) : ''),
          true,
        ),
        column('day', 'Buổi đông nhất', (row) =>
          row.kind === 'class' ? day(row.session?.day ?? null) : '',
        ),
        column('leader', 'Người phụ trách', (row) =>
          row.kind === 'class' ? (row.session?.leader ?? '–') : '',
        ),
      ];
    case 'unit':
      return [
        name,
        column('met', 'Kết quả', (row) =>
          row.kind !== 'unit'
            ? ''
            : row.met === null
              ? 'Chưa xác nhận'
              : row.met
                ? 'Đạt'
                : 'Chưa đạt',
        ),
        column('day', 'Ngày', (row) => (row.kind === 'unit' ? day(row.day) : '')),
        column('by', 'Người xác nhận', (row) => (row.kind === 'unit' ? row.statedBy : '')),
        column('note', 'Minh chứng', (row) => (row.kind === 'unit' ? row.note : '')),
      ];
  }
}

/** The rows behind a figure, page by page. Escape closes it. */
export function RowsDialog({ api, scope, figure, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [page, setPage] = useState(0);
  const id = useId();
  const { title, on = scope.on, ...query } = figure;
  useEffect(() => dialog.current?.showModal(), []);
  const rows = useResource(JSON.stringify([scope, on, query, page]), () =>
    api.figureRows({ ...scope, ...query, on, offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  );
  const kind = rows.data?.rows[0]?.kind;
  return (
    <dialog
      ref={dialog}
      class="of-dialog of-dialog--wide"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h3 id={id}>{title}</h3>
      <p class="of-hint">Tính đến hết ngày {formatDay(on)}</p>
      {rows.problem !== null && (
        <Notice kind="bad" alert>
          <p>{rows.problem}</p>
        </Notice>
      )}
      {rows.data === null && rows.loading && <p class="of-wait">Đang tìm các dòng…</p>}
      {rows.data !== null && kind === undefined && <p>Không có dòng nào.</p>}
      {rows.data !== null && kind !== undefined && (
        <>
          <Table
            caption={`${formatCount(rows.data.total)} dòng`}
            columns={columnsOf(kind)}
            rows={rows.data.rows}
            rowKey={(row) => row.id}
            busy={rows.loading}
          />
          <Pager
            noun="dòng"
            label="Trang của các dòng"
            total={rows.data.total}
            pageSize={PAGE_SIZE}
            page={page}
            onPage={setPage}
          />
        </>
      )}
      <div class="of-actions">
        <button type="button" class="of-button" onClick={onClose}>
          Đóng
        </button>
      </div>
    </dialog>
  );
}
