import type { Kysely } from 'kysely';
import { askedUnit, sees, type UnitsSeen } from '../access/units-seen.ts';
import type { RecordsTables } from '../database/tables.ts';
import { nodeOf, type UnitTree, unitTreeOn } from '../units/unit-tree.ts';
import type { Call } from './endpoint.ts';

/** Where in the tree a call asks for figures, and what its actor may see of it. */
export interface AskedNode {
  tree: UnitTree;
  node: string | null;
  seen: UnitsSeen;
}

/** The tree of a day and the node of it that is asked for; refuses a unit that is not seen. */
export async function askedNode(
  db: Kysely<RecordsTables>,
  call: Pick<Call, 'actor' | 'seen'>,
  unit: string,
  on: string,
): Promise<AskedNode> {
  const seen = await call.seen(db);
  const tree = await unitTreeOn(db, on);
  return { tree, node: nodeOf(tree, askedUnit(unit, call.actor, seen), seen), seen };
}

/** The units seen that are at or below the node asked for. */
export function seenBelow({ tree, node, seen }: AskedNode): UnitsSeen {
  if (node === null) return seen;
  return new Set([...tree.below(node)].filter((id) => sees(seen, id)));
}
