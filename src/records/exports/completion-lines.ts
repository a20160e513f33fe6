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
import { NO_SCORE, type RecordsTables } from '../database/tables.ts';
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
  const texts = new Texts();
  const chunks: Chunk[] = [];
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
    const rankOf = ({ personId }: Attempt) => ranks.get(personId) ?? 0;
    const attempts = attemptsOf(reports).sort(
      (a, b) => rankOf(a) - rankOf(b) || plain(a.module, b.module) || plain(a.day, b.day),
    );
    chunks.push({
      people: some,
      person: Uint16Array.from(attempts, rankOf),
      module: Uint32Array.from(attempts, ({ module }) => texts.place(module)),
      day: Uint32Array.from(attempts, ({ day }) => texts.place(day)),
      status: Uint32Array.from(attempts, ({ status }) =>
        texts.place(COMPLETION_STATUS_LABELS[status]),
      ),
      score: Float64Array.from(attempts, ({ score }) => score ?? NO_SCORE),
      sources: Uint32Array.from(attempts, ({ sources }) =>
        texts.place(sources.map((source) => COMPLETION_SOURCES[source]).join('; ')),
      ),
    });
  }
  return {
    count: chunks.reduce((sum, { person }) => sum + person.length, 0),
    lines: linesOf(chunks, texts, titles, unitName),
  };
}

const PEOPLE_AT_ONCE = 1000;

/**
 * The attempts of some people, held until they are written: in columns, because there can be a
 * million. Texts stand by their place in `Texts`.
 */
interface Chunk {
  people: readonly PlacedPerson[];
  /** Place in `people`. */
  person: Uint16Array;
  module: Uint32Array;
  day: Uint32Array;
  status: Uint32Array;
  score: Float64Array;
  sources: Uint32Array;
}

/** The same text once, however often the database tells it. */
class Texts {
  readonly #texts: string[] = [];
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  at(place: number | undefined): string {
    return this.#texts[place ?? -1] ?? '';
  }
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
  chunks: readonly Chunk[],
  texts: Texts,
  titles: ReadonlyMap<string, string>,
  unitName: (id: string) => string,
): Generator<CsvCell[]> {
  for (const { people, person: places, module, day, status, score, sources } of chunks) {
    for (const [index, place] of places.entries()) {
      const person = people[place];
      if (person === undefined) continue;
      const slug = texts.at(module[index]);
      yield [
        person.code,
        person.name,
        unitName(person.unitId),
        person.level === null ? '' : LEVELS[person.level],
        ROLES[person.role],
        person.email,
        person.username,
        titles.get(slug) ?? slug,
        slug,
        texts.at(status[index]),
        score[index] === NO_SCORE ? null : (score[index] ?? null),
        { day: texts.at(day[index]) },
        texts.at(sources[index]),
      ];
    }
  }
}

function plain(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
