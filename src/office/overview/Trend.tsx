import { formatDay } from '../../day.ts';
import type { TrendPoint } from '../../records/contract/figures.ts';
import type { Rate } from '../../records/contract.ts';
import { type OpenFigure, RateButton } from '../figures/FigureButton.tsx';
import { trendFigures } from '../figures/figures.ts';
import { Table } from '../ui/Table.tsx';
import { useWidth } from '../ui/use-width.ts';

interface Props {
  points: TrendPoint[];
  /** Per cent of people trained. */
  target: number;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen: OpenFigure;
}

const LINES = [
  { key: 'trained', name: 'Bồi dưỡng' },
  { key: 'reached', name: 'Tuyên truyền' },
  { key: 'pupils', name: 'Học sinh' },
] as const;

const HEIGHT = 220;
const LEFT = 48;
const RIGHT = 8;
const BOTTOM = 26;
const TOP = 20;

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

/** The rates as lines over the days, with the target; drawn at its true size, so that its text can be read. */
function Lines({ points, target }: Pick<Props, 'points' | 'target'>) {
  const { ref, width } = useWidth();
  const across = (index: number) =>
    LEFT + (index * (width - LEFT - RIGHT)) / Math.max(1, points.length - 1);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <div ref={ref} class="of-chart">
      <svg
        class="of-trend"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={`${finding(points)} Từng mốc có trong bảng bên cạnh.`}
      >
        {[0, 50, 100].map((percent) => (
          <g key={percent}>
            <line
              class="of-trend__grid"
              x1={LEFT}
              x2={width - RIGHT}
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
          x2={width - RIGHT}
          y1={heightAt(target)}
          y2={heightAt(target)}
        />
        <text class="of-chart__target" x={LEFT + 4} y={heightAt(target) + 16}>
          Mục tiêu bồi dưỡng {target}%
        </text>
        {LINES.map(({ key }) => (
          <polyline
            key={key}
            class={`of-trend__line of-trend__line--${key}`}
            points={points
              .map((point, index) => [across(index), percentOf(point[key])] as const)
              .filter(([, percent]) => percent !== null)
              .map(([x, percent]) => `${x},${heightAt(percent ?? 0)}`)
              .join(' ')}
          />
        ))}
        <text x={LEFT} y={HEIGHT - 6}>
          {formatDay(first?.on ?? '')}
        </text>
        <text x={width - RIGHT} y={HEIGHT - 6} text-anchor="end">
          {formatDay(last?.on ?? '')}
        </text>
      </svg>
    </div>
  );
}

/** How the rates came about: lines over the month ends, and the table of the same figures. */
export function Trend({ points, target, unit, onOpen }: Props) {
  if (points.length < 2) return null;
  const shown = LINES.filter(({ key }) => points.some((point) => point[key].denominator > 0));
  const rows = [...points]
    .reverse()
    .map((point) => ({ ...point, figures: trendFigures(point, { unit }) }));
  return (
    <section class="of-block" aria-label="Diễn biến qua các tháng">
      <div class="of-beside">
        <figure class="of-figure">
          <figcaption>Diễn biến qua các tháng</figcaption>
          <Lines points={points} target={target} />
          <ul class="of-trend__key">
            {shown.map(({ key, name }) => (
              <li key={key}>
                <svg width="34" height="8" aria-hidden="true">
                  <line
                    class={`of-trend__line of-trend__line--${key}`}
                    x1="0"
                    x2="34"
                    y1="4"
                    y2="4"
                  />
                </svg>{' '}
                {name}
              </li>
            ))}
          </ul>
        </figure>
        <Table
          caption="Mỗi mốc tính theo tình hình tại ngày đó"
          columns={[
            {
              key: 'on',
              header: 'Đến hết ngày',
              rowHeader: true,
              cell: ({ on }) => formatDay(on),
            },
            ...shown.map(({ key, name }) => ({
              key,
              header: name,
              numeric: true,
              cell: ({ figures }: (typeof rows)[number]) => (
                <RateButton figure={figures[key]} onOpen={onOpen} />
              ),
            })),
          ]}
          rows={rows}
          rowKey={({ on }) => on}
        />
      </div>
    </section>
  );
}
