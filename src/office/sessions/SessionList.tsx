import { formatDay } from '../../day.ts';
import type { ClassSession, ClassSessions } from '../../records/contract/classes.ts';
import { formatCount } from '../format.ts';
import { dayColumn, textColumn } from '../ui/columns.ts';
import { Pager } from '../ui/Pager.tsx';
import { type Column, Table } from '../ui/Table.tsx';

interface Props {
  found: ClassSessions;
  /** Topic or module of a session, in words. */
  named(session: ClassSession): string;
  /** The rows to show are those of this page. */
  page: number;
  pageSize: number;
  busy: boolean;
  /** Paper: nothing to click, every row. */
  printing: boolean;
  onPage(page: number): void;
  onChange(session: ClassSession): void;
  onDrop(session: ClassSession): void;
}

const headcount = ({ classes }: ClassSession) =>
  classes.reduce((sum, each) => sum + each.headcount, 0);

/** The sessions kept, the latest first. */
export function SessionList(props: Props) {
  const { found, named, page, pageSize, busy, printing, onPage, onChange, onDrop } = props;
  const columns: Column<ClassSession>[] = [
    dayColumn({ key: 'day', header: 'Ngày', rowHeader: true }, ({ day }) => day),
    textColumn({ key: 'about', header: 'Nội dung', wide: true }, named),
    textColumn({ key: 'classes', header: 'Lớp (số dự / sĩ số)', wide: true }, ({ classes }) =>
      classes.map((each) => `${each.name} (${each.headcount}/${each.size})`).join(', '),
    ),
    {
      key: 'sum',
      header: 'Lượt dự',
      numeric: true,
      cell: (session) => formatCount(headcount(session)),
    },
    textColumn({ key: 'leader', header: 'Người phụ trách' }, ({ leader }) => leader),
  ];
  const deeds: Column<ClassSession> = {
    key: 'do',
    header: 'Sửa, xóa',
    cell: (session) => (
      <span class="of-rowdeeds">
        <button
          type="button"
          class="of-link"
          aria-label={`Sửa buổi ngày ${formatDay(session.day)}`}
          onClick={() => onChange(session)}
        >
          Sửa
        </button>
        <button
          type="button"
          class="of-link"
          aria-label={`Xóa buổi ngày ${formatDay(session.day)}`}
          onClick={() => onDrop(session)}
        >
          Xóa
        </button>
      </span>
    ),
  };
  return (
    <>
      <Table
        caption="Các buổi đã ghi, mới nhất ở trên"
        columns={printing ? columns : [...columns, deeds]}
        rows={found.sessions}
        rowKey={({ id }) => id}
        busy={busy}
      />
      {!printing && (
        <Pager
          noun="buổi"
          label="Trang của các buổi"
          total={found.total}
          pageSize={pageSize}
          page={page}
          onPage={onPage}
        />
      )}
    </>
  );
}
