import type { CompletionStatus } from '../schemas/vocabulary.ts';
import type { Connection } from './connection.ts';
import type { Effect, Failure, Held } from './lifecycle-model.ts';
import type { Found, RecordKeeper } from './record-keeper.ts';
import type { WrittenStatus } from './standard.ts';
import { better, statusOf } from './status-rank.ts';

/** Reads and writes the record through a connection, in the words of its standard. */

function readStatus({ standard, get }: Connection): CompletionStatus | null {
  for (const element of standard.statusElements) {
    const status = statusOf(get(element));
    if (status !== null) return status;
  }
  return null;
}

/** Reads everything the session needs to begin; what cannot be read counts as absent. */
function readRecord(connection: Connection): Found {
  const { standard, get } = connection;
  const text = (element: string) => get(element) || null;
  const score = Number.parseFloat(get(`${standard.score}raw`));
  const mode = get(standard.mode);
  const interactions = Math.max(Number.parseInt(get('cmi.interactions._count'), 10) || 0, 0);
  const places: Record<string, number> = {};
  if (standard.readsInteractions) {
    for (let index = 0; index < interactions; index += 1) {
      const id = get(`cmi.interactions.${index}.id`);
      if (id !== '') places[id] = index;
    }
  }
  return {
    held: {
      status: readStatus(connection),
      score: Number.isFinite(score) ? Math.min(Math.max(score, 0), 100) : null,
      suspendData: text(standard.suspendData),
      location: text(standard.location),
    },
    learnerName: text(standard.learnerName),
    recording: mode !== 'browse' && mode !== 'review',
    judged: get(standard.passingScore) !== '',
    interactions,
    places,
    learnerId: get(standard.learnerId),
  };
}

/** Rounds down, so that a score is never shown above the truth; 1e-6 undoes binary fractions. */
function decimal(value: number, places: number): string {
  const unit = 10 ** places;
  return String(Math.floor(value * unit + 1e-6) / unit);
}

function isWritten(status: CompletionStatus | null): status is WrittenStatus {
  return status !== null && status !== 'completed';
}

/**
 * Writes the record, the status last. True when the LMS took everything that a result is lost
 * without; an LMS may leave out the optional rest (interactions, time, min and max).
 */
function writeRecord(
  { standard, set }: Connection,
  { held, exit, sessionMs, interactions }: Extract<Effect, { type: 'write' }>,
): boolean {
  let taken = true;
  for (const { index, interaction } of interactions) {
    for (const [element, value] of standard.interactionRows(interaction)) {
      set(`cmi.interactions.${index}.${element}`, value);
    }
  }
  if (held.location !== null) set(standard.location, held.location.slice(0, 255));
  if (held.suspendData !== null) taken = set(standard.suspendData, held.suspendData) && taken;
  if (held.score !== null) {
    set(`${standard.score}min`, '0');
    set(`${standard.score}max`, '100');
    taken = set(`${standard.score}raw`, decimal(held.score, 2)) && taken;
    if (standard.scaled !== null) {
      taken = set(standard.scaled, decimal(held.score / 100, 4)) && taken;
    }
  }
  set(standard.sessionTime, standard.timespan(sessionMs));
  set(standard.exit, exit === 'passed' ? standard.exitPassed : 'suspend');
  if (isWritten(held.status)) {
    for (const [element, value] of standard.status[held.status]) {
      taken = set(element, value) && taken;
    }
  }
  return taken;
}

/**
 * Commits, then looks whether the LMS holds what it said it took: some answer "true" to everything.
 * Null when all is well.
 */
function commitRecord(connection: Connection, held: Held): Failure | null {
  if (!connection.commit()) return connection.answers() ? 'refused' : 'gone';
  const kept = readStatus(connection);
  const isKept =
    (held.status === null || better(kept, held.status) === kept) &&
    (held.suspendData === null ||
      held.suspendData === '' ||
      connection.get(connection.standard.suspendData) !== '');
  return isKept ? null : 'not-kept';
}

/** The record behind a SCORM API. */
export function scormRecord(connection: Connection): RecordKeeper {
  return {
    initialize: () => connection.initialize(),
    read: () => readRecord(connection),
    write: (effect) => writeRecord(connection, effect),
    commit: (held) => commitRecord(connection, held),
    finish: () => {
      connection.finish();
    },
  };
}
