import { useState } from 'preact/hooks';
import { IMPORT_KINDS, type ImportSummary } from '../../records/contract.ts';
import { formatCount, formatInstant } from '../format.ts';
import type { Office } from '../office.ts';
import { Pager } from '../ui/Pager.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { UndoButton, type UndoOutcome } from './UndoButton.tsx';

interface Props {
  office: Office;
  imports: ImportSummary[];
  onUndone(importId: string, outcome: UndoOutcome): void;
}

const PAGE_SIZE = 10;

function count(
  key: 'new' | 'changed' | 'unmatched' | 'error',
  header: string,
): Column<ImportSummary> {
  return { key, header, numeric: true, cell: (row) => formatCount(row.counts[key]) };
}

/** Files taken so far, newest first; those that no later one builds on can be taken back. */
export function History({ office, imports, onUndone }: Props) {
  const [page, setPage] = useState(0);
  if (imports.length === 0) return null;
  return (
    <section class="of-block" aria-label="Đã nhận">
      <Table
        caption="Các tệp đã nhận, mới nhất ở trên"
        columns={[
          { key: 'file', header: 'Tệp', rowHeader: true, cell: (row) => row.fileName },
          { key: 'kind', header: 'Loại', cell: (row) => IMPORT_KINDS[row.kind] },
          { key: 'at', header: 'Nhận lúc', cell: (row) => formatInstant(row.confirmedAt) },
          count('new', 'Thêm mới'),
          count('changed', 'Thay đổi'),
          count('unmatched', 'Chưa khớp'),
          count('error', 'Lỗi'),
          {
            key: 'undo',
            header: 'Hoàn tác',
            cell: (row) =>
              row.undoable ? (
                <UndoButton
                  office={office}
                  summary={row}
                  onEnd={(outcome) => onUndone(row.id, outcome)}
                />
              ) : (
                <span class="of-soft">có tệp sau của cùng đơn vị</span>
              ),
          },
        ]}
        rows={imports.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)}
        rowKey={(row) => row.id}
      />
      <Pager
        noun="tệp"
        label="Trang của các tệp đã nhận"
        total={imports.length}
        pageSize={PAGE_SIZE}
        page={page}
        onPage={setPage}
      />
    </section>
  );
}
