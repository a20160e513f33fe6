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
  const tree = await unitTreeOn(db, on);
  const unitName = (id: string) => tree.get(id)?.name ?? '';
  const people = inOrder(
    (await rosterOn(db, on)).filter(({ unitId }) => sees(seen, unitId)),
    unitName,
  );
  const titles = new Map(
    (await db.selectFrom('module').select(['slug', 'title']).execute()).map(({ slug, title }) => [
      slug,
      title,
    ]),
  );
  const known: KnownAttempt[] = [];
  const once = keptOnce();
  // A few people at a time: what is read of all at once would take more memory than all the rest.
  for (let start = 0; start < people.length; start += PEOPLE_AT_ONCE) {
    const some = people.slice(start, start + PEOPLE_AT_ONCE);
    const reports = await db
      .selectFrom('completion')
      .select(['person_id', 'module', 'day', 'status', 'score', 'source'])
      .where(
        'person_id',
        'in',
        some.map(({ id }) => id),
      )
      .where('day', '>=', programme.period.from)
      .where('day', '<=', lastDay(programme, on))
      .execute();
    const ranks = new Map(some.map(({ id }, rank) => [id, rank]));
    const rankOf = ({ attempt }: { attempt: Attempt }) => ranks.get(attempt.personId) ?? 0;
    const found = attemptsOf(reports).flatMap((attempt) => {
      const person = some[ranks.get(attempt.personId) ?? -1];
      return person === undefined ? [] : [{ attempt, person }];
    });
    found.sort(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        plain(a.attempt.module, b.attempt.module) ||
        plain(a.attempt.day, b.attempt.day),
    );
    for (const { attempt, person } of found) {
      const sources = attempt.sources.map((source) => COMPLETION_SOURCES[source]).join('; ');
      known.push({
        person,
        module: once(attempt.module),
        day: once(attempt.day),
        status: once(COMPLETION_STATUS_LABELS[attempt.status]),
        score: attempt.score,
        sources: once(sources),
      });
    }
  }
  return { count: known.length, lines: linesOf(known, titles, unitName) };
}

const PEOPLE_AT_ONCE = 1000;

/** An attempt as it is held until it is written: small, because there can be a million. */
interface KnownAttempt {
  person: PlacedPerson;
  module: string;
  day: string;
  status: string;
  score: number | null;
  sources: string;
}

/** The same text as one string, however often the database tells it. */
function keptOnce(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
}

/** By unit and name; Vietnamese order is costly to compare by, so names only within their unit. */
function inOrder(
  people: readonly PlacedPerson[],
  unitName: (id: string) => string,
): PlacedPerson[] {
  const order = new Intl.Collator('vi', { numeric: true });
  const units = new Map<string, PlacedPerson[]>();
  for (const person of people) {
    const unit = unitName(person.unitId);
    const known = units.get(unit);
    if (known === undefined) units.set(unit, [person]);
    else known.push(person);
  }
  return [...units.keys()]
    .sort(order.compare)
    .flatMap((unit) =>
      (units.get(unit) ?? []).sort((a, b) => order.compare(a.name, b.name) || plain(a.id, b.id)),
    );
}

function* linesOf(
  known: readonly KnownAttempt[],
  titles: ReadonlyMap<string, string>,
  unitName: (id: string) => string,
): Generator<CsvCell[]> {
  for (const { person, module, day, status, score, sources } of known) {
    yield [
      person.code,
      person.name,
      unitName(person.unitId),
      person.level === null ? '' : LEVELS[person.level],
      ROLES[person.role],
      person.email,
      person.username,
      titles.get(module) ?? module,
      module,
      status,
      score,
      { day },
      sources,
    ];
  }
}

function plain(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
