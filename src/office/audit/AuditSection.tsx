import { useState } from 'preact/hooks';
import type { AuditEntry } from '../../records/contract/accounts.ts';
import { formatCount, formatInstant } from '../format.ts';
import type { SectionProps } from '../section.ts';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SectionTitle } from '../ui/SectionTitle.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { useResource } from '../ui/use-resource.ts';

const PAGE = 100;

const COLUMNS: Column<AuditEntry>[] = [
  { key: 'at', header: 'Lúc', rowHeader: true, cell: ({ at }) => formatInstant(at) },
  { key: 'actor', header: 'Ai', cell: ({ actor }) => actor },
  { key: 'unit', header: 'Đơn vị', cell: ({ unit }) => unit ?? '' },
  { key: 'text', header: 'Việc', wide: true, cell: ({ text }) => text },
];

/** Nhật ký: who changed what and when, with a filter and as CSV. */
export function AuditSection({ office, data }: SectionProps) {
  const [filter, setFilter] = useState({ from: '', to: '', words: '' });
  const [page, setPage] = useState(0);
  const key = `${data.revision} ${JSON.stringify(filter)} ${page}`;
  const {
    data: log,
    loading,
    problem,
  } = useResource(key, () => office.api.audit(filter, { offset: page * PAGE, limit: PAGE }));
  const narrow = (change: Partial<typeof filter>) => {
    setFilter({ ...filter, ...change });
    setPage(0);
  };
  return (
    <>
      <SectionTitle>Nhật ký</SectionTitle>
      <p>
        Mỗi thay đổi được ghi lại cùng lúc với chính nó. Trang này không có chỗ sửa hay xóa nhật ký.
      </p>
      <div class="of-fields">
        <label class="of-field">
          <span>Từ ngày</span>
          <input
            type="date"
            value={filter.from}
            onChange={(event) => narrow({ from: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>đến hết ngày</span>
          <input
            type="date"
            value={filter.to}
            onChange={(event) => narrow({ to: event.currentTarget.value })}
          />
        </label>
        <label class="of-field">
          <span>Tìm trong nhật ký</span>
          <input
            type="search"
            value={filter.words}
            onInput={(event) => narrow({ words: event.currentTarget.value })}
          />
        </label>
      </div>
      {problem !== null && (
        <Notice kind="bad" alert>
          <p>{problem}</p>
        </Notice>
      )}
      {log !== null && (
        <>
          <DownloadButton fileName="nhat-ky.csv" make={() => office.api.auditCsv(filter)}>
            Tải nhật ký (CSV)
          </DownloadButton>
          {log.total === 0 ? (
            <p>Chưa có thay đổi nào như vậy.</p>
          ) : (
            <Table
              caption={`Thay đổi: ${formatCount(log.total)}`}
              columns={COLUMNS}
              rows={log.entries}
              rowKey={({ id }) => id}
              busy={loading}
            />
          )}
          <Pager
            noun="thay đổi"
            label="Trang của nhật ký"
            total={log.total}
            pageSize={PAGE}
            page={page}
            onPage={setPage}
          />
        </>
      )}
    </>
  );
}
