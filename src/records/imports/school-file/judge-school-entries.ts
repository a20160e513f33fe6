import type { Kysely } from 'kysely';
import { formatDay } from '../../../day.ts';
import { INDICATORS, type Indicator } from '../../../schemas/vocabulary.ts';
import type {
  ClassSessionRow,
  RecordsTables,
  SchoolSession,
  SessionClassRow,
  UnitRow,
} from '../../database/tables.ts';
import { isAskedOf } from '../../indicators/holding.ts';
import type { SchoolFile } from '../../school-file.ts';
import type { JudgedRow } from '../judged.ts';
import { DROPPED, schoolRow } from './school-row.ts';

type Database = Kysely<RecordsTables>;

/** Judges the sessions of a school's file by their ids; what a whole file has no more is offered to go. */
export async function judgeSchoolSessions(
  db: Database,
  file: SchoolFile,
  unit: UnitRow,
  classIds: ReadonlyMap<string, string>,
  today: string,
): Promise<JudgedRow[]> {
  const kept = new Map(
    (await db.selectFrom('class_session').selectAll().execute()).map((row) => [row.id, row]),
  );
  const attended = new Map<string, SessionClassRow[]>();
  for (const row of await db.selectFrom('session_class').selectAll().execute()) {
    const one = { ...row, headcount: Number(row.headcount) };
    attended.set(row.session_id, [...(attended.get(row.session_id) ?? []), one]);
  }
  const sessionOf = (row: ClassSessionRow): SchoolSession => ({
    row,
    classes: attended.get(row.id) ?? [],
  });
  const rows = file.sessions.map((session, index): JudgedRow => {
    const { id, day, topic, module, leader, note, enteredAt } = session;
    const say = schoolRow(index + 1, SESSIONS, sessionCells(session));
    const classes: SessionClassRow[] = [];
    for (const { classId, headcount } of session.classes) {
      const known = classIds.get(classId);
      if (known === undefined) return say('error', 'Buổi này nêu một lớp không có trong tệp.');
      classes.push({ session_id: id, class_id: known, headcount });
    }
    if (day > today) return say('error', 'Ngày của buổi còn ở phía trước.');
    const row = kept.get(id);
    if (row !== undefined && row.unit_id !== unit.id)
      return say('error', 'Buổi này đang được giữ ở trường khác.');
    const after = {
      row: { id, unit_id: unit.id, day, topic, module, leader, note, entered_at: enteredAt },
      classes,
    };
    if (row === undefined)
      return say('new', 'Thêm buổi.', { table: 'class_session', before: null, after });
    const before = sessionOf(row);
    if (contentOf(before) === contentOf(after)) return say('same', 'Đã có buổi này.');
    return say('changed', 'Buổi này đã được sửa ở trường.', {
      table: 'class_session',
      before,
      after,
    });
  });
  const named = new Set(file.sessions.map(({ id }) => id));
  const dropped = absent(file, [...kept.values()], unit, named).map((row) =>
    schoolRow(0, SESSIONS, sessionCells(row))('dropped', DROPPED, {
      table: 'class_session',
      before: sessionOf(row),
      after: null,
    }),
  );
  return [...rows, ...dropped];
}

const SESSIONS = 'Buổi tuyên truyền';

function sessionCells({
  day,
  topic,
  module,
  leader,
}: Pick<ClassSessionRow, 'day' | 'topic' | 'module' | 'leader'>) {
  return [
    { label: 'Ngày', value: formatDay(day) },
    { label: 'Nội dung', value: topic ?? module ?? '' },
    { label: 'Người phụ trách', value: leader },
  ];
}

/** A session as text, to compare: when it was entered makes no difference. */
function contentOf({ row: { entered_at, ...rest }, classes }: SchoolSession): string {
  return JSON.stringify([
    Object.entries(rest).sort(),
    classes.map(({ class_id, headcount }) => `${class_id} ${headcount}`).sort(),
  ]);
}

/** Judges the statements of a school's file by their ids; what a whole file has no more is offered to go. */
export async function judgeSchoolStatements(
  db: Database,
  file: SchoolFile,
  unit: UnitRow,
  today: string,
): Promise<JudgedRow[]> {
  const every = await db.selectFrom('indicator_statement').selectAll().execute();
  const kept = new Set(every.map(({ id }) => id));
  const rows = file.statements.map((statement, index): JudgedRow => {
    const { id, indicator, day, met, statedBy, note, enteredAt } = statement;
    const say = schoolRow(index + 1, STATEMENTS, statementCells(indicator, met, day, statedBy));
    if (kept.has(id)) return say('same', 'Đã có xác nhận này.');
    if (!isAskedOf(indicator, unit.kind))
      return say('error', 'Chỉ tiêu này không áp dụng cho đơn vị.');
    if (day > today) return say('error', 'Ngày xác nhận còn ở phía trước.');
    return say('new', 'Thêm xác nhận.', {
      table: 'indicator_statement',
      before: null,
      after: {
        id,
        unit_id: unit.id,
        indicator,
        day,
        met: met ? 1 : 0,
        stated_by: statedBy,
        note,
        entered_at: enteredAt,
      },
    });
  });
  const named = new Set(file.statements.map(({ id }) => id));
  const dropped = absent(file, every, unit, named).map((row) => {
    const { indicator, met, day, stated_by } = row;
    const cells = statementCells(indicator, Number(met) === 1, day, stated_by);
    return schoolRow(0, STATEMENTS, cells)('dropped', DROPPED, {
      table: 'indicator_statement',
      before: { ...row, met: Number(met) },
      after: null,
    });
  });
  return [...rows, ...dropped];
}

const STATEMENTS = 'Chỉ tiêu';

function statementCells(indicator: Indicator, met: boolean, day: string, statedBy: string) {
  return [
    { label: 'Chỉ tiêu', value: INDICATORS[indicator] },
    { label: 'Kết luận', value: met ? 'Đạt' : 'Chưa đạt' },
    { label: 'Ngày', value: formatDay(day) },
    { label: 'Người xác nhận', value: statedBy },
  ];
}

/** Of a school's kept rows those that its whole file does not have, but for what was entered after it was made. */
function absent<Row extends { id: string; unit_id: string; entered_at: string }>(
  { version, createdAt }: SchoolFile,
  kept: readonly Row[],
  unit: UnitRow,
  named: ReadonlySet<string>,
): Row[] {
  if (version === 1) return [];
  const made = Date.parse(createdAt);
  return kept.filter(
    ({ id, unit_id, entered_at }) =>
      unit_id === unit.id && !named.has(id) && !(Date.parse(entered_at) > made),
  );
}
