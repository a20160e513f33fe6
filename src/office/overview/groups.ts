import type { Coverage, CoverageGroup } from '../../records/contract.ts';
import { levelSchema, roleSchema } from '../../schemas/vocabulary.ts';
import type { Where } from '../figures/figures.ts';

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
export const GROUPING_IDS: Grouping[] = ['unit', 'level', 'role'];

/** The groups of a coverage, furthest from the target first. */
export function groupsOf(coverage: Coverage, grouping: Grouping): CoverageGroup[] {
  return { unit: coverage.byUnit, level: coverage.byLevel, role: coverage.byRole }[grouping];
}

/** The id of the line that sums all groups. */
export const TOTAL = 'cong';

/** Which rows stand behind a group of a grouping; `unit` is the one that all figures are of. */
export function groupQuery(
  grouping: Grouping,
  { id }: Pick<CoverageGroup, 'id'>,
  unit: string,
): Where {
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

/** Which rows stand behind a unit right below the one shown: with all below it, or its own alone. */
export function childQuery({ id, own }: { id: string; own: boolean }): Where {
  return { unit: id, within: own ? 'self' : 'below' };
}

/** Which classes stand behind a school. */
export function pupilUnitQuery({ id }: { id: string }): Where {
  return { unit: id, within: 'self' };
}

/** Which classes stand behind a level; `unit` is the one that all figures are of. */
export function pupilLevelQuery({ id }: { id: string }, unit: string): Where {
  return { unit, level: levelSchema.safeParse(id).data ?? 'none' };
}
