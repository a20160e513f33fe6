import { formatDay } from '../../day.ts';
import type { IndicatorCoverage, LaterChange } from '../../records/contract/figures.ts';
import { INDICATORS } from '../../schemas/vocabulary.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Notice } from '../ui/Notice.tsx';
import { Table } from '../ui/Table.tsx';
import type { OpenedFigure } from './RowsDialog.tsx';

/** The school indicators with their targets; each rate opens into its units. */
export function IndicatorRates({
  rates,
  href,
  onOpen,
}: {
  rates: IndicatorCoverage[];
  /** Address of the section where they are entered. */
  href: string;
  onOpen(figure: OpenedFigure): void;
}) {
  return (
    <section class="of-block" aria-label="Chỉ tiêu của trường">
      <Table
        caption="Chỉ tiêu của trường: số đơn vị đạt trên số đơn vị phải đạt"
        columns={[
          {
            key: 'name',
            header: 'Chỉ tiêu',
            rowHeader: true,
            cell: ({ indicator }) => (
              <button
                type="button"
                class="of-link"
                onClick={() =>
                  onOpen({ title: INDICATORS[indicator], figure: 'indicator', indicator })
                }
              >
                {INDICATORS[indicator]}
              </button>
            ),
          },
          {
            key: 'n',
            header: 'Đạt',
            numeric: true,
            cell: (row) => formatCount(row.units.numerator),
          },
          {
            key: 'd',
            header: 'Phải đạt',
            numeric: true,
            cell: (row) => formatCount(row.units.denominator),
          },
          {
            key: 'rate',
            header: 'Tỷ lệ',
            numeric: true,
            cell: ({ units }) => `${units.met === true ? '✓ ' : ''}${units.shown}`,
          },
          {
            key: 'target',
            header: 'Mục tiêu',
            numeric: true,
            cell: ({ target }) => (target === null ? '–' : `${target}%`),
          },
          {
            key: 'silent',
            header: 'Chưa xác nhận',
            numeric: true,
            cell: (row) => formatCount(row.silent),
          },
        ]}
        rows={rates}
        rowKey={(row) => row.indicator}
      />
      <p class="of-note of-noprint">
        <a href={href}>Ghi xác nhận chỉ tiêu</a>
      </p>
    </section>
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
