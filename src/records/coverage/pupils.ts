import type { Kysely } from 'kysely';
import type { Programme } from '../../schemas/programme.ts';
import { LEVELS, type Level } from '../../schemas/vocabulary.ts';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { pastSizes } from '../classes/class-sizes.ts';
import type { PupilCoverage, PupilGroup } from '../contract/figures.ts';
import type { RecordsTables } from '../database/tables.ts';
import { stateOn } from '../units/past.ts';
import type { UnitTree } from '../units/unit-tree.ts';
import { compareRates, rate } from './rate.ts';
import { isOfSchoolYear, schoolYearOf } from './school-year.ts';
import { lastDay } from './tally.ts';

/** A class with the most pupils that any single session of it reached. */
export interface ClassReach {
  id: string;
  unitId: string;
  name: string;
  level: Level | null;
  /** Pupils on the day. */
  size: number;
  /** Headcount of its best session within the period and its school year up to the day; null without one. */
  best: number | null;
}

/** Pupils of a class that count as reached: one session's headcount, never more than the class has. */
export function reachedOf({ size, best }: Pick<ClassReach, 'size' | 'best'>): number {
  return Math.min(size, best ?? 0);
}

/** The classes seen of the school year in which the last day that counts lies, with their best session. */
export async function classReaches(
  db: Kysely<RecordsTables>,
  programme: Programme,
  on: string,
  seen: UnitsSeen = 'all',
): Promise<ClassReach[]> {
  const reachesOn = await readClassReaches(db, programme, [on], seen);
  return reachesOn(on);
}

/** As `classReaches` for several days, in ascending order: what is kept is read once. */
export async function readClassReaches(
  db: Kysely<RecordsTables>,
  programme: Programme,
  days: readonly string[],
  seen: UnitsSeen = 'all',
): Promise<(on: string) => ClassReach[]> {
  const lasts = days.map((on) => lastDay(programme, on));
  const kept = await db
    .selectFrom('school_class')
    .select(['id', 'unit_id', 'name', 'level', 'size', 'school_year'])
    .where('school_year', 'in', [...new Set(lasts.map(schoolYearOf))])
    .execute();
  const own = kept.filter(({ unit_id }) => sees(seen, unit_id));
  const past = await pastSizes(db, 'all');
  const sessions = await db
    .selectFrom('session_class')
    .innerJoin('class_session', 'class_session.id', 'session_class.session_id')
    .select(({ fn }) => ['class_id', 'day', fn.max('headcount').as('headcount')])
    .where('day', '>=', programme.period.from)
    .where('day', '<=', lasts.at(-1) ?? '')
    .groupBy(['class_id', 'day'])
    .execute();
  const sessionsOf = new Map<string, { day: string; headcount: number }[]>();
  for (const { class_id, day, headcount } of sessions) {
    const session = { day, headcount: Number(headcount) };
    const known = sessionsOf.get(class_id);
    if (known === undefined) sessionsOf.set(class_id, [session]);
    else known.push(session);
  }
  return (on) => {
    const last = lastDay(programme, on);
    return own
      .filter(({ school_year }) => school_year === schoolYearOf(last))
      .map(({ id, unit_id, name, level, size, school_year }) => {
        let best: number | null = null;
        for (const { day, headcount } of sessionsOf.get(id) ?? [])
          if (day <= last && isOfSchoolYear(school_year, day))
            best = Math.max(best ?? 0, headcount);
        const then = stateOn(past.get(id) ?? [], last) ?? { size: Number(size) };
        return { id, unitId: unit_id, name, level, size: then.size, best };
      });
  };
}

/**
 * Pupils reached (pure): over all groups the same classes are summed, each once, so a class counts
 * the largest headcount of any single session and never a sum of sessions.
 */
export function pupilCoverage(
  programme: Programme,
  on: string,
  classes: readonly ClassReach[],
  tree: UnitTree,
  node: string | null,
): PupilCoverage {
  const target = programme.targets.reached;
  const within = node === null ? null : tree.below(node);
  const childOf = tree.childOf(node);
  const nameOf = (id: string) => tree.get(id)?.name ?? id;
  const total = new PupilSum();
  const units = new Map<string, PupilSum>();
  const children = new Map<string, PupilSum>();
  const levels = new Map<string, PupilSum>();
  const sumOf = (sums: Map<string, PupilSum>, id: string) => {
    const sum = sums.get(id) ?? new PupilSum();
    sums.set(id, sum);
    return sum;
  };
  for (const each of classes) {
    if (within !== null && !within.has(each.unitId)) continue;
    total.add(each);
    sumOf(units, each.unitId).add(each);
    sumOf(children, childOf.get(each.unitId) ?? each.unitId).add(each);
    sumOf(levels, each.level ?? '').add(each);
  }
  const groups = (sums: Map<string, PupilSum>, name: (id: string) => string) =>
    [...sums].map(([id, sum]) => sum.group(id, name(id), target));
  const levelIds = [...Object.keys(LEVELS), ''];
  return {
    on,
    schoolYear: schoolYearOf(lastDay(programme, on)),
    path: node === null ? [] : tree.path(node).map(({ id, name }) => ({ id, name })),
    total: total.group('', 'Tổng cộng', target),
    children: lowestFirst(groups(children, nameOf)).map((group) => ({
      ...group,
      own: group.id === tree.top(node),
      divided: group.id !== tree.top(node) && tree.children(group.id).length > 0,
    })),
    byUnit: lowestFirst(groups(units, nameOf)),
    byLevel: groups(levels, (id) => (isLevel(id) ? LEVELS[id] : 'Chưa rõ cấp học')).sort(
      (a, b) => levelIds.indexOf(a.id) - levelIds.indexOf(b.id),
    ),
  };
}

function isLevel(id: string): id is Level {
  return Object.hasOwn(LEVELS, id);
}

const byName = new Intl.Collator('vi', { numeric: true });

function lowestFirst(groups: PupilGroup[]): PupilGroup[] {
  return groups.sort((a, b) => compareRates(a.pupils, b.pupils) || byName.compare(a.name, b.name));
}

class PupilSum {
  #classes = 0;
  #classesReached = 0;
  #pupils = 0;
  #reached = 0;

  add(each: ClassReach): void {
    this.#classes++;
    if (reachedOf(each) > 0) this.#classesReached++;
    this.#pupils += each.size;
    this.#reached += reachedOf(each);
  }

  group(id: string, name: string, target: number): PupilGroup {
    return {
      id,
      name,
      classes: this.#classes,
      classesReached: this.#classesReached,
      pupils: rate(this.#reached, this.#pupils, target),
    };
  }
}
