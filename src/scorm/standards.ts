import type { CompletionStatus } from '../schemas/vocabulary.ts';
import { interactionRows12, interactionRows2004, type Row } from './interaction-format.ts';
import type { Interaction } from './learning-session.ts';
import { timespan12, timespan2004 } from './time-format.ts';

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
  timespan(ms: number): string;
  interactionRows(interaction: Interaction): Row[];
}

export const SCORM_12: Standard = {
  name: '1.2',
  apiName: 'API',
  calls: {
    initialize: 'LMSInitialize',
    finish: 'LMSFinish',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    lastError: 'LMSGetLastError',
  },
  learnerName: 'cmi.core.student_name',
  mode: 'cmi.core.lesson_mode',
  passingScore: 'cmi.student_data.mastery_score',
  suspendData: 'cmi.suspend_data',
  location: 'cmi.core.lesson_location',
  sessionTime: 'cmi.core.session_time',
  exit: 'cmi.core.exit',
  exitPassed: '',
  score: 'cmi.core.score.',
  scaled: null,
  statusElements: ['cmi.core.lesson_status'],
  status: {
    passed: [['cmi.core.lesson_status', 'passed']],
    failed: [['cmi.core.lesson_status', 'failed']],
    incomplete: [['cmi.core.lesson_status', 'incomplete']],
  },
  timespan: timespan12,
  interactionRows: interactionRows12,
};

export const SCORM_2004: Standard = {
  name: '2004',
  apiName: 'API_1484_11',
  calls: {
    initialize: 'Initialize',
    finish: 'Terminate',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    lastError: 'GetLastError',
  },
  learnerName: 'cmi.learner_name',
  mode: 'cmi.mode',
  passingScore: 'cmi.scaled_passing_score',
  suspendData: 'cmi.suspend_data',
  location: 'cmi.location',
  sessionTime: 'cmi.session_time',
  exit: 'cmi.exit',
  exitPassed: 'normal',
  score: 'cmi.score.',
  scaled: 'cmi.score.scaled',
  statusElements: ['cmi.success_status', 'cmi.completion_status'],
  status: {
    passed: [
      ['cmi.completion_status', 'completed'],
      ['cmi.success_status', 'passed'],
    ],
    // Not complete: a learner who failed may try again, and a course does not roll up as finished.
    failed: [
      ['cmi.completion_status', 'incomplete'],
      ['cmi.success_status', 'failed'],
    ],
    incomplete: [['cmi.completion_status', 'incomplete']],
  },
  timespan: timespan2004,
  interactionRows: interactionRows2004,
};
