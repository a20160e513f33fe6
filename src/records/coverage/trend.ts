import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import type { TrendPoint } from '../contract/figures.ts';
import type { KeptProgramme } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { readStandings } from '../standings/read-standings.ts';
import { readUnitTrees } from '../units/unit-tree.ts';
import { totalOf } from './coverage.ts';
import { pupilCoverage, readClassReaches } from './pupils.ts';
import { tallyOn } from './tally.ts';

/** Days of a trend at most; a longer period is shown by quarters, then by years. */
const MOST_POINTS = 24;

/**
 * The days of a trend: the month ends of the period before `on`, then `on` itself; after the period its
 * last day comes before. Of a period too long for that the ends of every third, sixth or twelfth month.
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
  // After the period nothing is added to it, but people come, go and move: the last point is the figure of `on`.
  return on > last ? [...chosen, last, on] : [...chosen, last];
}

/**
 * The figures of a node (null: the whole) on each day, each computed as of that day. What is kept is
 * read once for all days.
 */
export async function trend(
  db: Kysely<RecordsTables>,
  { programme }: KeptProgramme,
  on: string,
  node: string | null,
  seen: UnitsSeen = 'all',
): Promise<TrendPoint[]> {
  const days = trendDays(programme.period, on);
  const [first] = days;
  if (first === undefined) return [];
  const standings = await readStandings(db, first);
  const reachesOn = await readClassReaches(db, programme, days, seen);
  const treeOn = await readUnitTrees(db);
  return days.map((day) => {
    const tree = treeOn(day);
    const own = tallyOn(standings, programme, day).filter(({ unitId }) => sees(seen, unitId));
    const total = totalOf(programme, own, node === null ? null : tree.below(node));
    const { pupils } = pupilCoverage(programme, day, reachesOn(day), tree, node).total;
    return { on: day, trained: total.trained, reached: total.reached, pupils };
  });
}
