import { formatDay } from '../../day.ts';
import type { Programme } from '../../schemas/programme.ts';
import { INDICATORS, type Indicator, ROLES, type Role } from '../../schemas/vocabulary.ts';
import { type DeedDetail, EVERY_DAY } from '../access/deed.ts';
import type { ClassSession, SchoolClass } from '../contract/classes.ts';
import type { UnitHistory, UnitsChanged } from '../contract/units.ts';
import { IMPORT_KINDS, type ImportKind, importKindSchema } from '../contract.ts';
import { schoolYearStart } from '../coverage/school-year.ts';
import type { IndicatorStatementRow } from '../database/tables.ts';

/**
 * What the audit log says of changes: the object, and what was to what is. No person's name: not who led
 * a session, nor who made a statement; and no notes.
 */

/** How many of a list are named. */
const NAMED = 5;

const count = (value: number) => value.toLocaleString('vi-VN');

function some(parts: readonly string[], noun: string): string {
  const more = parts.length - NAMED;
  const named = parts.slice(0, NAMED).join('; ');
  return more > 0 ? `${named}; và ${count(more)} ${noun} khác` : named;
}

function arrow(label: string, before: string, after: string): string[] {
  return before === after ? [] : [`${label} ${before} → ${after}`];
}

const percent = (value: number | undefined) => (value === undefined ? 'không đặt' : `${value}%`);

/** A programme that takes the place of another (null: none). */
export function programmeDeed(
  id: string,
  before: Programme | null,
  after: Programme | null,
): DeedDetail {
  const whole = after ?? before;
  if (whole === null) return { text: `Chương trình “${id}”: không có` };
  const told = (programme: Programme) =>
    `mục tiêu bồi dưỡng ${programme.targets.trained}%, tuyên truyền ${programme.targets.reached}%`;
  if (before === null || after === null) {
    const text = `${after === null ? 'Bỏ' : 'Thêm'} chương trình “${id}”: ${told(whole)}`;
    return { text, concernsFrom: whole.period.from };
  }
  const changes = programmeChanges(before, after);
  const named = before.title === after.title ? [] : [`tên “${before.title}” → “${after.title}”`];
  const text = [...named, ...changes].join('; ') || 'mục tiêu và mô-đun bắt buộc không đổi';
  const [first = after.period.from] = [before.period.from, after.period.from].sort();
  return {
    text: `Sửa chương trình “${id}”: ${text}`,
    concernsFrom: changes.length === 0 ? null : first,
  };
}

/** What changes figures of a programme. */
function programmeChanges(before: Programme, after: Programme): string[] {
  const period = ({ period: { from, to } }: Programme) => `${formatDay(from)} – ${formatDay(to)}`;
  const modules = ({ required }: Programme, role: Role) => required[role]?.join(', ') ?? 'không có';
  const indicators: Indicator[] = keysOf(INDICATORS);
  return [
    ...arrow('mục tiêu bồi dưỡng', percent(before.targets.trained), percent(after.targets.trained)),
    ...arrow(
      'mục tiêu tuyên truyền',
      percent(before.targets.reached),
      percent(after.targets.reached),
    ),
    ...indicators.flatMap((indicator) =>
      arrow(
        `mục tiêu của chỉ tiêu “${INDICATORS[indicator]}”`,
        percent(before.indicators?.[indicator]),
        percent(after.indicators?.[indicator]),
      ),
    ),
    ...arrow('giai đoạn', period(before), period(after)),
    ...keysOf(ROLES).flatMap((role) =>
      arrow(`mô-đun bắt buộc (${ROLES[role]})`, modules(before, role), modules(after, role)),
    ),
  ];
}

function keysOf<Key extends string>(table: Record<Key, string>): Key[] {
  const isKey = (key: string): key is Key => Object.hasOwn(table, key);
  return Object.keys(table).filter(isKey);
}

/** Units that were changed by hand; `nameOf` names a unit by its id. */
export function unitsDeed(
  { before, after }: UnitsChanged,
  nameOf: (id: string | null) => string,
): DeedDetail {
  const then = new Map(before.map((one) => [one.unitId, one]));
  const told = after.flatMap((now) => {
    const was = then.get(now.unitId);
    return was === undefined ? [] : [unitChange(was, now, nameOf)];
  });
  const [first] = told.flatMap(({ since }) => since).sort();
  const [only, second] = after;
  return {
    text: some(
      told.map(({ text }) => text),
      'đơn vị',
    ),
    concernsFrom: first ?? null,
    ...(only === undefined || second !== undefined ? {} : { unitId: only.unitId }),
  };
}

function unitChange(
  was: UnitHistory,
  now: UnitHistory,
  nameOf: (id: string | null) => string,
): { text: string; since: string[] } {
  const row = ({ until, name, parentId }: UnitHistory['past'][number]) =>
    `${until} ${name} ${parentId}`;
  const onlyIn = (one: UnitHistory, other: UnitHistory) => {
    const there = new Set(other.past.map(row));
    return one.past.filter((each) => !there.has(row(each))).map(({ until }) => until);
  };
  const ended =
    was.endedOn === now.endedOn ? [] : [was.endedOn, now.endedOn].filter((day) => day !== null);
  const since = [...onlyIn(was, now), ...onlyIn(now, was), ...ended].sort();
  const day = (end: string | null) => (end === null ? 'không có' : formatDay(end));
  const changes = [
    ...arrow('tên', `“${was.name}”`, `“${now.name}”`),
    ...arrow('thuộc', `“${nameOf(was.parentId)}”`, `“${nameOf(now.parentId)}”`),
    ...arrow('ngày kết thúc', day(was.endedOn), day(now.endedOn)),
  ];
  const from = since[0] === undefined ? '' : `, tính từ ${formatDay(since[0])}`;
  const isSame = changes.length === 0 && since.length === 0;
  const what = isSame ? 'không đổi' : changes.join(', ') || 'thời điểm thay đổi';
  return {
    text: `Đơn vị “${was.name}”: ${what}${from}`,
    // Without a day it holds for all time.
    since: isSame ? [] : since.length > 0 ? since : [EVERY_DAY],
  };
}

/** A class that was added, changed or removed by hand. */
export function classDeed(
  before: SchoolClass | null,
  after: SchoolClass | null,
  /** First day of another size; null: it was always so. */
  sizeFrom: string | null,
): DeedDetail {
  const kept = after ?? before;
  if (kept === null) return {};
  const named = `lớp ${kept.name} (${kept.schoolYear})`;
  const { unitId } = kept;
  const start = schoolYearStart(kept.schoolYear);
  if (before === null || after === null)
    return {
      text: `${after === null ? 'Xóa' : 'Thêm'} ${named}: sĩ số ${kept.size}`,
      unitId,
      concernsFrom: start,
    };
  const size = arrow('sĩ số', String(before.size), String(after.size));
  const since = sizeFrom === null ? '' : `, tính từ ${formatDay(sizeFrom)}`;
  const others = [
    ...arrow('tên', before.name, after.name),
    ...arrow('năm học', before.schoolYear, after.schoolYear),
    ...(before.level === after.level ? [] : ['cấp học']),
  ];
  const changes = [...size.map((text) => text + since), ...others];
  const figures = size.length > 0 || before.schoolYear !== after.schoolYear;
  const first = others.length > 0 || sizeFrom === null ? start : sizeFrom;
  return {
    text: `Sửa ${named}: ${changes.join('; ') || 'không đổi'}`,
    unitId,
    concernsFrom: figures || before.level !== after.level ? first : null,
  };
}

/** A class session that was added, changed or removed by hand. */
export function sessionDeed(before: ClassSession | null, after: ClassSession | null): DeedDetail {
  const kept = after ?? before;
  if (kept === null) return {};
  const attended = ({ classes }: ClassSession) =>
    `${classes.length} lớp, ${count(classes.reduce((sum, { headcount }) => sum + headcount, 0))} em dự`;
  const named = `buổi tuyên truyền ngày ${formatDay(kept.day)}`;
  const { unitId } = kept;
  if (before === null || after === null)
    return {
      text: `${after === null ? 'Xóa' : 'Thêm'} ${named}: ${attended(kept)}`,
      unitId,
      concernsFrom: kept.day,
    };
  const about = ({ topic, module }: ClassSession) => topic ?? module ?? 'không có';
  const who = ({ classes }: ClassSession) =>
    JSON.stringify(classes.map(({ classId, headcount }) => [classId, headcount]));
  const changes = [
    ...arrow('ngày', formatDay(before.day), formatDay(after.day)),
    ...arrow('dự', attended(before), attended(after)),
    ...(attended(before) === attended(after) && who(before) !== who(after)
      ? ['lớp hoặc số dự của từng lớp']
      : []),
    ...arrow('nội dung', about(before), about(after)),
  ];
  const [first = after.day] = [before.day, after.day].sort();
  const figures = before.day !== after.day || who(before) !== who(after);
  return {
    text: `Sửa ${named}: ${changes.join('; ') || 'người thực hiện hoặc ghi chú'}`,
    unitId,
    concernsFrom: figures ? first : null,
  };
}

/** Statements on indicators that were made or taken back. */
export function statementsDeed(
  verb: 'Ghi' | 'Rút',
  statements: readonly Pick<IndicatorStatementRow, 'unit_id' | 'indicator' | 'met' | 'day'>[],
): DeedDetail {
  const groups = new Map<string, number>();
  for (const { indicator, met } of statements) {
    const what = `“${INDICATORS[indicator]}” ${met === 1 ? 'đạt' : 'chưa đạt'}`;
    groups.set(what, (groups.get(what) ?? 0) + 1);
  }
  const told = [...groups].map(([what, units]) =>
    units === 1 ? what : `${what} (${count(units)} đơn vị)`,
  );
  const units = new Set(statements.map(({ unit_id }) => unit_id));
  const [only] = units;
  const [first] = statements.map(({ day }) => day).sort();
  return {
    text: `${verb} ${count(statements.length)} xác nhận chỉ tiêu: ${some(told, 'loại')}`,
    concernsFrom: first ?? null,
    ...(only === undefined || units.size > 1 ? {} : { unitId: only }),
  };
}

const COUNTED = [
  ['new', 'thêm mới'],
  ['changed', 'thay đổi'],
  ['same', 'không đổi'],
  ['unmatched', 'chưa khớp'],
  ['ignored', 'bỏ qua'],
  ['error', 'lỗi'],
] as const;

/** A file as the log names it. Of a learner's own result file the name is left out: it may be theirs. */
export function fileNamed(kind: string, fileName: string): string {
  const known: ImportKind | undefined = importKindSchema.safeParse(kind).data;
  const label = known === undefined ? kind : IMPORT_KINDS[known];
  return kind === 'record-file' ? `tệp kết quả của người học` : `tệp “${fileName}” (${label})`;
}

/** A file that was imported, with how many rows became what, and how many units came or changed with it. */
export function importDeed(
  kind: ImportKind,
  fileName: string,
  counts: Readonly<Record<(typeof COUNTED)[number][0], number>>,
  units: { added: number; changed: number },
): DeedDetail {
  const rows = COUNTED.flatMap(([verdict, label]) =>
    counts[verdict] === 0 ? [] : [`${count(counts[verdict])} ${label}`],
  );
  const told = [
    rows.join(', ') || 'không có dòng nào',
    ...(units.added === 0 ? [] : [`thêm ${count(units.added)} đơn vị`]),
    ...(units.changed === 0 ? [] : [`sửa ${count(units.changed)} đơn vị`]),
  ];
  return { text: `Nhập ${fileNamed(kind, fileName)}: ${told.join('; ')}` };
}

/** An import that was taken back; a report between it and now held what it brought. */
export function undoDeed(kind: string, fileName: string, confirmedOn: string): DeedDetail {
  return {
    text: `Hoàn tác lần nhập ${fileNamed(kind, fileName)} của ngày ${formatDay(confirmedOn)}`,
    concernsFrom: confirmedOn,
  };
}
