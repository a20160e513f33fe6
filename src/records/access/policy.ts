import { ApiProblem } from '../api-problem.ts';
import { OFFICE_UNIT_ID } from '../imports/unit-plan.ts';
import type { Actor } from './actor.ts';
import { type UnitNode, type UnitsSeen, unitAndBelow } from './units-seen.ts';

/**
 * Who may make a call, declared by each endpoint:
 *
 * | access | who |
 * |---|---|
 * | `everyone` | anybody, signed in or not |
 * | `learner` | a device bound to a person: for that person alone |
 * | `officer` | every officer and focal teacher: for the units they may see |
 * | `office` | officers of a Sở or Phòng: for the units they may see |
 * | `whole` | officers of the unit at the top: what concerns all records at once |
 *
 * `local` may make every call. This table is the one place where it is decided.
 */
export type Access = 'everyone' | 'learner' | 'officer' | 'office' | 'whole';

/** Whether an actor may make a call of this access. */
export function allows(access: Access, actor: Actor): boolean {
  if (access === 'everyone' || actor.kind === 'local') return true;
  if (actor.kind === 'learner') return access === 'learner';
  if (actor.kind === 'anonymous' || access === 'learner') return false;
  switch (access) {
    case 'officer':
      return true;
    case 'office':
      return actor.role !== 'truong';
    case 'whole':
      return actor.role !== 'truong' && actor.unitId === OFFICE_UNIT_ID;
  }
}

/**
 * Which units an actor may see: whoever may do what concerns all records, all of them; an officer
 * their unit and those now below it; anybody else none. Every list, figure, export and import is kept
 * to these.
 */
export function unitsSeen(actor: Actor, units: readonly UnitNode[]): UnitsSeen {
  if (actor.kind === 'local' || allows('whole', actor)) return 'all';
  if (actor.kind === 'officer') return unitAndBelow(units, actor.unitId);
  return new Set();
}

/** Refuses a call that `allows` does not allow: 401 to the unknown, 403 to the known. */
export function demand(access: Access, actor: Actor): void {
  if (allows(access, actor)) return;
  if (actor.kind === 'anonymous') {
    throw new ApiProblem(
      401,
      'sign-in-needed',
      'Cần đăng nhập để xem phần này. Hãy đăng nhập rồi thử lại.',
    );
  }
  throw new ApiProblem(
    403,
    'not-allowed',
    'Tài khoản này không được làm việc này. Hãy hỏi cán bộ phụ trách của Phòng hoặc Sở.',
  );
}
