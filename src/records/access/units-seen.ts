import type { Actor } from './actor.ts';

/** What it takes to walk the tree of units. */
export interface UnitNode {
  id: string;
  parent_id: string | null;
}

/** The units an actor may see: `all`, or the ids of some. */
export type UnitsSeen = 'all' | ReadonlySet<string>;

/** A unit and everything below it; empty when there is no such unit. A circle in the tree ends the walk. */
export function unitAndBelow(units: readonly UnitNode[], id: string): Set<string> {
  const children = new Map<string, string[]>();
  for (const unit of units) {
    if (unit.parent_id === null) continue;
    const siblings = children.get(unit.parent_id);
    if (siblings === undefined) children.set(unit.parent_id, [unit.id]);
    else siblings.push(unit.id);
  }
  const seen = new Set<string>(units.some((unit) => unit.id === id) ? [id] : []);
  for (const parent of seen) for (const child of children.get(parent) ?? []) seen.add(child);
  return seen;
}

/** Whether a unit is among those seen. */
export function sees(seen: UnitsSeen, unitId: string): boolean {
  return seen === 'all' || seen.has(unitId);
}

/** The ids to look for in a query: null when there is no bound. */
export function idsOf(seen: UnitsSeen): string[] | null {
  return seen === 'all' ? null : [...seen];
}

/**
 * The unit whose figures are asked for: the one named, else the top of what the actor sees, which is
 * empty (the whole) for those who see all.
 */
export function askedUnit(unit: string, actor: Actor, seen: UnitsSeen): string {
  if (unit !== '' || seen === 'all' || actor.kind !== 'officer') return unit;
  return actor.unitId;
}
