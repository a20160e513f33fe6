import { useState } from 'preact/hooks';
import { IMPORT_KINDS, type ImportSummary } from '../../records/contract.ts';
import { messageOf } from '../api.ts';
import { formatCount, formatInstant } from '../format.ts';
import type { Office } from '../office.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Table } from '../ui/Table.tsx';

interface Props {
  office: Office;
  imports: ImportSummary[];
  onUndone(importId: string): void;
}

const PAGE_SIZE = 10;

/** Files taken so far, newest first; the last one can be taken back. */
export function History({ office, imports, onUndone }: Props) {
  const [asking, setAsking] = useState<ImportSummary | null>(null);
  const [message, setMessage] = useState<{ kind: 'good' | 'bad'; text: string } | null>(null);
  const [page, setPage] = useState(0);

  async function undo(summary: ImportSummary) {
    setAsking(null);
    try {
      await office.api.undo(summary.id);
      onUndone(summary.id);
      await office.refresh();
      setMessage({
        kind: 'good',
        text: `Đã hoàn tác «${summary.fileName}». Số liệu trở về như trước khi nhận tệp này.`,
      });
    } catch (cause) {
      setMessage({ kind: 'bad', text: messageOf(cause) });
    }
  }

  return (
    <section class="of-block" aria-label="Đã nhận">
      <h3>Đã nhận</h3>
      {message !== null && (
        <Notice kind={message.kind} alert>
          <p>{message.text}</p>
        </Notice>
      )}
      {imports.length === 0 ? (
        <p>Chưa nhận tệp nào.</p>
      ) : (
        <>
          <Table
            caption="Các tệp đã nhận, mới nhất ở trên"
            columns={[
              { key: 'file', header: 'Tệp', rowHeader: true, cell: (row) => row.fileName },
              { key: 'kind', header: 'Loại', cell: (row) => IMPORT_KINDS[row.kind] },
              { key: 'at', header: 'Nhận lúc', cell: (row) => formatInstant(row.confirmedAt) },
              {
                key: 'new',
                header: 'Thêm mới',
                numeric: true,
                cell: (row) => formatCount(row.counts.new),
              },
              {
                key: 'changed',
                header: 'Thay đổi',
                numeric: true,
                cell: (row) => formatCount(row.counts.changed),
              },
              {
                key: 'unmatched',
                header: 'Chưa khớp',
                numeric: true,
                cell: (row) => formatCount(row.counts.unmatched),
              },
              {
                key: 'error',
                header: 'Lỗi',
                numeric: true,
                cell: (row) => formatCount(row.counts.error),
              },
              {
                key: 'undo',
                header: 'Hoàn tác',
                cell: (row) =>
                  row.undoable ? (
                    <button
                      type="button"
                      class="of-button of-button--small"
                      aria-label={`Hoàn tác ${row.fileName}`}
                      onClick={() => setAsking(row)}
                    >
                      Hoàn tác
                    </button>
                  ) : (
                    '–'
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
        </>
      )}
      {asking !== null && (
        <ConfirmDialog
          title={`Hoàn tác «${asking.fileName}»?`}
          action="Hoàn tác"
          onConfirm={() => void undo(asking)}
          onCancel={() => setAsking(null)}
        >
          <p>
            Những gì tệp này thêm vào sẽ mất, những gì nó thay đổi sẽ trở về như cũ. Tệp gốc trên
            máy bạn không bị đụng đến.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
