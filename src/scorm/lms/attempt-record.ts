import type { CompletionStatus } from '../../schemas/vocabulary.ts';
import { better } from '../status-rank.ts';

/** One learner's attempt at one module, as this device keeps it. */
export interface AttemptRecord {
  learner: string;
  module: string;
  /** From 1; a new one begins only when the learner asks to learn the module afresh. */
  attempt: number;
  moduleTitle: string;
  /** Version of the module when the status was reached. */
  moduleVersion: string;
  status: CompletionStatus;
  /** Best score 0–100, or null when nothing was graded. */
  score: number | null;
  /** ISO 8601 instant. */
  startedAt: string;
  /** ISO 8601 instant at which `status` was reached. */
  at: string;
  /** ISO 8601 instant of the last commit. */
  savedAt: string;
  /** Learning time in seconds. */
  seconds: number;
  /** The quiz's own state, or null. */
  suspendData: string | null;
  location: string | null;
  /** Answered questions in SCORM 1.2's words, by interaction id. */
  interactions: Record<string, Record<string, string>>;
  /** Commits taken so far. */
  commits: number;
  /** True once a commit of it was put into the outbox; records of older versions have none. */
  queued?: boolean;
  /** Version of the quiz at the last commit; records of older versions have none. */
  quizVersion?: number;
  /** Certificate code; given once, when the attempt is passed. */
  certificate: string | null;
}

/** What one commit of one page brings. */
export interface DeviceCommit {
  status: CompletionStatus | null;
  score: number | null;
  /** Undefined when this page has not changed it since it was loaded. */
  suspendData: string | undefined;
  location: string | undefined;
  /** Seconds of learning since this page's last stored commit. */
  addedSeconds: number;
  interactions: Record<string, Record<string, string>>;
}

/** A fresh attempt. `at` is an ISO 8601 instant. */
export function newAttempt(
  key: Pick<AttemptRecord, 'learner' | 'module' | 'attempt' | 'moduleTitle' | 'moduleVersion'>,
  at: string,
): AttemptRecord {
  return {
    ...key,
    status: 'incomplete',
    score: null,
    startedAt: at,
    at,
    savedAt: at,
    seconds: 0,
    suspendData: null,
    location: null,
    interactions: {},
    commits: 0,
    queued: false,
    certificate: null,
  };
}

/**
 * A commit taken into the record. Pages of one module may be open side by side: whatever the order of
 * their commits, the best status and score stay, the date is that of the best status, time adds up,
 * and a page that has not passed does not replace the quiz's state of one that has.
 * `code` makes the certificate code when the attempt is passed.
 */
export function takeCommit(
  record: AttemptRecord,
  commit: DeviceCommit,
  now: { at: string; moduleVersion: string; code: () => string },
): AttemptRecord {
  const status = commit.status === null ? record.status : better(record.status, commit.status);
  const improved = status !== record.status;
  const stale = record.status === 'passed' && commit.status !== 'passed';
  return {
    ...record,
    status,
    score:
      commit.score === null ? record.score : Math.max(record.score ?? commit.score, commit.score),
    at: improved ? now.at : record.at,
    moduleVersion: improved ? now.moduleVersion : record.moduleVersion,
    savedAt: now.at,
    seconds: record.seconds + Math.max(commit.addedSeconds, 0),
    suspendData: stale ? record.suspendData : (commit.suspendData ?? record.suspendData),
    location: stale ? record.location : (commit.location ?? record.location),
    interactions: { ...record.interactions, ...commit.interactions },
    commits: record.commits + 1,
    certificate: record.certificate ?? (status === 'passed' ? now.code() : null),
  };
}
