import type { CompletionStatus } from '../schemas/vocabulary.ts';
import type { Row } from './interaction-format.ts';
import type { Interaction } from './learning-session.ts';

/** Statuses that the client writes; `completed` is only ever read. */
export type WrittenStatus = Exclude<CompletionStatus, 'completed'>;

/**
 * What differs between SCORM 1.2 and SCORM 2004, as data: one client serves both.
 * Element names are full data-model paths.
 */
export interface Standard {
  name: '1.2' | '2004';
  /** Name of the API object in the LMS's window. */
  apiName: 'API' | 'API_1484_11';
  /** Names of the API's functions. */
  calls: {
    initialize: string;
    finish: string;
    get: string;
    set: string;
    commit: string;
    lastError: string;
  };
  learnerId: string;
  learnerName: string;
  mode: string;
  /** Set by the LMS when it judges by score itself. */
  passingScore: string;
  suspendData: string;
  location: string;
  sessionTime: string;
  exit: string;
  /** Value of `exit` once passed. */
  exitPassed: string;
  /** `raw`, `min` and `max` follow it. */
  score: string;
  /** Element of the score as a share of 1, where the standard has one. */
  scaled: string | null;
  /** Elements that hold the status, the telling one first. */
  statusElements: readonly string[];
  /** What to write for a status, in order. */
  status: Record<WrittenStatus, readonly Row[]>;
  /** Whether the ids of interactions can be read back. */
  readsInteractions: boolean;
  timespan(ms: number): string;
  interactionRows(interaction: Interaction): Row[];
}
