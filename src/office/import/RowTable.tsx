import { type ImportRow, ROW_VERDICTS, type RowVerdict } from '../../records/contract.ts';
import { type Column, Table } from '../ui/Table.tsx';

interface Props {
  rows: ImportRow[];
  verdict: RowVerdict | null;
  busy: boolean;
  /** Keys of the proposed rows that are ticked. */
  accepted: ReadonlySet<number>;
  onAccept(key: number, accept: boolean): void;
  /** Keys of the dropped rows that go. */
  dropped: ReadonlySet<number>;
  onDrop(key: number, drop: boolean): void;
  /** Ids of the people said to have left. */
  left: ReadonlySet<string>;
  onLeave(personId: string, left: boolean): void;
}

/** Labels of what was read, in the order of the first row that has each. */
function labelsOf(rows: ImportRow[]): string[] {
  return [...new Set(rows.flatMap(({ cells }) => cells.map(({ label }) => label)))];
}

/** Reasons may start with a column's name in lower case; on their own they are sentences. */
function asSentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** Codes, names and days stay on one line; what is longer wraps. */
function shortOnOneLine(text: string) {
  return text.length <= 20 ? <span class="of-oneline">{text}</span> : text;
}

/** The tick that says that somebody left. */
function Left({
  row: { proposal },
  left,
  onLeave,
}: Pick<Props, 'left' | 'onLeave'> & { row: ImportRow }) {
  if (proposal === null) return null;
  const { personId, text } = proposal;
  return (
    <label class="of-tick">
      <input
        type="checkbox"
        checked={left.has(personId)}
        onChange={(event) => onLeave(personId, event.currentTarget.checked)}
      />
      <span>
        Đã nghỉ<span class="of-hidden">: {text}</span>
      </span>
    </label>
  );
}

/** Rows of the file as they were read, with what becomes of each and why. */
export function RowTable({
  rows,
  verdict,
  busy,
  accepted,
  onAccept,
  dropped,
  onDrop,
  left,
  onLeave,
}: Props) {
  const manySheets = rows.some(({ sheet }) => sheet !== null);
  const told: Column<ImportRow>[] = [
    {
      key: 'row',
      header: manySheets ? 'Trang tính, dòng' : 'Dòng',
      rowHeader: true,
      cell: ({ row, sheet }) =>
        row === 0 ? (sheet ?? '–') : sheet === null ? String(row) : `${sheet}, ${row}`,
    },
    {
      key: 'verdict',
      header: 'Kết luận',
      cell: (row) => (
        <span class={`of-tag of-tag--${row.verdict}`}>{ROW_VERDICTS[row.verdict]}</span>
      ),
    },
    {
      key: 'reason',
      header: 'Vì sao',
      wide: true,
      cell: (row) => (
        <>
          {asSentence(row.reason)}
          {row.proposal !== null && row.verdict === 'proposed' && (
            <label class="of-tick">
              <input
                type="checkbox"
                checked={accepted.has(row.key)}
                onChange={(event) => onAccept(row.key, event.currentTarget.checked)}
              />
              <span>Đúng là {row.proposal.text}</span>
            </label>
          )}
          {row.verdict === 'dropped' && (
            <label class="of-tick">
              <input
                type="checkbox"
                checked={dropped.has(row.key)}
                onChange={(event) => onDrop(row.key, event.currentTarget.checked)}
              />
              <span>
                Bỏ mục này
                <span class="of-hidden">: {row.cells.map(({ value }) => value).join(', ')}</span>
              </span>
            </label>
          )}
          {row.verdict === 'gone' && <Left row={row} left={left} onLeave={onLeave} />}
        </>
      ),
    },
  ];
  // Whoever is gone has no row in the file, and all of them one reason, told above the table.
  const marked: Column<ImportRow> = {
    key: 'left',
    header: 'Đã nghỉ, chuyển đi',
    cell: (row) => <Left row={row} left={left} onLeave={onLeave} />,
  };
  const columns: Column<ImportRow>[] = [
    ...(verdict === null
      ? told
      : verdict === 'gone'
        ? [marked]
        : // All of one verdict: the caption says which.
          told.filter(({ key }) => key !== 'verdict')),
    ...labelsOf(rows).map<Column<ImportRow>>((label) => ({
      key: `cell ${label}`,
      header: label,
      cell: ({ cells }) => shortOnOneLine(cells.find((cell) => cell.label === label)?.value ?? ''),
    })),
  ];
  return (
    <Table
      caption={
        verdict === null ? 'Các dòng đọc được' : `Các dòng: ${ROW_VERDICTS[verdict].toLowerCase()}`
      }
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      busy={busy}
    />
  );
}
