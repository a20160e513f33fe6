import type { Actor } from './actor.ts';

/** A change to be written down. */
export interface Deed extends DeedDetail {
  actor: Actor;
  /** The call as declared, e.g. `POST /imports/{id}/undo`. */
  call: string;
  unitId: string | null;
  text: string;
}

/** What only the change itself can say of it. What is left out stays as it was told before. */
export interface DeedDetail {
  /** Vietnamese: what was done, to what, from what to what; no person's name, code or secret. */
  text?: string;
  /** The unit it concerns, or null when it concerns all or none. */
  unitId?: string | null;
  /**
   * The first reporting day (`YYYY-MM-DD`) whose figures it can have made otherwise; null or left out: it
   * changes no figure. Imports say none: what they brought is counted where it is kept.
   */
  concernsFrom?: string | null;
}

/** Says more of the change that is being written; the last word counts. */
export type Tell = (detail: DeedDetail) => void;

/** Before all days: for what changes every report. */
export const EVERY_DAY = '0001-01-01';
