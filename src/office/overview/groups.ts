import type { Figure, FigureQuery } from '../../records/contract/figures.ts';
import type { Coverage, CoverageGroup } from '../../records/contract.ts';
import { levelSchema, roleSchema } from '../../schemas/vocabulary.ts';
import { compareRates, foldText, missingToTarget } from '../format.ts';
import type { Sort } from '../ui/Table.tsx';

/** The two figures a programme sets targets for. */
export type Measure = 'trained' | 'reached';

export const MEASURE_LABELS: Record<Measure, string> = {
  trained: 'Bồi dưỡng',
  reached: 'Tuyên truyền',
};

/** How people can be grouped. */
export const GROUPINGS = {
  unit: { label: 'Theo đơn vị', noun: 'đơn vị', header: 'Đơn vị' },
  level: { label: 'Theo cấp học', noun: 'cấp học', header: 'Cấp học' },
  role: { label: 'Theo vai trò', noun: 'vai trò', header: 'Vai trò' },
} as const;
export type Grouping = keyof typeof GROUPINGS;

/** The groups of a coverage, furthest from the target first. */
export function groupsOf(coverage: Coverage, grouping: Grouping): CoverageGroup[] {
  return { unit: coverage.byUnit, level: coverage.byLevel, role: coverage.byRole }[grouping];
}

/** Groups whose name holds the text, however it was typed. */
export function filterGroups(groups: CoverageGroup[], text: string): CoverageGroup[] {
  const wanted = foldText(text);
  return wanted === '' ? groups : groups.filter(({ name }) => foldText(name).includes(wanted));
}

/**
 * Groups in another order; null leaves the API's (furthest from the target first). Keys: `name`,
 * `people`, `trained`, `reached` (rates), `missing` (people missing to the trained target).
 */
export function sortGroups(
  groups: CoverageGroup[],
  sort: Sort | null,
  targets: Record<Measure, number>,
): CoverageGroup[] {
  if (sort === null) return groups;
  const compare: Record<string, (a: CoverageGroup, b: CoverageGroup) => number> = {
    name: (a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }),
    people: (a, b) => a.people - b.people,
    trained: (a, b) => compareRates(a.trained, b.trained),
    reached: (a, b) => compareRates(a.reached, b.reached),
    missing: (a, b) =>
      missingToTarget(a.trained, targets.trained) - missingToTarget(b.trained, targets.trained),
  };
  const by = compare[sort.key];
  if (by === undefined) return groups;
  const sign = sort.descending ? -1 : 1;
  return [...groups].sort((a, b) => sign * by(a, b));
}

/** The id of the line that sums all groups. */
export const TOTAL = 'cong';

/** What the rows of a figure of people are called. */
export const FIGURE_TITLES: Partial<Record<Figure, string>> = {
  people: 'Trong diện',
  trained: 'Đã đạt đủ mô-đun',
  'not-trained': 'Chưa đạt đủ mô-đun',
  reached: 'Đã dự tuyên truyền',
  'not-reached': 'Chưa dự tuyên truyền',
};

/** Which rows stand behind a group of a grouping; `unit` is the one that all figures are of. */
export function groupQuery(
  grouping: Grouping,
  { id }: Pick<CoverageGroup, 'id'>,
  unit: string,
): Partial<FigureQuery> {
  if (id === TOTAL) return { unit };
  switch (grouping) {
    // A unit's own line counts its own people and not those below.
    case 'unit':
      return { unit: id, within: 'self' };
    case 'level':
      return { unit, level: levelSchema.safeParse(id).data ?? 'none' };
    case 'role':
      return { unit, role: roleSchema.parse(id) };
  }
}
