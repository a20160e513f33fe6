import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  COMPLETION_SOURCES,
  COMPLETION_STATUS_LABELS,
  LEVELS,
  ROLES,
} from '../../schemas/vocabulary.ts';
import { attemptsOf } from '../coverage/attempts.ts';
import { lastDay, onRoster } from '../coverage/tally.ts';
import type { RecordsTables } from '../database/tables.ts';
import { type CsvCell, type CsvStyle, writeCsv } from './csv-writer.ts';

/** Headers of the export; its own import reads them back. */
export const COMPLETIONS_HEADER = [
  'Mã',
  'Họ và tên',
  'Đơn vị',
  'Cấp học',
  'Vai trò',
  'Email',
  'Tên đăng nhập',
  'Mô-đun',
  'Mã mô-đun',
  'Kết quả',
  'Điểm',
  'Ngày',
  'Nguồn',
] as const;

/**
 * Every attempt that the coverage of a programme on a day rests on: of the people on the roster, in
 * any module, within the period up to the day. By unit, name, module and day.
 */
export async function completionsCsv(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  style: CsvStyle,
): Promise<string> {
  const rows = await db
    .selectFrom('completion')
    .innerJoin('person', 'person.id', 'completion.person_id')
    .select([
      'completion.person_id',
      'completion.module',
      'completion.day',
      'completion.status',
      'completion.score',
      'completion.source',
    ])
    .where('completion.day', '>=', programme.period.from)
    .where('completion.day', '<=', lastDay(programme, on))
    .where(onRoster(on))
    .execute();
  const people = await db
    .selectFrom('person')
    .innerJoin('unit', 'unit.id', 'person.unit_id')
    .select([
      'person.id',
      'person.code',
      'person.name',
      'person.level',
      'person.role',
      'person.email',
      'person.username',
      'unit.name as unit',
    ])
    .execute();
  const byId = new Map(people.map((person) => [person.id, person]));
  const titles = new Map(
    (await db.selectFrom('module').select(['slug', 'title']).execute()).map(({ slug, title }) => [
      slug,
      title,
    ]),
  );
  const order = new Intl.Collator('vi');
  const lines = attemptsOf(rows)
    .flatMap((attempt) => {
      const person = byId.get(attempt.personId);
      return person === undefined ? [] : [{ attempt, person }];
    })
    .sort(
      (a, b) =>
        order.compare(a.person.unit, b.person.unit) ||
        order.compare(a.person.name, b.person.name) ||
        (a.person.id < b.person.id ? -1 : a.person.id > b.person.id ? 1 : 0) ||
        order.compare(a.attempt.module, b.attempt.module) ||
        (a.attempt.day < b.attempt.day ? -1 : 1),
    )
    .map(({ attempt, person }): CsvCell[] => [
      person.code,
      person.name,
      person.unit,
      person.level === null ? '' : LEVELS[person.level],
      ROLES[person.role],
      person.email ?? '',
      person.username ?? '',
      titles.get(attempt.module) ?? attempt.module,
      attempt.module,
      COMPLETION_STATUS_LABELS[attempt.status],
      attempt.score,
      { day: attempt.day },
      attempt.sources.map((source) => COMPLETION_SOURCES[source]).join('; '),
    ]);
  return writeCsv([COMPLETIONS_HEADER, ...lines], style);
}
