import type { UnitKind } from '../../schemas/vocabulary.ts';
import type { Actor, OfficerRole } from './actor.ts';
import { sees, type UnitsSeen } from './units-seen.ts';

/** What officers' roles are called. */
export const OFFICER_ROLES: Record<OfficerRole, string> = {
  so: 'Cán bộ Sở',
  phong: 'Cán bộ Phòng',
  truong: 'Đầu mối của trường',
};

/** From the top down: each manages those after it. */
const RANKS: readonly OfficerRole[] = ['so', 'phong', 'truong'];

/** The kinds of unit an officer of a role can be bound to. */
const UNIT_KINDS_OF_ROLE: Record<OfficerRole, readonly UnitKind[]> = {
  so: ['so'],
  phong: ['phong'],
  truong: ['truong', 'nhom-tre'],
};

/** The role an officer of a unit of this kind has. */
export function roleOfUnitKind(kind: UnitKind): OfficerRole {
  return RANKS.find((role) => UNIT_KINDS_OF_ROLE[role].includes(kind)) ?? 'truong';
}

/** The roles an actor may give and manage: those below their own; the PC's own user all. */
export function rolesBelow(actor: Actor): readonly OfficerRole[] {
  if (actor.kind === 'local') return RANKS;
  if (actor.kind === 'officer') return RANKS.slice(RANKS.indexOf(actor.role) + 1);
  return [];
}

/**
 * Whether an actor may add, disable or reset an officer: of a role below their own, at a unit they
 * see. Nobody manages their own account, nor their equals: two officers of one Phòng are made by the
 * Sở, or on the server itself.
 */
export function mayManage(
  actor: Actor,
  officer: { role: OfficerRole; unitId: string },
  seen: UnitsSeen,
): boolean {
  return rolesBelow(actor).includes(officer.role) && sees(seen, officer.unitId);
}
