import type { TreeUnit, UnitChanges } from '../../records/contract/units.ts';

/** One change of one unit, as the officer asks for it. */
export type UnitChange = UnitChanges['changes'][number];

/**
 * The changes, in order, that take a change of a unit back: what held from its day on is put in place
 * again, and so is every later change that it replaced. `before` is the unit as it was listed then.
 */
export function undoSteps(before: TreeUnit, from: string, change: UnitChange): UnitChanges[] {
  const unitId = before.id;
  const steps: UnitChanges[] = [];
  if (change.ended !== undefined) {
    const { endedOn } = before;
    steps.push({ from: endedOn ?? from, changes: [{ unitId, ended: endedOn !== null }] });
  }
  if (change.name === undefined && change.parentId === undefined) return steps;
  const replaced = before.past.filter(({ until }) => until > from).reverse();
  const states = [...replaced, { name: before.name, parentId: before.parentId }];
  const days = [from, ...replaced.map(({ until }) => until)];
  for (const [index, { name, parentId }] of states.entries()) {
    const day = days[index];
    if (day === undefined) continue;
    const place = parentId === null ? {} : { parentId };
    steps.push({ from: day, changes: [{ unitId, name, ...place }] });
  }
  return steps;
}
