import type { Kysely } from 'kysely';
import { sees, type UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type { RecordsTables, UnitPastRow, UnitRow } from '../database/tables.ts';
import { stateOn } from './past.ts';

/** A unit as it was on one day. */
export interface UnitOnDay extends Pick<UnitRow, 'id' | 'code' | 'kind' | 'level'> {
  name: string;
  parentId: string | null;
  /** False before its first day and from the day it ended. */
  exists: boolean;
}

/** In the order people count schools: 1, 2, 10. */
const byName = new Intl.Collator('vi', { numeric: true });

/**
 * Sở › Phòng › trường as it stood on one day. Every unit has one place in it, so that sums over the
 * children of a node and over the whole agree; a unit whose parent is unknown (or that would be its
 * own ancestor) stands at the top.
 */
export class UnitTree {
  readonly #units = new Map<string, UnitOnDay>();
  readonly #children = new Map<string | null, UnitOnDay[]>();

  constructor(units: readonly UnitRow[], past: readonly UnitPastRow[], day: string) {
    const pastOf = new Map<string, UnitPastRow[]>();
    for (const row of past) pastOf.set(row.unit_id, [...(pastOf.get(row.unit_id) ?? []), row]);
    for (const unit of units) {
      const then = stateOn(pastOf.get(unit.id) ?? [], day) ?? unit;
      const { id, code, kind, level, from_day, to_day } = unit;
      this.#units.set(id, {
        id,
        code,
        kind,
        level,
        name: then.name,
        parentId: then.parent_id,
        exists: (from_day === null || from_day <= day) && (to_day === null || to_day > day),
      });
    }
    for (const unit of this.#units.values()) {
      if (!this.#reachesTop(unit)) unit.parentId = null;
    }
    for (const unit of this.#units.values()) {
      const siblings = this.#children.get(unit.parentId);
      if (siblings === undefined) this.#children.set(unit.parentId, [unit]);
      else siblings.push(unit);
    }
    for (const siblings of this.#children.values()) {
      siblings.sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
    }
  }

  /** All units, in no order. */
  all(): Iterable<UnitOnDay> {
    return this.#units.values();
  }

  get(id: string): UnitOnDay | undefined {
    return this.#units.get(id);
  }

  /** The units right below one, by name; of null those at the top. */
  children(id: string | null): readonly UnitOnDay[] {
    return this.#children.get(id) ?? [];
  }

  /** From the top down to the unit, itself included. */
  path(id: string): UnitOnDay[] {
    const path: UnitOnDay[] = [];
    for (let unit = this.#units.get(id); unit !== undefined; ) {
      path.unshift(unit);
      unit = unit.parentId === null ? undefined : this.#units.get(unit.parentId);
    }
    return path;
  }

  /** Ids of a unit and of everything below it. */
  below(id: string): Set<string> {
    const found = new Set([id]);
    for (const each of found) for (const child of this.children(each)) found.add(child.id);
    return found;
  }

  /** The node a breakdown is of: the one asked for, else the only unit at the top, else null. */
  top(node: string | null): string | null {
    const [first, second] = this.children(null);
    return node ?? (first !== undefined && second === undefined ? first.id : null);
  }

  /** For every unit below the `top` of a node the child under which it is counted; the node's own is itself. */
  childOf(node: string | null): ReadonlyMap<string, string> {
    const top = this.top(node);
    const under = new Map<string, string>();
    if (top !== null) under.set(top, top);
    for (const child of this.children(top)) {
      for (const id of this.below(child.id)) under.set(id, child.id);
    }
    return under;
  }

  /** Whether going up from a unit ends; a loop is cut at the unit asked first, a lost parent too. */
  #reachesTop(unit: UnitOnDay): boolean {
    if (unit.parentId !== null && !this.#units.has(unit.parentId)) return false;
    const seen = new Set([unit.id]);
    for (let id = unit.parentId; id !== null; id = this.#units.get(id)?.parentId ?? null) {
      if (id === unit.id) return false;
      // A loop further up: it is cut there.
      if (seen.has(id)) return true;
      seen.add(id);
    }
    return true;
  }
}

/** The tree as it stood at the end of a day. */
export async function unitTreeOn(db: Kysely<RecordsTables>, day: string): Promise<UnitTree> {
  const units = await db.selectFrom('unit').selectAll().execute();
  const past = await db.selectFrom('unit_past').selectAll().where('to_day', '>', day).execute();
  return new UnitTree(units, past, day);
}

/** The tree at the end of any day; the units are read once for all. */
export async function readUnitTrees(db: Kysely<RecordsTables>): Promise<(day: string) => UnitTree> {
  const units = await db.selectFrom('unit').selectAll().execute();
  const past = await db.selectFrom('unit_past').selectAll().execute();
  return (day) => new UnitTree(units, past, day);
}

/**
 * The node a call asks for, null for the whole when it names none.
 * @throws ApiProblem 404 for a unit that is not there or not seen: a sum over nobody would look like a
 * figure.
 */
export function nodeOf(tree: UnitTree, unit: string, seen: UnitsSeen = 'all'): string | null {
  if (unit === '') return null;
  if (tree.get(unit) !== undefined && sees(seen, unit)) return unit;
  throw new ApiProblem(404, 'unknown-unit', 'Không có đơn vị này. Hãy chọn lại trong danh sách.');
}
