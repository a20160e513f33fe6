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

/** Says that a past day is now seen otherwise than on that day, and through which imports. */
export function LaterChanges({ on, changes }: { on: string; changes: LaterChange[] }) {
  if (changes.length === 0) return null;
  return (
    <Notice kind="info" title={`Số liệu ngày ${formatDay(on)} đã được bổ sung sau ngày ấy`}>
      <ul>
        {changes.slice(0, 5).map(({ importId, fileName, confirmedAt, completions, people }) => (
          <li key={importId}>
            «{fileName}», nhập lúc {formatInstant(confirmedAt)}: {formatCount(completions)} kết quả,{' '}
            {formatCount(people)} người.
          </li>
        ))}
      </ul>
      {changes.length > 5 && <p>Và {formatCount(changes.length - 5)} lần nhập khác.</p>}
    </Notice>
  );
}
