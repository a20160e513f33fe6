import { useState } from 'preact/hooks';
import type { Coverage, CoverageGroup } from '../../records/contract.ts';
import { compareRates } from '../../records/coverage/rate.ts';
import { FigureButton, type OpenFigure, RateButton } from '../figures/FigureButton.tsx';
import { groupFigures } from '../figures/figures.ts';
import { formatCount, missingToTarget } from '../format.ts';
import { countColumn, rateColumn } from '../ui/columns.ts';
import { RowsTable } from '../ui/DataTable.tsx';
import type { Column } from '../ui/Table.tsx';
import { useRows } from '../ui/use-rows.ts';
import { BarChart } from './BarChart.tsx';
import {
  GROUPING_IDS,
  GROUPINGS,
  type Grouping,
  groupQuery,
  groupsOf,
  MEASURE_LABELS,
  type Measure,
  TOTAL,
} from './groups.ts';

interface Props {
  coverage: Coverage;
  busy: boolean;
  /** Address of the list of people of a unit who have not finished. */
  unitHref(unitId: string): string;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen: OpenFigure;
}

/** As many bars as fit on the first A4 sheet under the figures. */
const PRINTED_BARS = 10;
const MEASURES: Measure[] = ['trained', 'reached'];

type Row = CoverageGroup & { figures: ReturnType<typeof groupFigures> };

function columnsFor(
  grouping: Grouping,
  target: number,
  unitHref: (id: string) => string,
  onOpen: OpenFigure,
): Column<Row>[] {
  const missing = ({ trained }: Row) => missingToTarget(trained, target);
  const count = (key: 'people' | 'trained' | 'notTrained' | 'reached', header: string) =>
    countColumn<Row>(
      {
        key: `${key}-n`,
        header,
        cell: ({ figures }) => <FigureButton figure={figures[key]} onOpen={onOpen} />,
      },
      ({ figures }) => figures[key].count,
    );
  const rate = (key: Measure, sortLabel: string) =>
    rateColumn<Row>(
      {
        key,
        header: 'Tỷ lệ',
        sortLabel,
        cell: ({ figures }) => <RateButton figure={figures[key]} onOpen={onOpen} />,
      },
      (row) => row[key],
    );
  return [
    {
      key: 'name',
      header: GROUPINGS[grouping].header,
      rowHeader: true,
      value: ({ name }) => name,
      cell: ({ id, name }) =>
        grouping === 'unit' && id !== TOTAL ? (
          <a href={unitHref(id)} title="Xem ai chưa hoàn thành">
            {name}
          </a>
        ) : (
          name
        ),
    },
    count('people', 'Trong diện'),
    count('trained', 'Đã đạt'),
    count('notTrained', 'Chưa đạt'),
    rate('trained', 'Tỷ lệ bồi dưỡng'),
    // Worked out from the target: no rows stand behind it, so it opens nothing.
    countColumn({ key: 'missing', header: 'Còn thiếu' }, missing),
    count('reached', 'Đã mở'),
    rate('reached', 'Tỷ lệ tuyên truyền'),
  ];
}

/** What the chart says, for those who do not see it. */
function finding(all: CoverageGroup[], measure: Measure, noun: string, target: number): string {
  const rated = all.filter((group) => group[measure].denominator > 0);
  const met = rated.filter((group) => group[measure].met === true).length;
  const low = [...rated].sort((a, b) => compareRates(a[measure], b[measure]));
  const ends = [low[0], low.at(-1)].flatMap((group) =>
    group === undefined ? [] : [`${group.name} ${group[measure].shown}`],
  );
  const range = low.length > 1 ? ` Thấp nhất: ${ends[0]}; cao nhất: ${ends[1]}.` : '';
  return `Tỷ lệ ${MEASURE_LABELS[measure].toLowerCase()}: ${formatCount(met)} trong ${formatCount(rated.length)} ${noun} đạt mục tiêu ${target}%.${range}`;
}

/** Coverage by unit, level or role: a chart and, beside it, the table of the same groups. */
export function GroupView(props: Props) {
  const [grouping, setGrouping] = useState<Grouping>('unit');
  return (
    <section class="of-block" aria-label={`Độ bao phủ ${GROUPINGS[grouping].label.toLowerCase()}`}>
      <fieldset class="of-segments of-noprint">
        <legend class="of-hidden">Chia nhóm</legend>
        {GROUPING_IDS.map((id) => (
          <button
            key={id}
            type="button"
            class="of-chip"
            aria-pressed={id === grouping}
            onClick={() => setGrouping(id)}
          >
            {GROUPINGS[id].label}
          </button>
        ))}
      </fieldset>
      <Groups key={grouping} grouping={grouping} {...props} />
    </section>
  );
}

function Groups({
  coverage,
  busy,
  unitHref,
  unit,
  onOpen,
  grouping,
}: Props & { grouping: Grouping }) {
  const [measure, setMeasure] = useState<Measure>('trained');
  const { targets } = coverage.programme.programme;
  const { noun, label } = GROUPINGS[grouping];
  const withFigures = (group: CoverageGroup): Row => ({
    ...group,
    figures: groupFigures(group, groupQuery(grouping, group, unit)),
  });
  const groups = groupsOf(coverage, grouping);
  const columns = columnsFor(grouping, targets.trained, unitHref, onOpen);
  const view = useRows(columns, groups.map(withFigures));
  const bars = view.printing ? view.found.slice(0, PRINTED_BARS) : view.shown;
  return (
    <div class="of-beside">
      <figure class="of-figure">
        <figcaption>
          Tỷ lệ theo {noun}
          <fieldset class="of-segments of-noprint">
            <legend class="of-hidden">Chỉ tiêu trên biểu đồ</legend>
            {MEASURES.map((id) => (
              <button
                key={id}
                type="button"
                class="of-chip"
                aria-pressed={id === measure}
                onClick={() => setMeasure(id)}
              >
                {MEASURE_LABELS[id]}
              </button>
            ))}
          </fieldset>
          <span class="of-printonly">
            {' '}
            ({MEASURE_LABELS[measure].toLowerCase()}
            {view.found.length > bars.length ? `, ${bars.length} ${noun} đầu bảng` : ''})
          </span>
        </figcaption>
        <BarChart
          groups={bars}
          measure={measure}
          target={targets[measure]}
          label={`${finding(groups, measure, noun, targets[measure])} Từng ${noun} có trong bảng bên cạnh.`}
        />
      </figure>
      <div>
        <RowsTable
          caption={`Độ bao phủ ${label.toLowerCase()}, ${view.sort === null ? 'xa mục tiêu nhất ở trên' : 'theo cột đã chọn'}`}
          groups={[
            { header: '', span: 2 },
            { header: `Bồi dưỡng (mục tiêu ${targets.trained}%)`, span: 4 },
            { header: `Tuyên truyền (mục tiêu ${targets.reached}%)`, span: 2 },
          ]}
          columns={columns}
          view={view}
          all={groups.length}
          noun={noun}
          rowKey={({ id }) => id}
          foot={withFigures({ ...coverage.total, id: TOTAL, name: 'Tổng cộng' })}
          busy={busy}
        />
        <p class="of-note of-noprint">
          Bấm một con số để xem từng dòng đứng sau nó.{' '}
          {grouping === 'unit' && 'Bấm tên đơn vị để xem ai chưa hoàn thành. '}
          Còn thiếu: số người cần thêm để riêng nhóm ấy đạt mục tiêu, làm tròn lên ở từng nhóm, nên
          cộng các nhóm có thể nhiều hơn số của toàn bộ.
        </p>
      </div>
    </div>
  );
}
