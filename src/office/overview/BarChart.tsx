import type { CoverageGroup } from '../../records/contract.ts';
import { useWidth } from '../ui/use-width.ts';
import type { Measure } from './groups.ts';

interface Props {
  groups: CoverageGroup[];
  measure: Measure;
  /** Per cent. */
  target: number;
  /** Read instead of the picture; the table beside it has the figures. */
  label: string;
}

const ROW = 40;
const HEAD = 22;
/** Mean width of a letter of the chart's text, in px: enough to cut a name before it meets its figure. */
const LETTER = 7.4;
const FIGURE_ROOM = 80;

/**
 * A name cut in its middle: Vietnamese school names begin alike ("Trường Phổ thông dân tộc bán trú …")
 * and differ at their end.
 */
export function cutName(name: string, room: number): string {
  if (name.length <= room) return name;
  const end = Math.ceil((room - 1) * 0.6);
  const start = room - 1 - end;
  return `${name.slice(0, start).trimEnd()}…${name.slice(-end).trimStart()}`;
}

/** Bars of a rate per group with the target as a line through all of them. */
export function BarChart({ groups, measure, target, label }: Props) {
  const { ref, width } = useWidth();
  const height = HEAD + groups.length * ROW;
  const nearEnd = target > 70;
  return (
    <div ref={ref} class="of-chart">
      <svg width="100%" height={height} role="img" aria-label={label}>
        <text
          class="of-chart__target"
          x={`${target}%`}
          y="13"
          dx={nearEnd ? 0 : 4}
          text-anchor={nearEnd ? 'end' : 'start'}
        >
          Mục tiêu {target}%
        </text>
        {groups.map((group, index) => {
          const rate = group[measure];
          const top = HEAD + index * ROW;
          const length = rate.denominator === 0 ? 0 : (rate.numerator * 100) / rate.denominator;
          return (
            <g key={group.id}>
              <title>{`${group.name}: ${rate.shown}`}</title>
              <text x="0" y={top + 14}>
                {cutName(group.name, Math.max(12, Math.floor((width - FIGURE_ROOM) / LETTER)))}
              </text>
              <text x="100%" y={top + 14} text-anchor="end" class="of-chart__figure">
                {rate.met === true ? '✓ ' : ''}
                {rate.shown}
              </text>
              <rect class="of-bar__ground" x="0" y={top + 20} width="100%" height="12" rx="2" />
              <rect
                class={rate.met === true ? 'of-bar of-bar--met' : 'of-bar'}
                x="0"
                y={top + 20}
                width={`${length}%`}
                height="12"
                rx="2"
              />
              <line
                class="of-bar__target"
                x1={`${target}%`}
                x2={`${target}%`}
                y1={top + 17}
                y2={top + 35}
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
