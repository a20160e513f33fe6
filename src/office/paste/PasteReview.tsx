import { formatCount } from '../format.ts';
import { textColumn } from '../ui/columns.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { Column } from '../ui/Table.tsx';
import type { PastedLine } from './pasted-line.ts';

const VERDICTS: Record<PastedLine<unknown>['verdict'], string> = {
  new: 'Mới',
  changed: 'Thay đổi',
  same: 'Giữ nguyên',
  bad: 'Không nhận',
};
/** What must be looked at stands first. */
const ORDER: PastedLine<unknown>['verdict'][] = ['bad', 'changed', 'new', 'same'];

interface Props {
  title: string;
  /** Headers of the cells. */
  headers: readonly string[];
  lines: readonly PastedLine<unknown>[];
  /** What the confirming button does, of so many lines: `Ghi 3 lớp`. */
  action(lines: number): string;
  busy?: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** What was pasted from Excel, line by line with a verdict; nothing is kept until it is confirmed. */
export function PasteReview(props: Props) {
  const { title, headers, lines, action, busy = false, onConfirm, onClose } = props;
  const good = lines.filter(({ value }) => value !== null).length;
  const bad = lines.filter(({ verdict }) => verdict === 'bad').length;
  const sorted = [...lines].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const columns: Column<PastedLine<unknown>>[] = [
    { key: 'line', header: 'Dòng', numeric: true, cell: ({ line }) => line },
    {
      key: 'verdict',
      header: 'Nhận xét',
      value: ({ verdict }) => VERDICTS[verdict],
      cell: ({ verdict }) => (
        <span class={verdict === 'bad' ? 'of-problem' : undefined}>{VERDICTS[verdict]}</span>
      ),
    },
    ...headers.map((header, index) =>
      textColumn<PastedLine<unknown>>(
        { key: `cell-${index}`, header, rowHeader: index === 0 },
        ({ cells }) => cells[index] ?? '',
      ),
    ),
    textColumn({ key: 'says', header: 'Vì sao', wide: true }, ({ says }) => says),
  ];
  return (
    <Dialog title={title} wide onClose={onClose}>
      {lines.length === 0 ? (
        <p>Không đọc được dòng nào. Hãy chép lại vùng ô trong Excel rồi dán.</p>
      ) : (
        <>
          <p>
            <strong>{formatCount(good)} dòng</strong> sẽ được nhận
            {bad > 0 && `, ${formatCount(bad)} dòng không nhận được (ở đầu bảng)`}. Chưa có gì được
            ghi.
          </p>
          <DataTable
            caption={`${formatCount(lines.length)} dòng đã dán`}
            columns={columns}
            rows={sorted}
            rowKey={({ line }) => line}
            noun="dòng"
            pageSize={30}
          />
        </>
      )}
      <div class="of-actions">
        {good > 0 && (
          <button
            type="button"
            class="of-button of-button--main"
            disabled={busy}
            onClick={onConfirm}
          >
            {action(good)}
          </button>
        )}
        <button type="button" class="of-button" onClick={onClose}>
          Thôi, không nhận
        </button>
      </div>
    </Dialog>
  );
}
