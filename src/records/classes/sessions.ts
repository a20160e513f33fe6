import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type {
  ClassSession,
  ClassSessions,
  KeptSession,
  SessionInput,
} from '../contract/classes.ts';
import { isOfSchoolYear, schoolYearOf } from '../coverage/school-year.ts';
import type { ClassSessionRow, RecordsTables } from '../database/tables.ts';
import { readSetting } from '../settings.ts';
import { stateOn } from '../units/past.ts';
import { pastSizes, sizeOn } from './class-sizes.ts';
import { schoolOf } from './classes.ts';
import { nameInNote } from './names-in-note.ts';

type Database = Kysely<RecordsTables>;

/** Which sessions are asked for. */
export interface SessionFilter {
  /** Null for all. */
  units: ReadonlySet<string> | null;
  /** Days, included; empty for no bound. */
  from: string;
  to: string;
  offset: number;
  limit: number;
}

/** Class sessions, the latest first. */
export async function listSessions(
  db: Database,
  { units, from, to, offset, limit }: SessionFilter,
): Promise<ClassSessions> {
  let query = db.selectFrom('class_session').selectAll();
  if (from !== '') query = query.where('day', '>=', from);
  if (to !== '') query = query.where('day', '<=', to);
  const rows = (await query.orderBy('day', 'desc').orderBy('id', 'desc').execute()).filter(
    ({ unit_id }) => units === null || units.has(unit_id),
  );
  return {
    total: rows.length,
    sessions: await withClasses(db, rows.slice(offset, offset + limit)),
  };
}

/**
 * Keeps a session: new, or changed when its id is there already; sending it twice keeps it once.
 * @throws ApiProblem when a class is not the school's or not of that school year, the day is still to come,
 * or the site has no such topic or module.
 */
export async function keepSession(
  db: Database,
  id: string,
  input: SessionInput,
  { today, now }: { today: string; now: string },
  seen: UnitsSeen,
): Promise<KeptSession> {
  const unit = await schoolOf(db, input.unitId, seen);
  await refuseUnseen(db, id, seen);
  if (input.day > today) {
    throw new ApiProblem(
      422,
      'day-to-come',
      'Ngày của buổi còn ở phía trước. Hãy ghi sau khi buổi đã diễn ra.',
    );
  }
  await refuseUnknownContent(db, id, input);
  const ids = input.classes.map(({ classId }) => classId);
  const classes = await db
    .selectFrom('school_class')
    .select(['id', 'name', 'school_year', sizeOn(input.day).as('size')])
    .where('unit_id', '=', input.unitId)
    .where('id', 'in', ids)
    .execute();
  if (classes.length < ids.length) {
    throw new ApiProblem(
      422,
      'unknown-class',
      `Có lớp không thuộc ${unit.name}. Hãy tải lại danh sách lớp rồi chọn lại.`,
    );
  }
  const elsewhen = classes.find(({ school_year }) => !isOfSchoolYear(school_year, input.day));
  if (elsewhen !== undefined) {
    throw new ApiProblem(
      422,
      'other-school-year',
      `Lớp ${elsewhen.name} là lớp của năm học ${elsewhen.school_year}, còn buổi ở năm học ${schoolYearOf(input.day)}. Hãy sửa ngày, hoặc chọn lớp của năm học ấy.`,
    );
  }
  const { unitId, day, topic, module, leader, note } = input;
  const fields = { unit_id: unitId, day, topic, module, leader, note };
  await db
    .insertInto('class_session')
    .values({ id, ...fields, entered_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fields))
    .execute();
  await db.deleteFrom('session_class').where('session_id', '=', id).execute();
  await db
    .insertInto('session_class')
    .values(
      input.classes.map(({ classId, headcount }) => ({
        session_id: id,
        class_id: classId,
        headcount,
      })),
    )
    .execute();
  const warnings: string[] = [];
  const headcounts = new Map(input.classes.map((each) => [each.classId, each.headcount]));
  for (const each of classes) {
    const headcount = headcounts.get(each.id) ?? 0;
    if (headcount > Number(each.size)) {
      warnings.push(
        `Lớp ${each.name}: ghi ${headcount} em dự nhưng sĩ số là ${each.size}; độ bao phủ chỉ tính ${each.size}. Hãy xem lại số dự hoặc sĩ số.`,
      );
    }
  }
  const name = nameInNote(note);
  if (name !== null) {
    warnings.push(
      `Ghi chú có vẻ nêu tên người ("${name}"). Đừng ghi tên học sinh ở đây; hãy bỏ tên rồi lưu lại.`,
    );
  }
  return { session: await findSession(db, id), warnings };
}

/** A topic or module that the site does not have qualifies for nothing; one kept before may stay. */
async function refuseUnknownContent(
  db: Database,
  id: string,
  { topic, module }: SessionInput,
): Promise<void> {
  const before = await db
    .selectFrom('class_session')
    .select(['topic', 'module'])
    .where('id', '=', id)
    .executeTakeFirst();
  const topics = await readSetting(db, 'topics');
  if (
    topic !== null &&
    topic !== before?.topic &&
    topics !== '' &&
    !topics.split(' ').includes(topic)
  ) {
    throw new ApiProblem(
      422,
      'unknown-topic',
      'Trang không có chủ đề này. Hãy tải lại trang rồi chọn chủ đề trong danh sách.',
    );
  }
  if (module === null || module === before?.module) return;
  const known = await db
    .selectFrom('module')
    .select('slug')
    .where('slug', '=', module)
    .executeTakeFirst();
  if (known !== undefined) return;
  throw new ApiProblem(
    422,
    'unknown-module',
    'Trang không có mô-đun này. Hãy tải lại trang rồi chọn mô-đun trong danh sách.',
  );
}

/** Removes a session; answers what it was, so that it can be put back. */
export async function dropSession(
  db: Database,
  id: string,
  seen: UnitsSeen,
): Promise<ClassSession> {
  await refuseUnseen(db, id, seen);
  const found = await findSession(db, id);
  await db.deleteFrom('session_class').where('session_id', '=', id).execute();
  await db.deleteFrom('class_session').where('id', '=', id).execute();
  return found;
}

/** A session of a unit that is not seen is as if it were not there. */
async function refuseUnseen(db: Database, id: string, seen: UnitsSeen): Promise<void> {
  const row = await db
    .selectFrom('class_session')
    .select('unit_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || sees(seen, row.unit_id)) return;
  throw new ApiProblem(404, 'unknown-session', 'Buổi này không còn. Hãy tải lại danh sách buổi.');
}

/** One session; refuses when it is not there. */
export async function findSession(db: Database, id: string): Promise<ClassSession> {
  const found = await sessionIfThere(db, id);
  if (found !== null) return found;
  throw new ApiProblem(404, 'unknown-session', 'Buổi này không còn. Hãy tải lại danh sách buổi.');
}

/** One session, or null. */
export async function sessionIfThere(db: Database, id: string): Promise<ClassSession | null> {
  const row = await db
    .selectFrom('class_session')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  const [found] = row === undefined ? [] : await withClasses(db, [row]);
  return found ?? null;
}

async function withClasses(
  db: Database,
  rows: readonly ClassSessionRow[],
): Promise<ClassSession[]> {
  if (rows.length === 0) return [];
  const names = new Map(
    (await db.selectFrom('unit').select(['id', 'name']).execute()).map(({ id, name }) => [
      id,
      name,
    ]),
  );
  const classes = await db
    .selectFrom('session_class')
    .innerJoin('school_class', 'school_class.id', 'session_class.class_id')
    .select(['session_id', 'class_id', 'headcount', 'name', 'size'])
    .where(
      'session_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const past = await pastSizes(
    db,
    classes.map(({ class_id }) => class_id),
  );
  const order = new Intl.Collator('vi', { numeric: true });
  return rows.map(({ id, unit_id, day, topic, module, leader, note }) => ({
    id,
    unitId: unit_id,
    unit: names.get(unit_id) ?? '',
    day,
    topic,
    module,
    leader,
    note,
    classes: classes
      .filter(({ session_id }) => session_id === id)
      .map(({ class_id, headcount, name, size }) => ({
        classId: class_id,
        name,
        size: Number((stateOn(past.get(class_id) ?? [], day) ?? { size }).size),
        headcount: Number(headcount),
      }))
      .sort((a, b) => order.compare(a.name, b.name)),
  }));
}
