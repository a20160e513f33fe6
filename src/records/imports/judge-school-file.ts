import type { Kysely } from 'kysely';
import { formatDay } from '../../day.ts';
import {
  COMPLETION_STATUS_LABELS,
  type CompletionSource,
  INDICATORS,
  ROLES,
} from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { newId } from '../database/ids.ts';
import {
  type CompletionRow,
  NO_SCORE,
  type RecordsTables,
  type SchoolClassRow,
  type SessionClassRow,
  type UnitRow,
} from '../database/tables.ts';
import { isAskedOf } from '../indicators/holding.ts';
import type { SchoolFile } from '../school-file.ts';
import { fold } from '../wording/fold.ts';
import { classKey } from '../wording/name-keys.ts';
import { attemptKey, completionKey, unmatchedRow } from './judge-completions.ts';
import { judgeRoster } from './judge-roster.ts';
import type { JudgedRow, Judgement, RowWrite } from './judged.ts';
import { type Cell, filled, type Line, type RosterEntry } from './lines.ts';
import type { Pace } from './pace.ts';
import { UnitPlan } from './unit-plan.ts';

type Database = Kysely<RecordsTables>;

/**
 * Judges a school's file against what is kept: its people as a roster, its classes by year and name,
 * its sessions and statements by their ids, its results by person, module and day. What is kept and
 * not in the file stays.
 */
export async function judgeSchoolFile(
  db: Database,
  file: SchoolFile,
  fileName: string,
  today: string,
  seen: UnitsSeen,
  pace: Pace,
): Promise<Judgement> {
  const entry = await schoolEntry(db, file, today);
  const lines = file.people.map((person, index) => rosterLine(person, index, entry));
  const roster = await judgeRoster(db, lines, today, seen, pace);
  const unit = roster.unitOf(entry);
  if (typeof unit === 'string' || !sees(seen, unit.id)) {
    const reason =
      typeof unit === 'string'
        ? unit
        : 'Tài khoản này không phụ trách trường của tệp. Hãy gửi tệp cho Phòng để nhập.';
    return {
      rows: lines.map((line) => judged(line.row, 'Danh sách', line.cells(), 'error', reason)),
      newUnits: [],
      changedUnits: [],
      warnings: [],
    };
  }
  const people = new Map(file.people.map(({ id }, index) => [id, roster.personIds[index] ?? null]));
  const classes = await judgeFileClasses(db, file, unit);
  const rows = [
    ...roster.rows,
    ...classes.rows,
    ...(await judgeSessions(db, file, unit, classes.ids, today)),
    ...(await judgeStatements(db, file, unit, today)),
    ...(await judgeResults(db, file, fileName, people)),
  ];
  return {
    rows: rows.map((row) => ({ ...row, unit: row.unit ?? unit.id })),
    newUnits: roster.newUnits,
    changedUnits: roster.changedUnits,
    warnings: [],
  };
}

function judged(
  row: number,
  sheet: string,
  cells: Cell[],
  verdict: JudgedRow['verdict'],
  reason: string,
  write: RowWrite | null = null,
): JudgedRow {
  return { row, sheet, cells: () => filled(cells), verdict, reason, proposal: null, write };
}

/**
 * The school as a roster names it. The name of the unit above is used only where names alone do not
 * tell: a school's own records may know it by another one. A code made from the name says nothing.
 */
async function schoolEntry(
  db: Database,
  { unit }: SchoolFile,
  today: string,
): Promise<RosterEntry> {
  const made = unit.code === fold(unit.name).replaceAll(' ', '-');
  const entry: RosterEntry = {
    code: '',
    name: '',
    unit: unit.name,
    unitCode: made ? '' : unit.code,
    office: '',
    level: unit.level,
    role: 'giao-vien',
    email: '',
    username: '',
    from: undefined,
    to: undefined,
  };
  const plan = new UnitPlan(await db.selectFrom('unit').selectAll().execute(), [], [entry], today);
  return typeof plan.find(entry) === 'string' ? { ...entry, office: unit.parent } : entry;
}

function rosterLine(
  person: SchoolFile['people'][number],
  index: number,
  school: RosterEntry,
): Line<RosterEntry> {
  const { code, name, level, role, email, username, from, to } = person;
  return {
    row: index + 1,
    sheet: 'Danh sách',
    cells: () =>
      filled([
        { label: 'Mã', value: code },
        { label: 'Họ và tên', value: name },
        { label: 'Đơn vị', value: school.unit },
        { label: 'Vai trò', value: ROLES[role] },
      ]),
    outcome: 'entry',
    entry: { ...school, code, name, level, role, email, username, from, to },
  };
}

async function judgeFileClasses(
  db: Database,
  file: SchoolFile,
  unit: UnitRow,
): Promise<{ rows: JudgedRow[]; ids: ReadonlyMap<string, string> }> {
  const kept = await db.selectFrom('school_class').selectAll().execute();
  const keyOf = (year: string, name: string) => `${year} ${classKey(name)}`;
  const known = new Map(
    kept
      .filter(({ unit_id }) => unit_id === unit.id)
      .map((row) => [keyOf(row.school_year, row.name), { ...row, size: Number(row.size) }]),
  );
  const taken = new Set(kept.map(({ id }) => id));
  const ids = new Map<string, string>();
  const rows = file.classes.map((each, index): JudgedRow => {
    const cells = [
      { label: 'Lớp', value: each.name },
      { label: 'Năm học', value: each.schoolYear },
      { label: 'Sĩ số', value: String(each.size) },
    ];
    const say = (verdict: JudgedRow['verdict'], reason: string, write: RowWrite | null = null) =>
      judged(index + 1, 'Lớp', cells, verdict, reason, write);
    const before = known.get(keyOf(each.schoolYear, each.name));
    if (before !== undefined) {
      ids.set(each.id, before.id);
      if (before.size === each.size) return say('same', 'Đã có lớp này với sĩ số ấy.');
      return say('changed', `Sĩ số: ${before.size} → ${each.size}.`, {
        table: 'school_class',
        before,
        after: { ...before, size: each.size },
        past: null,
      });
    }
    const after: SchoolClassRow = {
      id: taken.has(each.id) ? newId() : each.id,
      unit_id: unit.id,
      school_year: each.schoolYear,
      name: each.name,
      name_key: classKey(each.name),
      level: each.level ?? unit.level,
      size: each.size,
      import_id: '',
    };
    known.set(keyOf(each.schoolYear, each.name), after);
    ids.set(each.id, after.id);
    return say('new', 'Thêm lớp.', { table: 'school_class', before: null, after, past: null });
  });
  return { rows, ids };
}

async function judgeSessions(
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
  return file.sessions.map((session, index): JudgedRow => {
    const { id, day, topic, module, leader, note, enteredAt } = session;
    const cells = [
      { label: 'Ngày', value: formatDay(day) },
      { label: 'Nội dung', value: topic ?? module ?? '' },
      { label: 'Người phụ trách', value: leader },
    ];
    const say = (verdict: JudgedRow['verdict'], reason: string, write: RowWrite | null = null) =>
      judged(index + 1, 'Buổi tuyên truyền', cells, verdict, reason, write);
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
    const before = { row, classes: attended.get(id) ?? [] };
    const content = ({ row: { entered_at, ...rest }, classes: of }: typeof after) =>
      JSON.stringify([
        Object.entries(rest).sort(),
        of.map(({ class_id, headcount }) => `${class_id} ${headcount}`).sort(),
      ]);
    if (content(before) === content(after)) return say('same', 'Đã có buổi này.');
    return say('changed', 'Buổi này đã được sửa ở trường.', {
      table: 'class_session',
      before,
      after,
    });
  });
}

async function judgeStatements(
  db: Database,
  file: SchoolFile,
  unit: UnitRow,
  today: string,
): Promise<JudgedRow[]> {
  const kept = new Set(
    (await db.selectFrom('indicator_statement').select('id').execute()).map(({ id }) => id),
  );
  return file.statements.map((statement, index): JudgedRow => {
    const { id, indicator, day, met, statedBy, note, enteredAt } = statement;
    const cells = [
      { label: 'Chỉ tiêu', value: INDICATORS[indicator] },
      { label: 'Kết luận', value: met ? 'Đạt' : 'Chưa đạt' },
      { label: 'Ngày', value: formatDay(day) },
      { label: 'Người xác nhận', value: statedBy },
    ];
    const say = (verdict: JudgedRow['verdict'], reason: string, write: RowWrite | null = null) =>
      judged(index + 1, 'Chỉ tiêu', cells, verdict, reason, write);
    if (kept.has(id)) return say('same', 'Đã có xác nhận này.');
    if (!isAskedOf(indicator, unit.kind))
      return say('error', 'Chỉ tiêu này không áp dụng cho đơn vị.');
    if (day > today) return say('error', 'Ngày xác nhận còn ở phía trước.');
    return say('new', 'Thêm xác nhận.', {
      table: 'indicator_statement',
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
}

/** What another office says an LMS or server reported is, here, what a file says. */
function sourceHere(source: CompletionSource): CompletionSource {
  return source === 'device' || source === 'session' ? source : 'import';
}

async function judgeResults(
  db: Database,
  file: SchoolFile,
  fileName: string,
  people: ReadonlyMap<string, string | null>,
): Promise<JudgedRow[]> {
  const modules = new Map(
    (await db.selectFrom('module').select(['slug', 'title']).execute()).map(({ slug, title }) => [
      slug,
      title,
    ]),
  );
  const reports = new Set<string>();
  const attempts = new Set<string>();
  const remember = (row: Omit<CompletionRow, 'import_id'>) => {
    reports.add(completionKey(row));
    attempts.add(attemptKey(row));
  };
  const ids = [...people.values()].filter((id) => id !== null);
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db
      .selectFrom('completion')
      .selectAll()
      .where('person_id', 'in', ids.slice(start, start + 500))
      .execute();
    for (const row of rows) remember(row);
  }
  const named = new Map(file.people.map((person) => [person.id, person]));
  return file.completions.map((result, index): JudgedRow => {
    const { module, day, status, score } = result;
    const person = named.get(result.person);
    const title = modules.get(module) ?? module;
    const cells = [
      { label: 'Họ và tên', value: person?.name ?? '' },
      { label: 'Mô-đun', value: title },
      { label: 'Kết quả', value: COMPLETION_STATUS_LABELS[status] },
      { label: 'Điểm', value: score === null ? '' : String(score) },
      { label: 'Ngày', value: formatDay(day) },
    ];
    const say = (verdict: JudgedRow['verdict'], reason: string, write: RowWrite | null = null) =>
      judged(index + 1, 'Kết quả', cells, verdict, reason, write);
    const personId = people.get(result.person) ?? null;
    if (person === undefined || personId === null)
      return say('error', 'Người của kết quả này không nhận được từ danh sách trong tệp.');
    const source = sourceHere(result.source);
    const unmatched = (reason: string) => () =>
      unmatchedRow(
        {
          who: { ...person, unit: file.unit.name },
          module,
          moduleTitle: title,
          day,
          status,
          score,
          source,
        },
        { row: index + 1 },
        fileName,
        reason,
      );
    if (!modules.has(module)) {
      const reason = `Trang này không có mô-đun "${module}".`;
      return say('unmatched', reason, {
        table: 'completion',
        completion: null,
        unmatched: unmatched(reason),
      });
    }
    const row = {
      person_id: personId,
      module,
      day,
      status,
      score: score ?? NO_SCORE,
      source,
      import_id: '',
    };
    if (
      reports.has(completionKey(row)) ||
      reports.has(completionKey({ ...row, source: result.source }))
    )
      return say('same', 'Kết quả này đã có.');
    const verdict = attempts.has(attemptKey(row)) ? 'changed' : 'new';
    remember(row);
    const reason =
      verdict === 'new' ? 'Thêm kết quả.' : 'Bổ sung cho lượt học đã có trong ngày này.';
    return say(verdict, reason, { table: 'completion', completion: row, unmatched: unmatched('') });
  });
}
