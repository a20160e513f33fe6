import type { Plan, PlanRow } from '../schemas/plan.ts';

/** How far the site serves a row: wholly, in part (a note says what is missing), or not at all. */
export type PlanRowReach = 'served' | 'partly' | 'outside';

/** How far the site serves a row. */
export function reachOf(row: Pick<PlanRow, 'served' | 'note'>): PlanRowReach {
  if (row.served.length === 0) return 'outside';
  return row.note === undefined ? 'served' : 'partly';
}

/** Number of rows of a plan, and of those served wholly, in part and not at all. */
export function countPlan(plan: Pick<Plan, 'parts'>): Record<PlanRowReach | 'all', number> {
  const count = { all: 0, served: 0, partly: 0, outside: 0 };
  for (const row of plan.parts.flatMap((part) => part.rows)) {
    count.all += 1;
    count[reachOf(row)] += 1;
  }
  return count;
}
