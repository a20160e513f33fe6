import type { Kysely } from 'kysely';
import { ROLES } from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { SchoolFile } from '../school-file.ts';
import { fold } from '../wording/fold.ts';
import { judgeRoster } from './judge-roster.ts';
import type { Judgement } from './judged.ts';
import { filled, type Line, type RosterEntry } from './lines.ts';
import type { Pace } from './pace.ts';
import { judgeSchoolClasses } from './school-file/judge-school-classes.ts';
import { judgeSchoolSessions, judgeSchoolStatements } from './school-file/judge-school-entries.ts';
import { judgeSchoolResults, type Whose } from './school-file/judge-school-results.ts';
import { withSchoolPast } from './school-file/school-past.ts';
import { schoolRow } from './school-file/school-row.ts';
import { UnitPlan } from './unit-plan.ts';

type Database = Kysely<RecordsTables>;

/**
 * Judges a school's file against what is kept: its people as a roster, its classes by year and name,
 * its sessions and statements by their ids, its results by person, module and day. What is kept and
 * not in the file stays; of classes, sessions and statements the officer is asked.
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
  const roster = await judgeRoster(db, lines, today, seen, pace, file.createdAt);
  const unit = roster.unitOf(entry);
  if (typeof unit === 'string' || !sees(seen, unit.id)) {
    const reason =
      typeof unit === 'string'
        ? unit
        : 'Tài khoản này không phụ trách trường của tệp. Hãy gửi tệp cho Phòng để nhập.';
    return {
      rows: lines.map((line) => schoolRow(line.row, 'Danh sách', line.cells())('error', reason)),
      newUnits: [],
      changedUnits: [],
      warnings: [],
    };
  }
  const people = new Map(
    file.people.map(({ id }, index) => {
      const personId = roster.personIds[index] ?? null;
      const undecided = roster.rows[index]?.verdict === 'proposed' ? 'asked' : 'refused';
      return [id, personId === null ? undecided : { personId }] satisfies [string, Whose];
    }),
  );
  const classes = await judgeSchoolClasses(db, file, unit, today);
  const rows = [
    ...(await withSchoolPast(db, roster, file, unit.id, today)),
    ...classes.rows,
    ...(await judgeSchoolSessions(db, file, unit, classes.ids, today)),
    ...(await judgeSchoolStatements(db, file, unit, today)),
    ...(await judgeSchoolResults(db, file, fileName, people)),
  ];
  return {
    rows: rows.map((row) => ({ ...row, unit: row.unit ?? unit.id })),
    newUnits: roster.newUnits,
    changedUnits: roster.changedUnits,
    warnings: [],
  };
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
