import { firstSchema } from './01-first-schema.ts';
import { unitsInTime } from './02-units-in-time.ts';
import { learnerCodesAndCommits } from './03-learner-codes-and-commits.ts';
import { officersAndAudit } from './04-officers-and-audit.ts';
import { classSessionsAndIndicators } from './05-class-sessions-and-indicators.ts';
import { certificateKeys } from './06-certificate-keys.ts';
import { standings } from './07-standings.ts';
import { classSizesInTime } from './08-class-sizes-in-time.ts';
import { pendingImports } from './09-pending-imports.ts';
import { codesOfEachSchool } from './10-codes-of-each-school.ts';
import { oneNameOfAClass } from './11-one-name-of-a-class.ts';
import { undoByUnits } from './12-undo-by-units.ts';
import { auditInDetail } from './13-audit-in-detail.ts';
import type { Migration } from './migration.ts';

/** All migrations in the order in which they run; a new one goes to the end. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  unitsInTime,
  classSessionsAndIndicators,
  learnerCodesAndCommits,
  officersAndAudit,
  certificateKeys,
  standings,
  classSizesInTime,
  pendingImports,
  codesOfEachSchool,
  oneNameOfAClass,
  undoByUnits,
  auditInDetail,
];
