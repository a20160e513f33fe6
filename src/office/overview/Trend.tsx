import { formatDay } from '../../day.ts';
import type { TrendPoint } from '../../records/contract/figures.ts';
import type { Rate } from '../../records/contract.ts';
import { FigureButton, type OpenFigure } from '../figures/FigureButton.tsx';
import { trendFigures } from '../figures/figures.ts';
import { Table } from '../ui/Table.tsx';

interface Props {
  points: TrendPoint[];
  /** Per cent of people trained. */
  target: number;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen: OpenFigure;
}

const LINES = [
  { key: 'trained', name: 'Bồi dưỡng', dash: '' },
  { key: 'reached', name: 'Tuyên truyền', dash: '7 4' },
  { key: 'pupils', name: 'Học sinh', dash: '2 4' },
] as const;

const WIDTH = 600;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 10;

const heightAt = (percent: number) => TOP + ((100 - percent) * (HEIGHT - TOP - BOTTOM)) / 100;
const percentOf = ({ numerator, denominator }: Rate) =>
  denominator === 0 ? null : (numerator * 100) / denominator;

/** What the chart says, for those who do not see it. */
function finding(points: TrendPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const moved = LINES.filter(({ key }) => last[key].denominator > 0).map(
    ({ key, name }) =>
      `${name.toLowerCase()} ${first[key].denominator === 0 ? 'nay' : `từ ${first[key].shown} thành`} ${last[key].shown}`,
  );
  return `Từ ngày ${formatDay(first.on)} đến ngày ${formatDay(last.on)}: ${moved.join('; ')}.`;
}

/** How the rates came about: lines over the month ends, and the table of the same figures. */
export function Trend({ points, target, unit, onOpen }: Props) {
  if (points.length < 2) return null;
  const across = (index: number) =>
    LEFT + (index * (WIDTH - LEFT - 8)) / Math.max(1, points.length - 1);
  const first = points[0];
  const last = points.at(-1);
  return (
    <section class="of-block" aria-label="Diễn biến qua các tháng">
      <div class="of-beside">
        <figure class="of-figure">
          <figcaption>Diễn biến qua các tháng</figcaption>
          <svg
            class="of-trend"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            role="img"
            aria-label={`${finding(points)} Từng mốc có trong bảng bên cạnh.`}
          >
            {[0, 50, 100].map((percent) => (
              <g key={percent}>
                <line
                  class="of-trend__grid"
                  x1={LEFT}
                  x2={WIDTH - 8}
                  y1={heightAt(percent)}
                  y2={heightAt(percent)}
                />
                <text x={LEFT - 6} y={heightAt(percent) + 5} text-anchor="end">
                  {percent}%
                </text>
              </g>
            ))}
            <line
              class="of-bar__target"
              x1={LEFT}
              x2={WIDTH - 8}
              y1={heightAt(target)}
              y2={heightAt(target)}
            />
            {LINES.map(({ key, dash }) => (
              <polyline
                key={key}
                class="of-trend__line"
                stroke-dasharray={dash}
                points={points
                  .map((point, index) => [across(index), percentOf(point[key])] as const)
                  .filter(([, percent]) => percent !== null)
                  .map(([x, percent]) => `${x},${heightAt(percent ?? 0)}`)
                  .join(' ')}
              />
            ))}
            <text x={LEFT} y={HEIGHT - 4}>
              {formatDay(first?.on ?? '')}
            </text>
            <text x={WIDTH - 8} y={HEIGHT - 4} text-anchor="end">
              {formatDay(last?.on ?? '')}
            </text>
          </svg>
          <ul class="of-trend__key">
            {LINES.map(({ key, name, dash }) => (
              <li key={key}>
                <svg width="34" height="8" aria-hidden="true">
                  <line
                    class="of-trend__line"
                    x1="0"
                    x2="34"
                    y1="4"
                    y2="4"
                    stroke-dasharray={dash}
                  />
                </svg>{' '}
                {name}
              </li>
            ))}
          </ul>
        </figure>
        <Table
          caption="Mỗi mốc tính đúng như ở ngày ấy"
          columns={[
            {
              key: 'on',
              header: 'Đến hết ngày',
              rowHeader: true,
              cell: (row) => formatDay(row.on),
            },
            ...LINES.map(({ key, name }) => ({
              key,
              header: name,
              numeric: true,
              cell: (row: TrendPoint) => (
                <FigureButton figure={trendFigures(row, { unit })[key]} onOpen={onOpen}>
                  {row[key].shown}
                </FigureButton>
              ),
            })),
          ]}
          rows={[...points].reverse()}
          rowKey={(row) => row.on}
        />
      </div>
    </section>
  );
}
