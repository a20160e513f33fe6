import type { Kysely } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import { pastSizes } from '../classes/class-sizes.ts';
import { NO_SCORE, type RecordsTables } from '../database/tables.ts';
import type { AskedNode } from '../routes/asked-node.ts';
import {
  SCHOOL_FILE_FORMAT,
  type SchoolFile,
  type SchoolFileContent,
  schoolFileChecksum,
} from '../school-file.ts';

/** Everything kept of one school, as a file for the office above it. */
export async function schoolFile(
  db: Kysely<RecordsTables>,
  { tree, node }: AskedNode,
  now: Date,
): Promise<SchoolFile> {
  const unit = node === null ? undefined : tree.get(node);
  if (unit === undefined || (unit.kind !== 'truong' && unit.kind !== 'nhom-tre')) {
    throw new ApiProblem(
      422,
      'not-a-school',
      'Tệp gửi Phòng là của một trường. Hãy chọn một trường hoặc nhóm trẻ rồi tải lại.',
    );
  }
  const { id } = unit;
  const people = await db
    .selectFrom('person')
    .selectAll()
    .where('unit_id', '=', id)
    .orderBy('id')
    .execute();
  const classes = await db
    .selectFrom('school_class')
    .selectAll()
    .where('unit_id', '=', id)
    .orderBy('id')
    .execute();
  const pastOf = Map.groupBy(
    await db
      .selectFrom('person_past')
      .innerJoin('person', 'person.id', 'person_past.person_id')
      .selectAll('person_past')
      .where('person.unit_id', '=', id)
      .orderBy('person_past.to_day')
      .execute(),
    ({ person_id }) => person_id,
  );
  const sizes = await pastSizes(
    db,
    classes.map((each) => each.id),
  );
  const sessions = await db
    .selectFrom('class_session')
    .selectAll()
    .where('unit_id', '=', id)
    .orderBy('id')
    .execute();
  const attended = await db
    .selectFrom('session_class')
    .innerJoin('class_session', 'class_session.id', 'session_class.session_id')
    .select(['session_id', 'class_id', 'headcount'])
    .where('class_session.unit_id', '=', id)
    .orderBy('class_id')
    .execute();
  const statements = await db
    .selectFrom('indicator_statement')
    .selectAll()
    .where('unit_id', '=', id)
    .orderBy('id')
    .execute();
  const completions = await db
    .selectFrom('completion')
    .innerJoin('person', 'person.id', 'completion.person_id')
    .select(['person_id', 'module', 'day', 'status', 'score', 'source'])
    .where('person.unit_id', '=', id)
    .orderBy('person_id')
    .orderBy('module')
    .orderBy('day')
    .execute();
  const content: SchoolFileContent = {
    format: SCHOOL_FILE_FORMAT,
    version: 2,
    createdAt: now.toISOString(),
    unit: {
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      level: unit.level,
      parent: unit.parentId === null ? '' : (tree.get(unit.parentId)?.name ?? ''),
    },
    people: people.map((person) => ({
      id: person.id,
      code: person.code,
      name: person.name,
      level: person.level,
      role: person.role,
      email: person.email ?? '',
      username: person.username ?? '',
      from: person.from_day,
      to: person.to_day,
      past: (pastOf.get(person.id) ?? []).map(({ to_day, unit_id, level, role }) => ({
        until: to_day,
        here: unit_id === id,
        level,
        role,
      })),
    })),
    classes: classes.map((each) => ({
      id: each.id,
      schoolYear: each.school_year,
      name: each.name,
      level: each.level,
      size: Number(each.size),
      past: (sizes.get(each.id) ?? []).map(({ to_day, size }) => ({ until: to_day, size })),
    })),
    sessions: sessions.map(({ id: session, day, topic, module, leader, note, entered_at }) => ({
      id: session,
      day,
      topic,
      module,
      leader,
      note,
      enteredAt: entered_at,
      classes: attended
        .filter(({ session_id }) => session_id === session)
        .map(({ class_id, headcount }) => ({ classId: class_id, headcount: Number(headcount) })),
    })),
    statements: statements.map(({ id: statement, indicator, day, met, ...rest }) => ({
      id: statement,
      indicator,
      day,
      met: Number(met) === 1,
      statedBy: rest.stated_by,
      note: rest.note,
      enteredAt: rest.entered_at,
    })),
    completions: completions.map(({ person_id, module, day, status, score, source }) => ({
      person: person_id,
      module,
      day,
      status,
      score: score === NO_SCORE ? null : score,
      source,
    })),
  };
  return { ...content, checksum: schoolFileChecksum(content) };
}
