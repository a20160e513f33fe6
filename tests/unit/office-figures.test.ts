import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordsApi } from '../../src/office/api.ts';
import {
  groupFigures,
  indicatorFigures,
  moduleFigures,
  outsideFigure,
  pupilFigures,
  type ShownFigure,
  sourceFigure,
  trendFigures,
} from '../../src/office/figures/figures.ts';
import {
  childQuery,
  GROUPING_IDS,
  groupQuery,
  groupsOf,
  pupilLevelQuery,
  pupilUnitQuery,
  TOTAL,
} from '../../src/office/overview/groups.ts';
import type { Actor } from '../../src/records/access/actor.ts';
import { createRecordsApp } from '../../src/records/app.ts';
import type { PupilCoverage, TrendPoint } from '../../src/records/contract/figures.ts';
import type { IndicatorGrid } from '../../src/records/contract/indicators.ts';
import type { Coverage } from '../../src/records/contract.ts';
import { openNodeDatabase } from '../../src/records/node-database.ts';
import { anyRecords, DAYS, keepRecords, UNIT_IDS } from './any-records.ts';
import { catalogue, Office } from './records-office.ts';

/** An answer that remembers which of its numbers were read. */
function watched<T extends object>(answer: T): { answer: T; unread(): string[] } {
  const read = new Set<string>();
  const wrap = <O extends object>(object: O, path: string): O =>
    new Proxy(object, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        const here = `${path}.${String(key)}`;
        if (typeof value === 'number') read.add(here);
        return typeof value === 'object' && value !== null ? wrap(value, here) : value;
      },
    });
  const numbers = (value: unknown, path: string): string[] => {
    if (typeof value === 'number') return [path];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => numbers(part, `${path}.${key}`));
  };
  return {
    answer: wrap(answer, ''),
    unread: () =>
      numbers(answer, '').filter(
        // What is asked of people, not what is counted of them.
        (path) => !read.has(path) && !/^\.programme\b|\.target$/.test(path),
      ),
  };
}

const coverageFigures = (coverage: Coverage, unit: string): ShownFigure[] => [
  ...Object.values(groupFigures(coverage.total, { unit })),
  ...coverage.children.flatMap((group) => Object.values(groupFigures(group, childQuery(group)))),
  ...GROUPING_IDS.flatMap((grouping) =>
    [...groupsOf(coverage, grouping), { ...coverage.total, id: TOTAL }].flatMap((group) =>
      Object.values(groupFigures(group, groupQuery(grouping, group, unit))),
    ),
  ),
  ...coverage.byModule.flatMap((module) => Object.values(moduleFigures(module, { unit }))),
  ...coverage.bySource.map((source) => sourceFigure(source, { unit })),
  outsideFigure(coverage, { unit }),
];

const pupilsFigures = (pupils: PupilCoverage, unit: string): ShownFigure[] => [
  ...Object.values(pupilFigures(pupils.total, { unit })),
  ...pupils.children.flatMap((group) => Object.values(pupilFigures(group, childQuery(group)))),
  ...pupils.byUnit.flatMap((group) => Object.values(pupilFigures(group, pupilUnitQuery(group)))),
  ...pupils.byLevel.flatMap((group) =>
    Object.values(pupilFigures(group, pupilLevelQuery(group, unit))),
  ),
];

const trendsFigures = (points: TrendPoint[], unit: string): ShownFigure[] =>
  points.flatMap((point) => Object.values(trendFigures(point, { unit })));

const indicatorsFigures = ({ rates }: IndicatorGrid, unit: string): ShownFigure[] =>
  rates.flatMap((rate) => Object.values(indicatorFigures(rate, { unit })));

const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'local' }),
  fc
    .constantFrom(...UNIT_IDS)
    .map((unitId): Actor => ({ kind: 'officer', id: 'o', role: 'phong', unitId })),
);

describe('every figure of the overview, the sessions and the indicators', () => {
  it('opens into as many rows as it says, whoever looks, wherever and whenever', async () => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(
        anyRecords,
        anyActor,
        fc.constantFrom('', ...UNIT_IDS),
        fc.constantFrom(...DAYS),
        async (records, actor, unit, on) => {
          const database = await openNodeDatabase();
          let who: Actor = { kind: 'local' };
          const app = createRecordsApp(database, { actorOf: () => who });
          await Office.over(app, catalogue);
          await keepRecords(database.kysely, records);
          who = actor;
          const api = createRecordsApi((path, init) =>
            app.fetch(new Request(`http://office.invalid${path}`, init)),
          );
          const scope = { programme: 'hien-hanh', on };
          const asked = { ...scope, unit: unit === '' ? null : unit };
          const coverage = await api.coverage(asked).catch(() => null);
          // A unit that this officer may not see has no figures at all.
          fc.pre(coverage !== null);
          if (coverage === null) return;
          const check = async <T extends object>(
            answer: T,
            figuresOf: (answer: T, unit: string) => ShownFigure[],
          ) => {
            const seen = watched(answer);
            for (const figure of figuresOf(seen.answer, unit)) {
              const { total, pupils, rows } = await api.figureRows({
                ...scope,
                ...figure.query,
                ...(figure.on === undefined ? {} : { on: figure.on }),
                offset: 0,
                limit: 1000,
              });
              const counted = figure.counted === 'rows' ? total : pupils?.[figure.counted];
              expect(counted, JSON.stringify(figure.query)).toBe(figure.count);
              expect(rows).toHaveLength(total);
              opened++;
            }
            expect(seen.unread()).toEqual([]);
          };
          await check(coverage, coverageFigures);
          await check(await api.pupils(asked), pupilsFigures);
          await check(await api.trend(asked), trendsFigures);
          const { rates, ...grid } = await api.indicators(asked);
          await check({ ...grid, rates }, indicatorsFigures);
          await database.kysely.destroy();
        },
      ),
      { numRuns: 25 },
    );
    expect(opened).toBeGreaterThan(1000);
  });
});
