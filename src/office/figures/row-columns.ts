import type { FigureRow } from '../../records/contract/figures.ts';
import { COMPLETION_SOURCES, ROLES } from '../../schemas/vocabulary.ts';
import { countColumn, dayColumn, textColumn } from '../ui/columns.ts';
import type { Column } from '../ui/Table.tsx';

type Person = Extract<FigureRow, { kind: 'person' }>;
type Class = Extract<FigureRow, { kind: 'class' }>;
type Unit = Extract<FigureRow, { kind: 'unit' }>;

const named = <Row extends { name: string }>(header: string): Column<Row> =>
  textColumn({ key: 'name', header, rowHeader: true }, ({ name }) => name);

/** Columns of people behind a figure. */
export const PERSON_COLUMNS: Column<Person>[] = [
  named('Họ và tên'),
  textColumn({ key: 'code', header: 'Mã', oneLine: true }, ({ code }) => code),
  textColumn({ key: 'unit', header: 'Đơn vị' }, ({ unit }) => unit),
  textColumn({ key: 'role', header: 'Vai trò', oneLine: true }, ({ role }) => ROLES[role]),
  {
    key: 'modules',
    header: 'Mô-đun đã đạt',
    numeric: true,
    value: ({ modules }) => modules.filter(({ passedOn }) => passedOn !== null).length,
    // As text: Excel would take "1/2" for a day.
    copy: ({ modules }) =>
      `${modules.filter(({ passedOn }) => passedOn !== null).length} trong ${modules.length}`,
    cell: ({ modules }) =>
      `${modules.filter(({ passedOn }) => passedOn !== null).length}/${modules.length}`,
  },
  dayColumn({ key: 'trained', header: 'Ngày đạt đủ' }, ({ trainedOn }) => trainedOn),
  dayColumn({ key: 'reached', header: 'Mở lần đầu' }, ({ reachedOn }) => reachedOn),
  textColumn({ key: 'source', header: 'Nguồn' }, ({ modules }) => {
    const sources = modules.flatMap(({ source }) =>
      source === null ? [] : [COMPLETION_SOURCES[source]],
    );
    return [...new Set(sources)].join('; ') || '–';
  }),
];

/** Columns of classes behind a figure of pupils. */
export const CLASS_COLUMNS: Column<Class>[] = [
  named('Lớp'),
  textColumn({ key: 'unit', header: 'Đơn vị' }, ({ unit }) => unit),
  countColumn({ key: 'size', header: 'Sĩ số' }, ({ size }) => size),
  countColumn({ key: 'reached', header: 'Được tính' }, ({ reached }) => reached),
  dayColumn({ key: 'day', header: 'Buổi đông nhất' }, ({ session }) => session?.day ?? null),
  textColumn({ key: 'leader', header: 'Người phụ trách' }, ({ session }) => session?.leader ?? '–'),
];

const said = ({ met }: Unit) => (met === null ? 'Chưa xác nhận' : met ? 'Đạt' : 'Chưa đạt');

/** Columns of units behind a figure of an indicator. */
export const UNIT_COLUMNS: Column<Unit>[] = [
  named('Đơn vị'),
  textColumn({ key: 'parent', header: 'Thuộc' }, ({ parent }) => parent),
  textColumn({ key: 'met', header: 'Kết quả' }, said),
  dayColumn({ key: 'day', header: 'Xác nhận cho ngày' }, ({ day }) => day),
  textColumn({ key: 'by', header: 'Người xác nhận' }, ({ statedBy }) => statedBy),
  textColumn({ key: 'note', header: 'Minh chứng' }, ({ note }) => note),
];
