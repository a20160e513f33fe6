import { formatDay } from '../../day.ts';
import type { IndicatorCoverage, LaterChange } from '../../records/contract/figures.ts';
import { INDICATORS } from '../../schemas/vocabulary.ts';
import { FigureButton, type OpenFigure, RateButton } from '../figures/FigureButton.tsx';
import { indicatorFigures } from '../figures/figures.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Table } from '../ui/Table.tsx';

/** The school indicators with their targets; each figure opens into its units. */
export function IndicatorRates({
  rates,
  unit,
  onOpen,
}: {
  rates: IndicatorCoverage[];
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen: OpenFigure;
}) {
  // A school is not asked what a Phòng is, nor the reverse.
  const asked = rates.filter(({ units }) => units.denominator > 0);
  const rows = (asked.length > 0 ? asked : rates).map((rate) => ({
    ...rate,
    figures: indicatorFigures(rate, { unit }),
  }));
  const count = (key: 'met' | 'asked' | 'silent', header: string) => ({
    key,
    header,
    numeric: true,
    cell: ({ figures }: (typeof rows)[number]) => (
      <FigureButton figure={figures[key]} onOpen={onOpen} />
    ),
  });
  return (
    <Table
      caption="Chỉ tiêu của trường: số đơn vị đạt trên số đơn vị phải đạt"
      columns={[
        {
          key: 'name',
          header: 'Chỉ tiêu',
          rowHeader: true,
          cell: ({ indicator }) => INDICATORS[indicator],
        },
        count('met', 'Đạt'),
        count('asked', 'Phải đạt'),
        {
          key: 'rate',
          header: 'Tỷ lệ',
          numeric: true,
          cell: ({ figures }) => <RateButton figure={figures.met} onOpen={onOpen} />,
        },
        {
          key: 'target',
          header: 'Mục tiêu',
          numeric: true,
          cell: ({ target }) => (target === null ? '–' : `${target}%`),
        },
        count('silent', 'Chưa xác nhận'),
      ]}
      rows={rows}
      rowKey={(row) => row.indicator}
    />
  );
}

/** What was changed by hand, as `laterChangeSchema` names it. */
const ENTRIES: Record<Extract<LaterChange, { kind: 'entries' }>['what'], string> = {
  sessions: 'thay đổi về buổi tuyên truyền',
  classes: 'thay đổi về lớp, sĩ số',
  statements: 'thay đổi về xác nhận chỉ tiêu',
  units: 'thay đổi về đơn vị',
  programmes: 'thay đổi về chương trình, mục tiêu',
  undone: 'lần nhập được hoàn tác',
  other: 'lần khôi phục hoặc xóa dữ liệu',
};

/** A change as a sentence. */
function told(change: LaterChange): string {
  const at = formatInstant(change.at);
  switch (change.kind) {
    case 'import': {
      const { fileName, completions, people, others } = change;
      const parts = [
        completions > 0 && `${formatCount(completions)} kết quả`,
        people > 0 && `${formatCount(people)} người`,
        others > 0 && `${formatCount(others)} mục khác (lớp, buổi, xác nhận, đơn vị)`,
      ].filter(Boolean);
      return `“${fileName}”, nhập lúc ${at}: ${parts.join(', ')}.`;
    }
    case 'commits':
      return `Thiết bị của người học gửi đến sau: ${formatCount(change.completions)} kết quả, lần cuối lúc ${at}.`;
    case 'entries':
      return `Nhập tay: ${formatCount(change.entries)} ${ENTRIES[change.what]}, lần cuối lúc ${at}.`;
  }
}

/** Says that a past day is now seen otherwise than on that day, and through what. */
export function LaterChanges({ on, changes }: { on: string; changes: LaterChange[] }) {
  if (changes.length === 0) return null;
  const imports = changes.filter(({ kind }) => kind === 'import');
  const shown = [...changes.filter(({ kind }) => kind !== 'import'), ...imports.slice(0, 5)];
  return (
    <Notice kind="info" title={`Số liệu ngày ${formatDay(on)} đã được bổ sung sau ngày ấy`}>
      <ul>
        {shown.map((change) => (
          <li key={told(change)}>{told(change)}</li>
        ))}
      </ul>
      {imports.length > 5 && <p>Và {formatCount(imports.length - 5)} lần nhập khác.</p>}
    </Notice>
  );
}
