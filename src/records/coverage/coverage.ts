import type { Programme } from '../../schemas/programme.ts';
import { type CompletionSource, LEVELS, ROLES } from '../../schemas/vocabulary.ts';
import type { Coverage, CoverageGroup, KeptProgramme } from '../contract.ts';
import type { UnitTree } from '../units/unit-tree.ts';
import { compareRates, rate } from './rate.ts';
import { requiredModules, SOURCES_BY_STRENGTH, type Tally } from './tally.ts';

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
  const total = new GroupSum('', 'Tổng cộng');
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
      wanted.map((module) => required.indexOf(module)),
    ]),
  );
  const sources = new Map<CompletionSource, number>();
  let outside = 0;
  for (const line of tallies) {
    if (within !== null && !within.has(line.unitId)) continue;
    const wanted = positions.get(line.role);
    if (wanted === undefined) {
      outside += line.people;
      continue;
    }
    const trained = wanted.every((position) => line.passes[position] != null);
    for (const group of [
      total,
      units.of(line.unitId, nameOf(line.unitId)),
      children.of(
        childOf.get(line.unitId) ?? line.unitId,
        nameOf(childOf.get(line.unitId) ?? line.unitId),
      ),
      levels.of(line.level ?? '', line.level === null ? 'Chưa rõ cấp học' : LEVELS[line.level]),
      roles.of(line.role, ROLES[line.role]),
    ]) {
      group.add(line, trained);
    }
    for (const position of new Set(wanted)) {
      const sum = modules[position];
      if (sum === undefined) continue;
      sum.people += line.people;
      if (line.passes[position] != null) sum.passed += line.people;
    }
    const source = trained ? strongestOf(wanted, line) : null;
    if (source !== null) sources.set(source, (sources.get(source) ?? 0) + line.people);
  }
  return {
    programme: kept,
    on,
    total: total.group(programme),
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
    bySource: SOURCES_BY_STRENGTH.map((source) => ({ source, people: sources.get(source) ?? 0 })),
    outside,
  };
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

  add(line: Tally, trained: boolean): void {
    this.#people += line.people;
    if (trained) this.#trained += line.people;
    if (line.reached) this.#reached += line.people;
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

  of(id: string, name: string): GroupSum {
    const sum = this.#sums.get(id) ?? new GroupSum(id, name);
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

function strongestOf(wanted: readonly number[], line: Tally): CompletionSource | null {
  const sources = new Set(wanted.map((position) => line.passes[position]));
  return SOURCES_BY_STRENGTH.find((source) => sources.has(source)) ?? null;
}
