import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import {
  COMPLETION_SOURCES,
  COMPLETION_STATUS_LABELS,
  LEVELS,
  ROLES,
} from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { type Attempt, attemptsOf } from '../coverage/attempts.ts';
import { type PlacedPerson, rosterOn } from '../coverage/roster-on.ts';
import { lastDay } from '../coverage/tally.ts';
import type { RecordsTables } from '../database/tables.ts';
import { unitTreeOn } from '../units/unit-tree.ts';
import type { CsvCell } from './csv-writer.ts';

/** Headers of the exports; their own import reads them back. */
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

/** The lines of the export; to be gone through once. */
export interface CompletionLines {
  count: number;
  lines: Generator<CsvCell[]>;
}

/**
 * Every attempt that the coverage of a programme on a day rests on: of the people on the roster of the
 * units seen, in any module, within the period up to the day. By unit, name, module and day. A line is
 * made when it is asked for.
 */
export async function completionLines(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  seen: UnitsSeen = 'all',
): Promise<CompletionLines> {
  const rows = await db
    .selectFrom('completion')
    .select(['person_id', 'module', 'day', 'status', 'score', 'source'])
    .where('day', '>=', programme.period.from)
    .where('day', '<=', lastDay(programme, on))
    .execute();
  const tree = await unitTreeOn(db, on);
  const people = (await rosterOn(db, on))
    .filter(({ unitId }) => sees(seen, unitId))
    .map((person) => ({ ...person, unit: tree.get(person.unitId)?.name ?? '' }));
  const titles = new Map(
    (await db.selectFrom('module').select(['slug', 'title']).execute()).map(({ slug, title }) => [
      slug,
      title,
    ]),
  );
  // Vietnamese order is costly to compare by: it is found once for the people, not for each line.
  const order = new Intl.Collator('vi', { numeric: true });
  people.sort(
    (a, b) => order.compare(a.unit, b.unit) || order.compare(a.name, b.name) || plain(a.id, b.id),
  );
  const byId = new Map(people.map((person, rank) => [person.id, { person, rank }]));
  const known = attemptsOf(rows)
    .flatMap((attempt) => {
      const found = byId.get(attempt.personId);
      return found === undefined ? [] : [{ attempt, ...found }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        plain(a.attempt.module, b.attempt.module) ||
        plain(a.attempt.day, b.attempt.day),
    );
  return { count: known.length, lines: linesOf(known, titles) };
}

function* linesOf(
  known: readonly { attempt: Attempt; person: PlacedPerson & { unit: string } }[],
  titles: ReadonlyMap<string, string>,
): Generator<CsvCell[]> {
  for (const { attempt, person } of known) {
    yield [
      person.code,
      person.name,
      person.unit,
      person.level === null ? '' : LEVELS[person.level],
      ROLES[person.role],
      person.email,
      person.username,
      titles.get(attempt.module) ?? attempt.module,
      attempt.module,
      COMPLETION_STATUS_LABELS[attempt.status],
      attempt.score,
      { day: attempt.day },
      attempt.sources.map((source) => COMPLETION_SOURCES[source]).join('; '),
    ];
  }
}

function plain(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
