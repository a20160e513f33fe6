import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/records/contract.ts';
import { coverageOf } from '../../src/records/coverage/coverage.ts';
import { type ClassReach, pupilCoverage } from '../../src/records/coverage/pupils.ts';
import { schoolYearOf } from '../../src/records/coverage/school-year.ts';
import type { Tally } from '../../src/records/coverage/tally.ts';
import { trendDays } from '../../src/records/coverage/trend.ts';
import type { UnitPastRow, UnitRow } from '../../src/records/database/tables.ts';
import { pastAfter, stateOn } from '../../src/records/units/past.ts';
import { UnitTree } from '../../src/records/units/unit-tree.ts';
import { catalogue } from './records-office.ts';

const [first] = catalogue.programmes;
if (first === undefined) throw new Error('The catalogue of the tests has a programme');
const kept = { ...first, edited: false };
const IDS = ['so', 'p1', 'p2', 'a', 'b', 'c', 'd'];
const DAYS = ['2025-01-01', '2025-07-01', '2026-01-01', '2026-09-01'];

const unit = (id: string, parent_id: string | null): UnitRow => ({
  id,
  code: id,
  name: id,
  name_key: id,
  kind: id.length === 1 ? 'truong' : 'phong',
  level: null,
  parent_id,
  import_id: null,
  from_day: null,
  to_day: null,
});

/** Any parents at all, loops and lost ones included. */
const anyUnits = fc
  .tuple(...IDS.map(() => fc.option(fc.constantFrom(...IDS, 'gone'), { nil: null })))
  .map((parents) => IDS.map((id, index) => unit(id, parents[index] ?? null)));
const anyPast = fc.uniqueArray(
  fc.record({
    unit_id: fc.constantFrom(...IDS),
    to_day: fc.constantFrom(...DAYS),
    name: fc.constantFrom('cũ', 'cũ hơn'),
    parent_id: fc.option(fc.constantFrom(...IDS), { nil: null }),
    import_id: fc.constant(null),
  }),
  { selector: ({ unit_id, to_day }: UnitPastRow) => `${unit_id} ${to_day}` },
);
const anyTallies: fc.Arbitrary<Tally[]> = fc.array(
  fc
    .record({ people: fc.integer({ min: 1, max: 50 }), share: fc.tuple(fc.nat(), fc.nat()) })
    .chain(({ people, share: [some, fewer] }) => {
      const reached = some % (people + 1);
      const trained = fewer % (reached + 1);
      return fc.record({
        unitId: fc.constantFrom(...IDS),
        level: fc.constantFrom(null, 'thcs' as const),
        role: fc.constantFrom('cbql' as const, 'giao-vien' as const, 'dau-moi' as const),
        people: fc.constant(people),
        reached: fc.constant(reached),
        trained: fc.constant(trained),
        passed: fc.constant([reached, trained]),
        trainedBy: fc.constant([trained, 0, 0, 0, 0]),
      });
    }),
);
const anyClasses: fc.Arbitrary<ClassReach[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    unitId: fc.constantFrom(...IDS),
    name: fc.constant('1A'),
    level: fc.constant(null),
    size: fc.integer({ min: 1, max: 45 }),
    best: fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }),
  }),
);

const sum = (groups: readonly Coverage['total'][]) => [
  groups.reduce((all, { trained }) => all + trained.numerator, 0),
  groups.reduce((all, { reached }) => all + reached.numerator, 0),
  groups.reduce((all, { people }) => all + people, 0),
];

describe('coverage over the tree', () => {
  it('sums numerators over sums of denominators at every node, whatever the tree', () => {
    fc.assert(
      fc.property(
        anyUnits,
        anyPast,
        anyTallies,
        fc.constantFrom(...DAYS),
        (units, past, lines, day) => {
          const tree = new UnitTree(units, past, day);
          for (const node of [null, ...IDS]) {
            const { total, children, byUnit, byRole, byLevel } = coverageOf(kept, day, lines, {
              tree,
              node,
              modules: new Map(),
            });
            const whole = sum([total]);
            for (const groups of [children, byUnit, byRole, byLevel])
              expect(sum(groups)).toEqual(whole);
          }
        },
      ),
    );
  });

  it('is the same in total wherever units hang and whatever they are called', () => {
    fc.assert(
      fc.property(anyUnits, anyUnits, anyPast, anyTallies, (units, moved, past, lines) => {
        const total = (tree: UnitTree) =>
          coverageOf(kept, '2026-01-01', lines, { tree, node: null, modules: new Map() }).total;
        expect(total(new UnitTree(moved, past, '2026-01-01'))).toEqual(
          total(new UnitTree(units, [], '2026-01-01')),
        );
      }),
    );
  });

  it('counts of no class more than its size, and every class once at every node', () => {
    fc.assert(
      fc.property(anyUnits, anyClasses, (units, classes) => {
        const tree = new UnitTree(units, [], '2026-01-01');
        for (const node of [null, ...IDS]) {
          const { total, children, byUnit } = pupilCoverage(
            kept.programme,
            '2026-01-01',
            classes,
            tree,
            node,
          );
          expect(total.pupils.numerator).toBeLessThanOrEqual(total.pupils.denominator);
          for (const groups of [children, byUnit]) {
            expect(groups.reduce((all, { pupils }) => all + pupils.numerator, 0)).toBe(
              total.pupils.numerator,
            );
          }
        }
      }),
    );
  });
});

describe('a past', () => {
  const state = (name: string) => ({ name });
  const changes = fc.array(
    fc.record({ day: fc.constantFrom(...DAYS), name: fc.constantFrom('a', 'b', 'c') }),
    { maxLength: 6 },
  );

  it('is never altered by a change dated later, and shows a change from its own day on', () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...DAYS), (list, asked) => {
        let past: { name: string; to_day: string }[] = [];
        let current = state('x');
        const on = (day: string) => (stateOn(past, day) ?? current).name;
        for (const { day, name } of list) {
          const before = on(asked);
          past = pastAfter(past, current, day, (old) => old.name === name);
          current = state(name);
          expect(on(asked)).toBe(asked < day ? before : name);
        }
      }),
    );
  });
});

describe('days', () => {
  it('of a trend end each month, go up, and end with the reporting date', () => {
    const days = trendDays({ from: '2021-01-01', to: '2025-12-31' }, '2025-06-15');
    expect(days.length).toBeLessThanOrEqual(25);
    expect(days.at(-1)).toBe('2025-06-15');
    expect(days.toSorted()).toEqual(days);
    expect(trendDays({ from: '2026-09-01', to: '2027-08-31' }, '2026-11-22')).toEqual([
      '2026-09-30',
      '2026-10-31',
      '2026-11-22',
    ]);
    expect(trendDays({ from: '2026-09-01', to: '2027-08-31' }, '2026-08-01')).toEqual([]);
  });

  it('lie in the school year from September to August', () => {
    expect(['2026-08-31', '2026-09-01', '2027-05-31'].map(schoolYearOf)).toEqual([
      '2025-2026',
      '2026-2027',
      '2026-2027',
    ]);
  });
});
