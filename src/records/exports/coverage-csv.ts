import { COMPLETION_SOURCES } from '../../schemas/vocabulary.ts';
import type { Coverage, CoverageGroup } from '../contract.ts';
import { type CsvCell, type CsvStyle, writeCsv } from './csv-writer.ts';

const HEADER = [
  'Nhóm',
  'Tên',
  'Số người',
  'Đã bồi dưỡng',
  'Tỷ lệ bồi dưỡng',
  'Mục tiêu bồi dưỡng',
  'Đạt mục tiêu bồi dưỡng',
  'Đã tiếp cận tuyên truyền',
  'Tỷ lệ tuyên truyền',
  'Mục tiêu tuyên truyền',
  'Đạt mục tiêu tuyên truyền',
] as const;

/** Coverage as on the screen: the same figures, one line a group, with what they are of at the top. */
export function coverageCsv(coverage: Coverage, style: CsvStyle): string {
  const { programme } = coverage.programme;
  const { targets } = programme;
  const met = (value: boolean | null) => (value === null ? '' : value ? 'Đạt' : 'Chưa đạt');
  const line = (kind: string, group: CoverageGroup): CsvCell[] => [
    kind,
    group.name,
    group.people,
    group.trained.numerator,
    { rate: group.trained.shown },
    `${targets.trained}%`,
    met(group.trained.met),
    group.reached.numerator,
    { rate: group.reached.shown },
    `${targets.reached}%`,
    met(group.reached.met),
  ];
  const rows: CsvCell[][] = [
    ['Chương trình', programme.title],
    ['Giai đoạn', { day: programme.period.from }, { day: programme.period.to }],
    ['Tính đến ngày', { day: coverage.on }],
    [],
    [...HEADER],
    line('Tổng', coverage.total),
    ...coverage.byUnit.map((group) => line('Đơn vị', group)),
    ...coverage.byLevel.map((group) => line('Cấp học', group)),
    ...coverage.byRole.map((group) => line('Vai trò', group)),
    ...coverage.byModule.map(({ title, passed }): CsvCell[] => [
      'Mô-đun (số người đạt)',
      title,
      passed.denominator,
      passed.numerator,
      { rate: passed.shown },
      `${targets.trained}%`,
      met(passed.met),
    ]),
    [],
    ['Nguồn của kết quả', 'Số người đã bồi dưỡng'],
    ...coverage.bySource.map(({ source, people }): CsvCell[] => [
      COMPLETION_SOURCES[source],
      people,
    ]),
    ['Ngoài đối tượng của chương trình', coverage.outside],
  ];
  return writeCsv(rows, style);
}
