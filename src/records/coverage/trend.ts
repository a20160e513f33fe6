import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import type { TrendPoint } from '../contract/figures.ts';
import type { KeptProgramme } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { unitTreeOn } from '../units/unit-tree.ts';
import { coverageOf } from './coverage.ts';
import { classReaches, pupilCoverage } from './pupils.ts';
import { tally } from './tally.ts';

/** Days of a trend at most; a longer period is shown by quarters, then by years. */
const MOST_POINTS = 24;

/**
 * The days of a trend: the month ends of the period before `on`, then `on` itself. Of a period too
 * long for that the ends of every third, sixth or twelfth month.
 */
export function trendDays(period: { from: string; to: string }, on: string): string[] {
  const last = on < period.to ? on : period.to;
  if (last < period.from) return [];
  const ends: string[] = [];
  for (let month = 0; ; month++) {
    const end = new Date(
      Date.UTC(Number(period.from.slice(0, 4)), Number(period.from.slice(5, 7)) + month, 0),
    )
      .toISOString()
      .slice(0, 10);
    if (end >= last) break;
    ends.push(end);
  }
  const step = [1, 3, 6, 12].find((each) => ends.length / each < MOST_POINTS) ?? 12;
  // Counted back from the reporting date, so that the last stretch is whole.
  const chosen = ends.filter((_, index) => (ends.length - 1 - index) % step === 0);
  return [...chosen, last];
}

/** The figures of a node (null: the whole) on each day, each computed as of that day. */
export async function trend(
  db: Kysely<RecordsTables>,
  kept: KeptProgramme,
  on: string,
  node: string | null,
  seen: UnitsSeen = 'all',
): Promise<TrendPoint[]> {
  const points: TrendPoint[] = [];
  for (const day of trendDays(kept.programme.period, on)) {
    const tree = await unitTreeOn(db, day);
    const scope = { tree, node, modules: new Map<string, string>() };
    const lines = await tally(db, kept.programme, day);
    const own = lines.filter(({ unitId }) => sees(seen, unitId));
    const { total } = coverageOf(kept, day, own, scope);
    const classes = await classReaches(db, kept.programme, day, seen);
    const { pupils } = pupilCoverage(kept.programme, day, classes, tree, node).total;
    points.push({ on: day, trained: total.trained, reached: total.reached, pupils });
  }
  return points;
}
