import type { Kysely } from 'kysely';
import {
  COMPLETION_STATUSES,
  type CompletionSource,
  type CompletionStatus,
} from '../../schemas/vocabulary.ts';
import { type CompletionRow, NO_SCORE, type RecordsTables } from '../database/tables.ts';
import { ENTRY } from '../standings/history.ts';
import { SOURCES_BY_STRENGTH } from './sources.ts';

/** An attempt as all its reports together tell it: one person, one module, one day. */
export interface Attempt {
  personId: string;
  module: string;
  day: string;
  status: CompletionStatus;
  /** 0–100, or null. */
  score: number | null;
  /** Every source that reports it, strongest first. */
  sources: CompletionSource[];
}

/** What a report says of its attempt. */
export type Report = Omit<CompletionRow, 'import_id'>;

/** A report alone, as an attempt. */
export function attemptOf(report: Report): Attempt {
  const { person_id, module, day, status, score, source } = report;
  return {
    personId: person_id,
    module,
    day,
    status,
    score: score === NO_SCORE ? null : score,
    sources: [source],
  };
}

/**
 * Two tellings of one attempt as one: better status, best score, all sources. Commutative,
 * associative and idempotent, so the order and number of imports do not matter.
 */
export function mergeAttempts(a: Attempt, b: Attempt): Attempt {
  const better =
    COMPLETION_STATUSES.indexOf(a.status) <= COMPLETION_STATUSES.indexOf(b.status) ? a : b;
  return {
    personId: a.personId,
    module: a.module,
    day: a.day,
    status: better.status,
    score: a.score === null || b.score === null ? (a.score ?? b.score) : Math.max(a.score, b.score),
    sources: SOURCES_BY_STRENGTH.filter(
      (source) => a.sources.includes(source) || b.sources.includes(source),
    ),
  };
}

/** All attempts that reports tell, in the order in which each is first told. */
export function attemptsOf(reports: Iterable<Report>): Attempt[] {
  const attempts = new Map<string, Attempt>();
  for (const report of reports) {
    const key = `${report.person_id}|${report.module}|${report.day}`;
    const known = attempts.get(key);
    const told = attemptOf(report);
    attempts.set(key, known === undefined ? told : mergeAttempts(known, told));
  }
  return [...attempts.values()];
}

/** How many attempts are kept; of the people of these units alone, where some are named. */
export async function countAttempts(
  db: Kysely<RecordsTables>,
  units: readonly string[] | null = null,
): Promise<number> {
  // A history has one entry for each module and day.
  let histories = db
    .selectFrom('standing')
    .select(({ fn }) => fn.sum(fn<number>('length', ['history'])).as('characters'));
  if (units !== null)
    histories = histories
      .innerJoin('person', 'person.id', 'standing.person_id')
      .where('person.unit_id', 'in', units);
  const { characters } = await histories.executeTakeFirstOrThrow();
  return Number(characters ?? 0) / ENTRY;
}
