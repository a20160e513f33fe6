import type { TreeUnit } from '../../records/contract/units.ts';
import { fold } from '../../records/wording/fold.ts';

/** A unit as a line of the list: how deep it stands, and whether this account may change it. */
export interface UnitLine {
  unit: TreeUnit;
  /** 0 for what stands on top of all that is seen. */
  depth: number;
  /** The one on top is changed from above, or not at all. */
  changeable: boolean;
}

/** The units from the top down, each followed by those below it; siblings keep the order given. */
export function unitLines(units: readonly TreeUnit[]): UnitLine[] {
  const known = new Set(units.map(({ id }) => id));
  const below = new Map<string | null, TreeUnit[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const lines: UnitLine[] = [];
  const walk = (parent: string | null, depth: number) => {
    for (const unit of below.get(parent) ?? []) {
      lines.push({ unit, depth, changeable: parent !== null });
      walk(unit.id, depth + 1);
    }
  };
  walk(null, 0);
  return lines;
}

/** The lines whose unit is or was called so, whatever the diacritics. */
export function linesNamed(lines: readonly UnitLine[], words: string): UnitLine[] {
  const wanted = fold(words);
  if (wanted === '') return [...lines];
  return lines.filter(({ unit }) =>
    [unit.name, unit.code, ...unit.past.map(({ name }) => name)].some((text) =>
      fold(text).includes(wanted),
    ),
  );
}

/** Where a unit can be put: the offices that still stand, but not below the unit itself. */
export function placesFor(lines: readonly UnitLine[], unitId: string | null): UnitLine[] {
  const places: UnitLine[] = [];
  let inside: number | null = null;
  for (const line of lines) {
    if (inside !== null && line.depth > inside) continue;
    inside = line.unit.id === unitId ? line.depth : null;
    const { kind, exists } = line.unit;
    if (inside === null && exists && (kind === 'so' || kind === 'phong')) places.push(line);
  }
  return places;
}
