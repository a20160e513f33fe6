import fc from 'fast-check';
import type { Kysely } from 'kysely';
import type {
  ClassSessionRow,
  CompletionRow,
  IndicatorStatementRow,
  PersonPastRow,
  PersonRow,
  RecordsTables,
  SchoolClassRow,
  SessionClassRow,
  UnitPastRow,
  UnitRow,
} from '../../src/records/database/tables.ts';
import { addCompletions } from '../../src/records/standings/keep-completions.ts';
import {
  COMPLETION_SOURCES,
  COMPLETION_STATUSES,
  type CompletionSource,
  type Indicator,
  indicatorSchema,
} from '../../src/schemas/vocabulary.ts';
import { MODULES } from './records-office.ts';

/** Any small office at all: people who move, come and go, schools that change hands, classes, statements. */

export const UNIT_IDS = ['office', 'p1', 'p2', 'a', 'b', 'c', 'd'];
const SCHOOLS = ['a', 'b', 'c', 'd'];
export const DAYS = ['2026-02-10', '2026-07-01', '2026-11-20', '2027-03-01'];
const EVENTS = ['2025-10-10', '2026-01-05', '2026-02-10', '2026-06-30', '2026-09-20', '2026-11-21'];
const SOURCES = Object.keys(COMPLETION_SOURCES) as CompletionSource[];
const INDICATOR_LIST: readonly Indicator[] = indicatorSchema.options;

const orNull = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
const anyRole = fc.constantFrom(
  'cbql' as const,
  'giao-vien' as const,
  'nhan-vien' as const,
  'dau-moi' as const,
);
const anyLevel = orNull(['mam-non', 'thcs'] as const);

const units = fc
  .tuple(...UNIT_IDS.map(() => fc.record({ parent: orNull(UNIT_IDS), ends: orNull(DAYS) })))
  .map((facts) =>
    UNIT_IDS.map(
      (id, index): UnitRow => ({
        id,
        code: id,
        name: `Đơn vị ${id}`,
        name_key: id,
        kind: SCHOOLS.includes(id) ? 'truong' : 'phong',
        level: null,
        parent_id: id === 'office' ? null : (facts[index]?.parent ?? 'office'),
        import_id: null,
        from_day: null,
        to_day: id === 'office' ? null : (facts[index]?.ends ?? null),
      }),
    ),
  );

const pastUnits = fc.uniqueArray(
  fc.record({
    unit_id: fc.constantFrom(...UNIT_IDS.slice(1)),
    to_day: fc.constantFrom(...EVENTS),
    name: fc.constant('Tên cũ'),
    parent_id: orNull(UNIT_IDS),
    import_id: fc.constant(null),
  }),
  { maxLength: 4, selector: ({ unit_id, to_day }) => `${unit_id} ${to_day}` },
);

const anyPerson = fc.record({
  unit_id: fc.constantFrom(...UNIT_IDS),
  level: anyLevel,
  role: anyRole,
  from_day: orNull(EVENTS),
  to_day: fc.option(fc.constantFrom(...EVENTS), { nil: null, freq: 5 }),
  past: orNull(EVENTS),
  pastUnit: orNull(UNIT_IDS),
  pastRole: anyRole,
  completions: fc.array(
    fc.record({
      module: fc.constantFrom(...MODULES.map(({ slug }) => slug), 'mo-dun-cu'),
      day: fc.constantFrom(...EVENTS),
      status: fc.oneof(fc.constant('passed' as const), fc.constantFrom(...COMPLETION_STATUSES)),
      source: fc.constantFrom(...SOURCES),
    }),
    { maxLength: 4 },
  ),
});

const anyClass = fc.record({
  unit_id: fc.constantFrom(...SCHOOLS),
  school_year: fc.constantFrom('2025-2026', '2026-2027'),
  level: anyLevel,
  size: fc.integer({ min: 1, max: 45 }),
  sessions: fc.array(
    fc.record({ day: fc.constantFrom(...EVENTS), headcount: fc.integer({ min: 0, max: 60 }) }),
    { maxLength: 3 },
  ),
});

const anyStatement = fc.record({
  unit_id: fc.constantFrom(...UNIT_IDS),
  indicator: fc.constantFrom(...INDICATOR_LIST),
  day: fc.constantFrom(...EVENTS),
  met: fc.constantFrom(0, 1),
});

export const anyRecords = fc.record({
  units,
  pastUnits,
  people: fc.array(anyPerson, { minLength: 3, maxLength: 25 }),
  classes: fc.array(anyClass, { maxLength: 8 }),
  statements: fc.array(anyStatement, { maxLength: 20 }),
});
export type AnyRecords = typeof anyRecords extends fc.Arbitrary<infer T> ? T : never;

/** Writes them into an empty database, as imports and entries would have. */
export async function keepRecords(db: Kysely<RecordsTables>, records: AnyRecords): Promise<void> {
  const people: PersonRow[] = [];
  const pasts: PersonPastRow[] = [];
  const completions = new Map<string, CompletionRow>();
  for (const [index, facts] of records.people.entries()) {
    const id = `person-${index}`;
    const { past, pastUnit, pastRole, completions: done, ...place } = facts;
    people.push({
      id,
      code: id,
      code_key: id,
      name: `Người ${index}`,
      name_key: `nguoi ${index}`,
      email: null,
      email_key: null,
      username: null,
      username_key: null,
      import_id: 'any',
      ...place,
    });
    if (past !== null)
      pasts.push({
        person_id: id,
        to_day: past,
        unit_id: pastUnit,
        level: null,
        role: pastRole,
        import_id: 'any',
      });
    for (const each of done)
      completions.set(JSON.stringify([id, each]), {
        person_id: id,
        ...each,
        score: 80,
        import_id: 'any',
      });
  }
  const classes: SchoolClassRow[] = [];
  const sessions: ClassSessionRow[] = [];
  const counts: SessionClassRow[] = [];
  for (const [index, { sessions: held, ...facts }] of records.classes.entries()) {
    const id = `class-${index}`;
    classes.push({ id, name: `Lớp ${index}`, name_key: id, import_id: null, ...facts });
    for (const [number, { day, headcount }] of held.entries()) {
      const session = `session-${index}-${number}`;
      sessions.push({
        id: session,
        unit_id: facts.unit_id,
        day,
        topic: 'bao-luc',
        module: null,
        leader: 'Cô Ban',
        note: '',
        entered_at: '2026-11-22T00:00:00.000Z',
      });
      counts.push({ session_id: session, class_id: id, headcount });
    }
  }
  const statements = records.statements.map(
    (facts, index): IndicatorStatementRow => ({
      id: `statement-${index}`,
      stated_by: 'Hiệu trưởng',
      note: '',
      entered_at: '2026-11-22T00:00:00.000Z',
      ...facts,
    }),
  );
  const pastUnits: UnitPastRow[] = records.pastUnits;
  await db.deleteFrom('unit').execute();
  await db.insertInto('unit').values(records.units).execute();
  if (pastUnits.length > 0) await db.insertInto('unit_past').values(pastUnits).execute();
  await db.insertInto('person').values(people).execute();
  if (pasts.length > 0) await db.insertInto('person_past').values(pasts).execute();
  await addCompletions(db, [...completions.values()]);
  if (classes.length > 0) await db.insertInto('school_class').values(classes).execute();
  if (sessions.length > 0) await db.insertInto('class_session').values(sessions).execute();
  if (counts.length > 0) await db.insertInto('session_class').values(counts).execute();
  if (statements.length > 0)
    await db.insertInto('indicator_statement').values(statements).execute();
}
