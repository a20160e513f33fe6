import type { Kysely } from 'kysely';
import type { LearnerCommit } from '../contract/learners.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import {
  type CompletionRow,
  type LearnerAttemptRow,
  NO_SCORE,
  type RecordsTables,
} from '../database/tables.ts';
import { changeCompletions } from '../standings/keep-completions.ts';
import { countedDay } from './counted-day.ts';
import { attemptKey, joinAttempts } from './site-attempt.ts';

/** `import_id` of completions that devices sent: no import brought them. */
export const SITE_IMPORT = 'site';

/** A commit with what the server knows of it. */
export interface ArrivedCommit {
  personId: string;
  device: string;
  commit: LearnerCommit;
  /** ISO instant of the device's clock when it sent. */
  sentAt: string;
  /** The server's clock. */
  receivedAt: Date;
}

const utc = (instant: string) => new Date(instant).toISOString();

/** A commit as a row that tells of nothing else. */
export function attemptOfCommit(arrived: ArrivedCommit): LearnerAttemptRow {
  const { personId, device, commit, sentAt, receivedAt } = arrived;
  const { day, from } = countedDay(Date.parse(commit.at), Date.parse(sentAt), receivedAt.getTime());
  return {
    person_id: personId,
    module: commit.module,
    device,
    attempt: commit.attempt,
    sequence: commit.sequence,
    status: commit.status,
    score: commit.score ?? NO_SCORE,
    seconds: Math.floor(commit.seconds),
    started_at: utc(commit.startedAt),
    reached_at: utc(commit.at),
    day,
    day_from: from,
    module_version: commit.moduleVersion,
    quiz_version: commit.quizVersion,
    received_at: receivedAt.toISOString(),
    updated_at: receivedAt.toISOString(),
  };
}

const ATTEMPT_COLUMNS = [
  'person_id',
  'module',
  'device',
  'attempt',
  'sequence',
  'status',
  'score',
  'seconds',
  'started_at',
  'reached_at',
  'day',
  'day_from',
  'module_version',
  'quiz_version',
  'received_at',
  'updated_at',
] as const satisfies readonly (keyof LearnerAttemptRow)[];

/** Whether a commit tells nothing that was not known: everything but the time it came is the same. */
function tellsNothing(before: LearnerAttemptRow, after: LearnerAttemptRow): boolean {
  return ATTEMPT_COLUMNS.every(
    (column) => column === 'updated_at' || before[column] === after[column],
  );
}

/**
 * Takes commits into the attempts and brings the completions of source `site` in line with them. The
 * caller holds the transaction and, where several processes share a database, the rows of these
 * people's codes.
 */
export async function keepCommits(
  db: Kysely<RecordsTables>,
  arrived: readonly ArrivedCommit[],
): Promise<void> {
  const people = [...new Set(arrived.map(({ personId }) => personId))];
  const kept = await db
    .selectFrom('learner_attempt')
    .selectAll()
    .where('person_id', 'in', people)
    .execute();
  const before = new Map(kept.map((row) => [attemptKey(row), row]));
  const after = new Map(before);
  for (const one of arrived) {
    const told = attemptOfCommit(one);
    const key = attemptKey(told);
    const known = after.get(key);
    const joined = known === undefined ? told : joinAttempts(known, told);
    if (known === undefined || !tellsNothing(known, joined)) after.set(key, joined);
  }
  const changed = [...after].filter(([key, row]) => before.get(key) !== row);
  await keepAttempts(
    db,
    changed.map(([, row]) => row),
    before,
  );
  await keepCompletions(db, completionsOf(before.values()), completionsOf(after.values()));
}

async function keepAttempts(
  db: Kysely<RecordsTables>,
  rows: readonly LearnerAttemptRow[],
  before: ReadonlyMap<string, LearnerAttemptRow>,
): Promise<void> {
  for (const row of rows) {
    if (!before.has(attemptKey(row))) continue;
    await db
      .deleteFrom('learner_attempt')
      .where('person_id', '=', row.person_id)
      .where('module', '=', row.module)
      .where('device', '=', row.device)
      .where('attempt', '=', row.attempt)
      .execute();
  }
  await bulkInsert(db, 'learner_attempt', ATTEMPT_COLUMNS, rows);
}

/** What attempts come to as completions: a set, by its key. */
function completionsOf(attempts: Iterable<LearnerAttemptRow>): Map<string, CompletionRow> {
  const completions = new Map<string, CompletionRow>();
  for (const { person_id, module, day, status, score } of attempts) {
    const row = {
      person_id,
      module,
      day,
      status,
      score,
      source: 'site',
      import_id: SITE_IMPORT,
    } as const;
    completions.set([person_id, module, day, status, score].join('|'), row);
  }
  return completions;
}

function keepCompletions(
  db: Kysely<RecordsTables>,
  before: ReadonlyMap<string, CompletionRow>,
  after: ReadonlyMap<string, CompletionRow>,
): Promise<void> {
  return changeCompletions(db, {
    removed: [...before].flatMap(([key, row]) => (after.has(key) ? [] : [row])),
    added: [...after].flatMap(([key, row]) => (before.has(key) ? [] : [row])),
  });
}
