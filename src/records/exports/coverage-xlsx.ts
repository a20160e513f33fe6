import { formatDay } from '../../day.ts';
import {
  COMPLETION_SOURCES,
  COMPLETION_STATUS_LABELS,
  INDICATORS,
  LEVELS,
  ROLES,
} from '../../schemas/vocabulary.ts';
import type { CoverageGroup, Rate } from '../contract.ts';
import { reachedOf } from '../coverage/pupils.ts';
import { rate } from '../coverage/rate.ts';
import { INDICATOR_IDS, isAskedOf } from '../indicators/holding.ts';
import type { ReportFigures } from './report-figures.ts';
import type { XlsxCell } from './xlsx-cells.ts';
import type { XlsxColumn, XlsxSheet } from './xlsx-writer.ts';

/**
 * Coverage as a workbook: the figures of the screen, a sheet for each way to look at them. A rate
 * stands as its numerator and denominator (numbers, to calculate with) and as shown (text, rounded
 * down), so that no spreadsheet rounds 89.96 % up to the target.
 */
export function coverageSheets(figures: ReportFigures): XlsxSheet[] {
  return [
    overview(figures),
    groups(figures, 'Theo đơn vị', 'Đơn vị', 44, figures.coverage.byUnit),
    groups(figures, 'Theo cấp học', 'Cấp học', 30, figures.coverage.byLevel),
    groups(figures, 'Theo vai trò', 'Vai trò', 30, figures.coverage.byRole),
    modules(figures),
    unfinished(figures),
    pupilsOfClasses(figures),
    indicators(figures),
  ];
}

function titleOf(figures: ReportFigures, sheet: string): string {
  return [sheet, figures.reporter, `đến hết ngày ${formatDay(figures.on)}`]
    .filter((part) => part !== '')
    .join(' – ');
}

const met = (value: boolean | null) => (value === null ? '' : value ? 'Đạt' : 'Chưa đạt');
const ofRate = ({ numerator, denominator, shown }: Rate): XlsxCell[] => [
  numerator,
  denominator,
  { rate: shown },
];

function overview(figures: ReportFigures): XlsxSheet {
  const { coverage, pupils, indicators, kept, on } = figures;
  const { programme } = kept;
  const line = (name: string, of: Rate, target: number | null): XlsxCell[] => [
    name,
    ...ofRate(of),
    target === null ? '' : { rate: `${target}%` },
    target === null ? '' : met(of.met),
  ];
  const { trained, reached } = programme.targets;
  return {
    name: 'Tổng quan',
    title: titleOf(figures, 'Tổng quan'),
    lead: [
      [{ title: 'Độ bao phủ tuyên truyền và bồi dưỡng' }],
      ['Đơn vị', figures.reporter],
      ['Chương trình', programme.title],
      ['Giai đoạn từ ngày', { day: programme.period.from }],
      ['Giai đoạn đến ngày', { day: programme.period.to }],
      ['Số liệu tính đến hết ngày', { day: on }],
      [],
    ],
    columns: [
      { header: 'Chỉ tiêu', width: 56, wrap: true },
      { header: 'Số đạt', width: 14 },
      { header: 'Tổng số', width: 12 },
      { header: 'Tỷ lệ (làm tròn xuống)', width: 14 },
      { header: 'Mục tiêu', width: 11 },
      { header: 'Kết luận', width: 12 },
    ],
    rows: [
      line('Cán bộ, giáo viên, nhân viên được bồi dưỡng', coverage.total.trained, trained),
      line('Cán bộ, giáo viên, nhân viên được tuyên truyền', coverage.total.reached, reached),
      line(
        `Học sinh được tuyên truyền (năm học ${pupils.schoolYear.replace('-', '–')})`,
        pupils.total.pupils,
        reached,
      ),
      ...indicators.rates.map(({ indicator, target, units }) =>
        line(`Đơn vị: ${INDICATORS[indicator]}`, units, target),
      ),
      ['Người ngoài đối tượng của chương trình', coverage.outside],
      ['Buổi tuyên truyền đã tổ chức', figures.sessions.sessions],
      ...coverage.bySource.map(({ source, people }): XlsxCell[] => [
        `Đã bồi dưỡng, căn cứ: ${COMPLETION_SOURCES[source]}`,
        people,
      ]),
    ],
  };
}

function groups(
  figures: ReportFigures,
  name: string,
  header: string,
  width: number,
  rows: readonly CoverageGroup[],
): XlsxSheet {
  const { trained, reached } = figures.kept.programme.targets;
  return {
    name,
    title: titleOf(figures, name),
    columns: [
      { header, width, wrap: true },
      { header: 'Đã bồi dưỡng', width: 12 },
      { header: 'Số người', width: 11 },
      { header: 'Tỷ lệ bồi dưỡng', width: 12 },
      { header: 'Mục tiêu bồi dưỡng', width: 12 },
      { header: 'Kết luận bồi dưỡng', width: 12 },
      { header: 'Đã tuyên truyền', width: 12 },
      { header: 'Tỷ lệ tuyên truyền', width: 12 },
      { header: 'Mục tiêu tuyên truyền', width: 12 },
      { header: 'Kết luận tuyên truyền', width: 12 },
    ],
    rows: rows.map((group) => [
      group.name,
      ...ofRate(group.trained),
      { rate: `${trained}%` },
      met(group.trained.met),
      group.reached.numerator,
      { rate: group.reached.shown },
      { rate: `${reached}%` },
      met(group.reached.met),
    ]),
  };
}

function modules(figures: ReportFigures): XlsxSheet {
  const target = figures.kept.programme.targets.trained;
  return {
    name: 'Theo mô-đun',
    title: titleOf(figures, 'Theo mô-đun'),
    columns: [
      { header: 'Mô-đun', width: 50, wrap: true },
      { header: 'Số người đạt', width: 12 },
      { header: 'Số người phải học', width: 13 },
      { header: 'Tỷ lệ', width: 10 },
      { header: 'Mục tiêu', width: 10 },
      { header: 'Kết luận', width: 12 },
    ],
    rows: figures.coverage.byModule.map(({ title, passed }) => [
      title,
      ...ofRate(passed),
      { rate: `${target}%` },
      met(passed.met),
    ]),
  };
}

function unfinished(figures: ReportFigures): XlsxSheet {
  const columns: XlsxColumn[] = [
    { header: 'Mã', width: 12 },
    { header: 'Họ và tên', width: 26 },
    { header: 'Đơn vị', width: 34, wrap: true },
    { header: 'Vai trò', width: 22 },
    { header: 'Số mô-đun còn thiếu', width: 12 },
    { header: 'Còn phải đạt', width: 70, wrap: true },
  ];
  return {
    name: 'Chưa hoàn thành',
    title: titleOf(figures, 'Chưa hoàn thành'),
    columns,
    rows: unfinishedRows(figures),
  };
}

function* unfinishedRows({ unfinished: people, titles }: ReportFigures): Generator<XlsxCell[]> {
  for (const { code, name, unit, role, missing } of people) {
    yield [
      code,
      name,
      unit,
      ROLES[role],
      missing.length,
      missing
        .map(
          ({ module, status }) =>
            `${titles.get(module) ?? module} (${status === null ? 'Chưa học' : COMPLETION_STATUS_LABELS[status]})`,
        )
        .join('; '),
    ];
  }
}

function pupilsOfClasses(figures: ReportFigures): XlsxSheet {
  const order = new Intl.Collator('vi', { numeric: true });
  const { programme } = figures.kept;
  const rows = figures.classes
    .map((each) => ({ ...each, unit: figures.unitNames.get(each.unitId) ?? '' }))
    .sort((a, b) => order.compare(a.unit, b.unit) || order.compare(a.name, b.name))
    .map((each): XlsxCell[] => [
      each.unit,
      each.name,
      each.level === null ? '' : LEVELS[each.level],
      reachedOf(each),
      each.size,
      { rate: rate(reachedOf(each), each.size, programme.targets.reached).shown },
      each.best === null ? 'Chưa có buổi nào' : '',
    ]);
  return {
    name: 'Học sinh theo lớp',
    title: titleOf(figures, `Học sinh theo lớp, năm học ${figures.pupils.schoolYear}`),
    columns: [
      { header: 'Đơn vị', width: 40, wrap: true },
      { header: 'Lớp', width: 12 },
      { header: 'Cấp học', width: 22 },
      { header: 'Học sinh được tuyên truyền', width: 14 },
      { header: 'Sĩ số', width: 10 },
      { header: 'Tỷ lệ', width: 10 },
      { header: 'Ghi chú', width: 20 },
    ],
    rows,
  };
}

function indicators(figures: ReportFigures): XlsxSheet {
  const rows = figures.indicators.units.flatMap(({ name, kind, parent, statements }) =>
    INDICATOR_IDS.filter((indicator) => isAskedOf(indicator, kind)).map((indicator): XlsxCell[] => {
      const said = statements.find((statement) => statement.indicator === indicator);
      return [
        name,
        parent,
        INDICATORS[indicator],
        said === undefined ? 'Chưa xác nhận' : met(said.met),
        said === undefined ? null : { day: said.day },
        said?.statedBy ?? '',
        said?.note ?? '',
      ];
    }),
  );
  return {
    name: 'Chỉ tiêu trường',
    title: titleOf(figures, 'Chỉ tiêu trường'),
    columns: [
      { header: 'Đơn vị', width: 36, wrap: true },
      { header: 'Cấp trên', width: 30, wrap: true },
      { header: 'Chỉ tiêu', width: 40, wrap: true },
      { header: 'Kết luận', width: 14 },
      { header: 'Ngày xác nhận', width: 13 },
      { header: 'Người xác nhận', width: 24, wrap: true },
      { header: 'Minh chứng', width: 40, wrap: true },
    ],
    rows,
  };
}
