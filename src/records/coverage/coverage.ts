import type { Programme } from '../../schemas/programme.ts';
import { LEVELS, ROLES } from '../../schemas/vocabulary.ts';
import type { Coverage, CoverageGroup, KeptProgramme } from '../contract.ts';
import type { UnitTree } from '../units/unit-tree.ts';
import { compareRates, rate } from './rate.ts';
import { SOURCES_BY_STRENGTH } from './sources.ts';
import { requiredModules, type Tally } from './tally.ts';

/** Where the figures are asked for, and the names they are shown under. */
export interface CoverageScope {
  /** The units as they stood on the day. */
  tree: UnitTree;
  /** The node whose people are counted, with all below it; null for everybody. */
  node: string | null;
  /** Titles of modules by slug. */
  modules: ReadonlyMap<string, string>;
}

/**
 * Coverage from tallied people (pure). The denominator is everybody on the roster whose role the
 * programme names. Trained: passed every module required of the role. Reached: any completion at all.
 */
export function coverageOf(
  kept: KeptProgramme,
  on: string,
  tallies: readonly Tally[],
  { tree, node, modules: titles }: CoverageScope,
): Coverage {
  const { programme } = kept;
  const units = new GroupSums();
  const children = new GroupSums();
  const nameOf = (id: string) => tree.get(id)?.name ?? id;
  const within = node === null ? null : tree.below(node);
  const childOf = tree.childOf(node);
  const levels = new GroupSums();
  const roles = new GroupSums();
  const required = requiredModules(programme);
  const modules = required.map((module) => ({ module, passed: 0, people: 0 }));
  const positions = new Map(
    Object.entries(programme.required).map(([role, wanted]) => [
      role,
      new Set(wanted.map((module) => required.indexOf(module))),
    ]),
  );
  const sources = SOURCES_BY_STRENGTH.map((source) => ({ source, people: 0 }));
  let outside = 0;
  for (const line of tallies) {
    if (within !== null && !within.has(line.unitId)) continue;
    const wanted = positions.get(line.role);
    if (wanted === undefined) {
      outside += line.people;
      continue;
    }
    const child = childOf.get(line.unitId) ?? line.unitId;
    for (const group of [
      units.of(line.unitId, nameOf),
      children.of(child, nameOf),
      levels.of(line.level ?? '', levelName),
      roles.of(line.role, () => ROLES[line.role]),
    ]) {
      group.add(line);
    }
    for (const position of wanted) {
      const sum = modules[position];
      if (sum === undefined) continue;
      sum.people += line.people;
      sum.passed += line.passed[position] ?? 0;
    }
    for (const [index, sum] of sources.entries()) sum.people += line.trainedBy[index] ?? 0;
  }
  return {
    programme: kept,
    on,
    total: totalOf(programme, tallies, within),
    path: node === null ? [] : tree.path(node).map(({ id, name }) => ({ id, name })),
    children: lowestFirst(children.groups(programme)).map((group) => ({
      ...group,
      own: group.id === tree.top(node),
      divided: group.id !== tree.top(node) && tree.children(group.id).length > 0,
    })),
    byUnit: lowestFirst(units.groups(programme)),
    byLevel: inOrder(levels.groups(programme), [...Object.keys(LEVELS), '']),
    byRole: inOrder(roles.groups(programme), Object.keys(ROLES)),
    byModule: modules.map(({ module, passed, people }) => ({
      module,
      title: titles.get(module) ?? module,
      passed: rate(passed, people, programme.targets.trained),
    })),
    bySource: sources,
    outside,
  };
}

/** All people whose role the programme names; `within`: of these units, or null for all. */
export function totalOf(
  programme: Programme,
  tallies: readonly Tally[],
  within: ReadonlySet<string> | null,
): CoverageGroup {
  const total = new GroupSum('', 'Tổng cộng');
  for (const line of tallies) {
    if (programme.required[line.role] === undefined) continue;
    if (within === null || within.has(line.unitId)) total.add(line);
  }
  return total.group(programme);
}

/** Furthest from the target first, then by name. */
function lowestFirst(groups: CoverageGroup[]): CoverageGroup[] {
  return groups.sort(
    (a, b) => compareRates(a.trained, b.trained) || byName.compare(a.name, b.name),
  );
}

/** Schools in the order people count them: 1, 2, 10. */
const byName = new Intl.Collator('vi', { numeric: true });

class GroupSum {
  readonly #id: string;
  readonly #name: string;
  #people = 0;
  #trained = 0;
  #reached = 0;

  constructor(id: string, name: string) {
    this.#id = id;
    this.#name = name;
  }

  add({ people, trained, reached }: Tally): void {
    this.#people += people;
    this.#trained += trained;
    this.#reached += reached;
  }

  group({ targets }: Programme): CoverageGroup {
    return {
      id: this.#id,
      name: this.#name,
      people: this.#people,
      trained: rate(this.#trained, this.#people, targets.trained),
      reached: rate(this.#reached, this.#people, targets.reached),
    };
  }
}

class GroupSums {
  readonly #sums = new Map<string, GroupSum>();

  of(id: string, nameOf: (id: string) => string): GroupSum {
    const known = this.#sums.get(id);
    if (known !== undefined) return known;
    const sum = new GroupSum(id, nameOf(id));
    this.#sums.set(id, sum);
    return sum;
  }

  groups(programme: Programme): CoverageGroup[] {
    return [...this.#sums.values()].map((sum) => sum.group(programme));
  }
}

function inOrder(groups: CoverageGroup[], ids: readonly string[]): CoverageGroup[] {
  return groups.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

function levelName(level: string): string {
  const known = LEVEL_NAMES.get(level);
  return known ?? 'Chưa rõ cấp học';
}

const LEVEL_NAMES = new Map<string, string>(Object.entries(LEVELS));
