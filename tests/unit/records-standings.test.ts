import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCES_BY_STRENGTH } from '../../src/records/coverage/sources.ts';
import { requiredModules, type Tally, tallyOn } from '../../src/records/coverage/tally.ts';
import { bulkInsert } from '../../src/records/database/bulk-insert.ts';
import { columnsOf } from '../../src/records/database/table-list.ts';
import {
  type CompletionRow,
  NO_SCORE,
  type PersonPastRow,
  type PersonRow,
  type RecordsDatabase,
} from '../../src/records/database/tables.ts';
import { eraseEverything } from '../../src/records/erase.ts';
import { erasePerson } from '../../src/records/erase-person.ts';
import {
  dayAt,
  dayNumber,
  ENTRY,
  EntryWriter,
  historyOf,
  MAX_MODULE_NUMBER,
  moduleAt,
  sourceAt,
  withEntry,
} from '../../src/records/standings/history.ts';
import {
  addCompletions,
  changeCompletions,
  removeCompletionsOfImport,
} from '../../src/records/standings/keep-completions.ts';
import { readStandings } from '../../src/records/standings/read-standings.ts';
import { rebuildStandings, wrongStandings } from '../../src/records/standings/standings.ts';
import type { Programme } from '../../src/schemas/programme.ts';
import { COMPLETION_STATUSES } from '../../src/schemas/vocabulary.ts';
import { HOME_NAMES, type HomeName, type Homes, openHomes } from './records-homes.ts';

const entriesOf = (history: string) => history.match(/.{9}/g) ?? [];
const PEOPLE = ['a', 'b', 'c', 'd', 'e'];
const MODULES = ['bao-luc', 'mang', 'tong-quan', 'ngoai-le'];
const DAYS = ['0001-01-01', '2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '9999-12-31'];
const anyDay = fc.constantFrom(...DAYS);
const maybeDay = fc.option(anyDay, { nil: null });
const anyPlace = {
  level: fc.constantFrom(null, 'thcs' as const),
  role: fc.constantFrom('cbql' as const, 'giao-vien' as const, 'dau-moi' as const),
};

const anyCompletion: fc.Arbitrary<CompletionRow> = fc.record({
  person_id: fc.constantFrom(...PEOPLE),
  module: fc.constantFrom(...MODULES),
  day: anyDay,
  status: fc.constantFrom(...COMPLETION_STATUSES),
  score: fc.constantFrom(NO_SCORE, 70),
  source: fc.constantFrom(...SOURCES_BY_STRENGTH),
  import_id: fc.constantFrom('i1', 'i2'),
});
const anyPerson = (id: string): fc.Arbitrary<PersonRow> =>
  fc.record({
    id: fc.constant(id),
    code: fc.constant(id),
    code_key: fc.constant(id),
    name: fc.constant(id),
    name_key: fc.constant(id),
    email: fc.constant(null),
    email_key: fc.constant(null),
    username: fc.constant(null),
    username_key: fc.constant(null),
    unit_id: fc.constantFrom('u1', 'u2'),
    ...anyPlace,
    from_day: maybeDay,
    to_day: maybeDay,
    import_id: fc.constant('i0'),
  });
const anyPast: fc.Arbitrary<PersonPastRow[]> = fc.uniqueArray(
  fc.record({
    person_id: fc.constantFrom(...PEOPLE),
    to_day: anyDay,
    unit_id: fc.constantFrom(null, 'u1', 'u2'),
    ...anyPlace,
    import_id: fc.constant('i0'),
  }),
  { selector: ({ person_id, to_day }) => `${person_id} ${to_day}`, maxLength: 6 },
);

type Write = (database: RecordsDatabase, kept: CompletionRow[]) => Promise<void>;
const inOne = (
  { kysely }: RecordsDatabase,
  work: (db: RecordsDatabase['kysely']) => Promise<unknown>,
) => kysely.transaction().execute(work);
/** Every way in which completions are written. */
const anyWrite: fc.Arbitrary<Write> = fc.oneof(
  fc.array(anyCompletion, { maxLength: 12 }).map(
    (rows): Write =>
      (to) =>
        inOne(to, (db) => addCompletions(db, rows)).then(() => {}),
  ),
  fc.tuple(fc.array(fc.nat(), { maxLength: 4 }), fc.array(anyCompletion, { maxLength: 4 })).map(
    ([places, added]): Write =>
      async (to, kept) => {
        const removed = places.flatMap((place) => kept[place % Math.max(1, kept.length)] ?? []);
        await inOne(to, (db) => changeCompletions(db, { removed, added }));
      },
  ),
  fc.constantFrom('i1', 'i2').map(
    (id): Write =>
      (to) =>
        inOne(to, (db) => removeCompletionsOfImport(db, id)).then(() => {}),
  ),
  fc.constantFrom(...PEOPLE).map(
    (id): Write =>
      async (to) => {
        await inOne(to, async (db) => {
          const person = await db.selectFrom('person').selectAll().where('id', '=', id).execute();
          for (const each of person) await erasePerson(db, each);
        });
      },
  ),
  fc.constant<Write>((to) => inOne(to, rebuildStandings).then(() => {})),
);

const anyProgramme: fc.Arbitrary<Programme> = fc
  .record({
    from: fc.constantFrom('0001-01-01', '2026-01-01', '2026-06-30'),
    to: fc.constantFrom('2026-06-30', '2026-12-31', '9999-12-31'),
    teachers: fc.subarray(MODULES.slice(0, 3)),
    leaders: fc.subarray(MODULES.slice(0, 3)),
  })
  .map(({ from, to, teachers, leaders }) => ({
    title: 'Thử',
    basis: 'Thử',
    legal: [],
    past: false,
    period: { from, to },
    targets: { reached: 90, trained: 90 },
    required: { 'giao-vien': teachers, cbql: leaders },
    reportingDates: [],
    order: 1,
  }));

/** The same from the rows themselves, one person after the other. */
function counted(
  people: readonly PersonRow[],
  past: readonly PersonPastRow[],
  completions: readonly CompletionRow[],
  programme: Programme,
  on: string,
): Tally[] {
  const lines = new Map<string, Tally>();
  for (const person of people) {
    const place =
      past
        .filter(({ person_id, to_day }) => person_id === person.id && to_day > on)
        .sort((a, b) => (a.to_day < b.to_day ? -1 : 1))[0] ?? person;
    const isEmployed =
      (person.from_day === null || person.from_day <= on) &&
      (person.to_day === null || person.to_day > on);
    if (!isEmployed || place.unit_id === null) continue;
    const { unit_id: unitId, level, role } = place;
    const key = [unitId, level, role].join(' ');
    const none = <T>(list: readonly T[]) => list.map(() => 0);
    const line = lines.get(key) ?? {
      unitId,
      level,
      role,
      people: 0,
      reached: 0,
      trained: 0,
      passed: none(requiredModules(programme)),
      trainedBy: none(SOURCES_BY_STRENGTH),
    };
    lines.set(key, line);
    line.people++;
    const wanted = programme.required[role];
    if (wanted === undefined) continue;
    const { from, to } = programme.period;
    const own = completions.filter(
      ({ person_id, day }) => person_id === person.id && day >= from && day <= to && day <= on,
    );
    const passes = own.filter(({ status }) => status === 'passed');
    const has = (module: string) => passes.some((pass) => pass.module === module);
    if (own.length > 0) line.reached++;
    line.passed = requiredModules(programme).map(
      (module, index) => (line.passed[index] ?? 0) + (has(module) ? 1 : 0),
    );
    if (!wanted.every(has)) continue;
    line.trained++;
    const strongest = SOURCES_BY_STRENGTH.find((source) =>
      passes.some((pass) => pass.source === source && wanted.includes(pass.module)),
    );
    line.trainedBy = SOURCES_BY_STRENGTH.map(
      (source, index) => (line.trainedBy[index] ?? 0) + (source === strongest ? 1 : 0),
    );
  }
  return [...lines.values()];
}

/** Lines of the same people together, in any order. */
function together(lines: readonly Tally[]): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const { unitId, level, role, people, reached, trained, passed, trainedBy } of lines) {
    const key = `${unitId} ${level} ${role}`;
    const known = sums.get(key);
    const counts = [people, reached, trained, ...passed, ...trainedBy];
    sums.set(
      key,
      counts.map((count, index) => count + (known?.[index] ?? 0)),
    );
  }
  return sums;
}

describe('a history', () => {
  it('tells of each module and day the strongest source of a pass, in the order of days', () => {
    fc.assert(
      fc.property(fc.array(anyCompletion, { maxLength: 30 }), (rows) => {
        const numbers = new Map(MODULES.map((module, index) => [module, index * 70_000]));
        const writer = new EntryWriter(numbers);
        const entries = rows.map((row) => writer.write(row));
        const history = historyOf(entries);
        const told = entriesOf(history).map((_, index) => [
          dayAt(history, index * ENTRY),
          moduleAt(history, index * ENTRY),
          sourceAt(history, index * ENTRY),
        ]);
        const best = new Map<string, number>();
        for (const { day, module, status, source } of rows) {
          const key = `${day} ${module}`;
          const place = status === 'passed' ? SOURCES_BY_STRENGTH.indexOf(source) : 5;
          best.set(key, Math.min(best.get(key) ?? 5, place));
        }
        expect(told).toEqual(
          [...best]
            .map(([key, place]) => {
              const [day = '', module = ''] = key.split(' ');
              return [dayNumber(day), numbers.get(module) ?? 0, place] as const;
            })
            .sort((a, b) => a[0] - b[0] || a[1] - b[1]),
        );
        expect(historyOf([...entriesOf(history), ...entries])).toBe(history);
        expect(entries.reduce(withEntry, '')).toBe(history);
      }),
    );
  });

  it('holds any day and any number a module can have', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: MAX_MODULE_NUMBER }),
        (digits, number) => {
          const text = String(digits).padStart(8, '0');
          const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
          const fact = { module: 'm', day, status: 'passed', source: 'site' } as const;
          const entry = new EntryWriter(new Map([['m', number]])).write(fact);
          expect(entry).toHaveLength(ENTRY);
          expect([dayAt(entry, 0), moduleAt(entry, 0)]).toEqual([digits, number]);
          expect(dayNumber(day)).toBe(digits);
        },
      ),
    );
  });
});

describe('standings in every home', () => {
  let homes: Homes;
  const opened = new Map<HomeName, RecordsDatabase>();
  beforeAll(async () => {
    homes = await openHomes();
    for (const home of HOME_NAMES) opened.set(home, await homes.empty(home));
  });
  afterAll(() => homes.close());
  const databaseOf = (home: HomeName) => {
    const database = opened.get(home);
    if (database === undefined) throw new Error(`${home} is not open`);
    return database;
  };

  it.each(HOME_NAMES)(
    'are what the completions come to, whatever was written: %s',
    async (home) => {
      const database = databaseOf(home);
      const { kysely } = database;
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(...PEOPLE.map(anyPerson)),
          anyPast,
          fc.array(anyWrite, { minLength: 1, maxLength: 6 }),
          fc.array(fc.tuple(anyProgramme, anyDay), { minLength: 3, maxLength: 6 }),
          async (people, past, writes, asked) => {
            await inOne(database, async (db) => {
              await eraseEverything(db);
              await db.deleteFrom('unit').execute();
              await bulkInsert(
                db,
                'unit',
                columnsOf('unit'),
                ['u1', 'u2'].map((id) => ({
                  id,
                  code: id,
                  name: id,
                  name_key: id,
                  kind: 'truong',
                  level: null,
                  parent_id: null,
                  import_id: null,
                  from_day: null,
                  to_day: null,
                })),
              );
              await bulkInsert(db, 'person', columnsOf('person'), people);
              await bulkInsert(db, 'person_past', columnsOf('person_past'), past);
            });
            for (const write of writes) {
              await write(database, await kysely.selectFrom('completion').selectAll().execute());
              expect(await wrongStandings(kysely)).toEqual([]);
            }
            const completions = await kysely.selectFrom('completion').selectAll().execute();
            const roster = await kysely.selectFrom('person').selectAll().execute();
            const moves = await kysely.selectFrom('person_past').selectAll().execute();
            const since = asked.map(([, day]) => day).sort()[0] ?? '';
            const standings = await readStandings(kysely, since);
            for (const [programme, day] of asked) {
              expect(together(tallyOn(standings, programme, day))).toEqual(
                together(counted(roster, moves, completions, programme, day)),
              );
            }
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it.each(HOME_NAMES)(
    'are found wrong when somebody writes past them, and mended: %s',
    async (home) => {
      const { kysely } = databaseOf(home);
      await kysely.deleteFrom('completion').execute();
      await rebuildStandings(kysely);
      const row: CompletionRow = {
        person_id: 'a',
        module: 'mang',
        day: '2026-05-01',
        status: 'passed',
        score: 80,
        source: 'lms',
        import_id: 'i1',
      };
      await addCompletions(kysely, [row]);
      expect(await wrongStandings(kysely)).toEqual([]);
      // A module that no history knows, a person without a standing, and a standing without a person.
      await kysely
        .insertInto('completion')
        .values({ ...row, module: 'la' })
        .execute();
      await kysely
        .insertInto('completion')
        .values({ ...row, person_id: 'b' })
        .execute();
      await kysely.insertInto('standing').values({ person_id: 'z', history: '' }).execute();
      expect(await wrongStandings(kysely)).toEqual(['a', 'b', 'z']);
      await rebuildStandings(kysely);
      expect(await wrongStandings(kysely)).toEqual([]);
    },
  );
});

describe('the sources', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      text: readFileSync(join('src', path), 'utf8'),
    }));
  const withText = (pattern: RegExp) =>
    files
      .filter(({ text }) => pattern.test(text))
      .map(({ path }) => path)
      .sort();

  it('write completions in one place, so that no standing is forgotten', () => {
    expect(withText(/(insertInto|deleteFrom|updateTable)\(\s*'completion'/)).toEqual([
      'records/standings/keep-completions.ts',
    ]);
    expect(withText(/(insert into|delete from|update) completion\b/i)).toEqual([]);
    // Those who copy any table as it is: completions are then given to `addCompletions`, or the
    // standings are copied beside them.
    expect(withText(/\b(insertRows|replaceStandings)\(/)).toEqual([
      'records/backup.ts',
      'records/database/bulk-insert.ts',
      'records/node-move.ts',
      'records/standings/keep-completions.ts',
      'records/standings/standings.ts',
    ]);
  });
});
