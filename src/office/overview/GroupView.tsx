import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Figure } from '../../records/contract/figures.ts';
import type { Coverage, CoverageGroup } from '../../records/contract.ts';
import { formatCount, missingToTarget } from '../format.ts';
import { Pager } from '../ui/Pager.tsx';
import { type Column, type Sort, Table } from '../ui/Table.tsx';
import { BarChart } from './BarChart.tsx';
import { FigureButton } from './FigureButton.tsx';
import {
  FIGURE_TITLES,
  filterGroups,
  GROUPINGS,
  type Grouping,
  groupQuery,
  groupsOf,
  MEASURE_LABELS,
  type Measure,
  sortGroups,
  TOTAL,
} from './groups.ts';
import type { OpenedFigure } from './RowsDialog.tsx';

interface Props {
  coverage: Coverage;
  /** Every row and not one page of them. */
  printing: boolean;
  busy: boolean;
  /** Address of the list of people of a unit who have not finished. */
  unitHref(unitId: string): string;
  /** The unit that the figures are of, empty for the whole. */
  unit: string;
  onOpen(figure: OpenedFigure): void;
}

const PAGE_SIZE = 15;
/** As many bars as fit on the first A4 sheet under the figures. */
const PRINTED_BARS = 12;
const GROUPING_IDS: Grouping[] = ['unit', 'level', 'role'];
const MEASURES: Measure[] = ['trained', 'reached'];

function columnsFor(
  grouping: Grouping,
  targets: Record<Measure, number>,
  unitHref: (id: string) => string,
  opened: (group: CoverageGroup, figure: Figure, text: string) => ComponentChildren,
): Column<CoverageGroup>[] {
  return [
    {
      key: 'name',
      header: GROUPINGS[grouping].header,
      rowHeader: true,
      sortable: true,
      cell: (group) =>
        grouping === 'unit' && group.id !== TOTAL ? (
          <a href={unitHref(group.id)} title="Xem ai chưa hoàn thành">
            {group.name}
          </a>
        ) : (
          group.name
        ),
    },
    {
      key: 'people',
      header: 'Trong diện',
      numeric: true,
      sortable: true,
      cell: (group) => opened(group, 'people', formatCount(group.people)),
    },
    {
      key: 'trained-n',
      header: 'Đã đạt',
      numeric: true,
      cell: (group) => opened(group, 'trained', formatCount(group.trained.numerator)),
    },
    {
      key: 'trained',
      header: 'Tỷ lệ',
      numeric: true,
      sortable: true,
      cell: ({ trained }) => (
        <span class={trained.met === true ? 'of-met' : undefined}>
          {trained.met === true ? '✓ ' : ''}
          {trained.shown}
        </span>
      ),
    },
    {
      key: 'missing',
      header: 'Còn thiếu',
      numeric: true,
      sortable: true,
      cell: (group) =>
        opened(group, 'not-trained', formatCount(missingToTarget(group.trained, targets.trained))),
    },
    {
      key: 'reached-n',
      header: 'Đã dự',
      numeric: true,
      cell: (group) => opened(group, 'reached', formatCount(group.reached.numerator)),
    },
    {
      key: 'reached',
      header: 'Tỷ lệ',
      numeric: true,
      sortable: true,
      cell: ({ reached }) => (
        <span class={reached.met === true ? 'of-met' : undefined}>
          {reached.met === true ? '✓ ' : ''}
          {reached.shown}
        </span>
      ),
    },
  ];
}

/** Coverage by unit, level or role: a chart and, beside it, the table of the same groups. */
export function GroupView({ coverage, printing, busy, unitHref, unit, onOpen }: Props) {
  const [grouping, setGrouping] = useState<Grouping>('unit');
  const [measure, setMeasure] = useState<Measure>('trained');
  const [sort, setSort] = useState<Sort | null>(null);
  const [filter, setFilter] = useState('');
  const [page, setPage] = useState(0);

  const { targets } = coverage.programme.programme;
  const { noun, label } = GROUPINGS[grouping];
  const all = groupsOf(coverage, grouping);
  const rows = sortGroups(filterGroups(all, filter), sort, targets);
  const lastPage = Math.max(0, Math.ceil(rows.length / PAGE_SIZE) - 1);
  const shownPage = Math.min(page, lastPage);
  const onPage = rows.slice(shownPage * PAGE_SIZE, (shownPage + 1) * PAGE_SIZE);
  const bars = printing ? rows.slice(0, PRINTED_BARS) : onPage;
  const opened = (group: CoverageGroup, figure: Figure, text: string) => {
    // Nobody stands behind nothing, and paper has no buttons.
    if (printing || text === '0') return text;
    const title = `${FIGURE_TITLES[figure]}: ${group.name}`;
    return (
      <FigureButton
        label={title}
        onOpen={() => onOpen({ title, figure, ...groupQuery(grouping, group, unit) })}
      >
        {text}
      </FigureButton>
    );
  };
  const sortBy = (next: Sort) => {
    setSort(next);
    setPage(0);
  };
  const order = sort === null ? 'xa mục tiêu nhất ở trên' : 'theo cột đã chọn';

  return (
    <section class="of-block" aria-label={`Độ bao phủ ${label.toLowerCase()}`}>
      <div class="of-toolbar of-noprint">
        <fieldset class="of-segments">
          <legend class="of-hidden">Chia nhóm</legend>
          {GROUPING_IDS.map((id) => (
            <button
              key={id}
              type="button"
              class="of-chip"
              aria-pressed={id === grouping}
              onClick={() => {
                setGrouping(id);
                setPage(0);
                setFilter('');
              }}
            >
              {GROUPINGS[id].label}
            </button>
          ))}
        </fieldset>
        {grouping === 'unit' && (
          <label class="of-field of-field--inline">
            <span>Tìm đơn vị</span>
            <input
              type="search"
              value={filter}
              onInput={(event) => {
                setFilter(event.currentTarget.value);
                setPage(0);
              }}
            />
          </label>
        )}
        {sort !== null && (
          <button type="button" class="of-link" onClick={() => setSort(null)}>
            Xếp lại: xa mục tiêu nhất ở trên
          </button>
        )}
      </div>

      {rows.length === 0 ? (
        <p>Không có {noun} nào có tên như vậy.</p>
      ) : (
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
                {rows.length > bars.length ? `, ${bars.length} ${noun} đầu bảng` : ''})
              </span>
            </figcaption>
            <BarChart
              groups={bars}
              measure={measure}
              target={targets[measure]}
              label={`Biểu đồ thanh tỷ lệ ${MEASURE_LABELS[measure].toLowerCase()} của ${bars.length} ${noun}, có vạch mục tiêu ${targets[measure]}%. Số liệu nằm trong bảng bên cạnh.`}
            />
          </figure>
          <div>
            <Table
              caption={`Độ bao phủ ${label.toLowerCase()}, ${order}`}
              groups={[
                { header: '', span: 2 },
                { header: `Bồi dưỡng (mục tiêu ${targets.trained}%)`, span: 3 },
                { header: `Tuyên truyền (mục tiêu ${targets.reached}%)`, span: 2 },
              ]}
              columns={columnsFor(grouping, targets, unitHref, opened)}
              rows={printing ? rows : onPage}
              rowKey={(group) => group.id}
              sort={sort}
              // On paper plain headers: browsers do not draw buttons in headers repeated per sheet.
              {...(printing ? {} : { onSort: sortBy })}
              foot={{ ...coverage.total, id: TOTAL, name: 'Cộng toàn bộ' }}
              busy={busy}
            />
            {!printing && (
              <Pager
                noun={noun}
                label={`Trang của bảng ${label.toLowerCase()}`}
                total={rows.length}
                pageSize={PAGE_SIZE}
                page={shownPage}
                onPage={setPage}
              />
            )}
            <p class="of-note of-noprint">
              {grouping === 'unit' && 'Bấm tên đơn vị để xem ai chưa hoàn thành. '}
              Còn thiếu: số người cần thêm để riêng nhóm ấy đạt mục tiêu. Làm tròn lên ở từng nhóm,
              nên cộng các nhóm có thể nhiều hơn số của toàn bộ.
            </p>
          </div>
        </div>
      )}
    </section>
  );
}
