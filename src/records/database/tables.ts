import type { Kysely } from 'kysely';
import type {
  CompletionSource,
  CompletionStatus,
  Indicator,
  Level,
  Role,
  UnitKind,
} from '../../schemas/vocabulary.ts';
import type { DayFrom } from '../learners/counted-day.ts';
import type { OfficerTables } from './officer-tables.ts';

/**
 * The records schema. Portable SQL: text keys made by the app, no sequences, days as `YYYY-MM-DD`
 * text (which sorts as time does), instants as ISO 8601 in UTC. `*_key` columns hold what is compared
 * (see `wording/fold.ts`), the column beside it what people wrote.
 */
export interface RecordsTables extends OfficerTables {
  setting: { key: string; value: string };
  /** Modules of this build of the site; the pass mark is per cent. */
  module: { slug: string; title: string; pass_mark: number | null };
  /** `site` came with the build, `own` is the office's version; JSON of `programmeSchema`. */
  programme: { id: string; site: string | null; own: string | null };
  unit: UnitRow;
  unit_past: UnitPastRow;
  person: PersonRow;
  person_past: PersonPastRow;
  school_class: SchoolClassRow;
  school_class_past: SchoolClassPastRow;
  class_session: ClassSessionRow;
  session_class: SessionClassRow;
  indicator_statement: IndicatorStatementRow;
  completion: CompletionRow;
  standing: StandingRow;
  /** The numbers under which histories name modules; once given, one stays. */
  module_number: { module: string; number: number };
  learner_code: LearnerCodeRow;
  learner_attempt: LearnerAttemptRow;
  code_guess: CodeGuessRow;
  /** Ed25519 keys, base64url as in RFC 8037; `kid` begins the public half. */
  certificate_key: { kid: string; public_x: string; private_d: string; made_at: string };
  unmatched: UnmatchedRow;
  /** Confirmed imports, in the order of `confirmed_at`. */
  import_batch: {
    id: string;
    file_name: string;
    kind: string;
    confirmed_at: string;
    counts: string;
    /** The unit of the officer who brought it; null for one who sees all units. */
    unit_id: string | null;
    /**
     * JSON of the ids of the units it speaks of, and of the earlier imports whose records kept aside it
     * tells again; null when that is not known: it may speak of all.
     */
    touches: string | null;
  };
  /**
   * A row as it was before an import changed it: what undo puts back. For `person_past`, `unit_past`
   * and `school_class_past` the row is the array of all past rows of that person, unit or class.
   * `null` for a row that was not there. `after` is the row as the import left it, for what can also be
   * changed by hand; null where nobody can, or where it was not written down.
   */
  before_import: {
    import_id: string;
    table_name: ChangedTable;
    row_id: string;
    row: string;
    after: string | null;
  };
  pending_import: PendingImportRow;
  /** The bytes of a file that waits, in parts, base64. */
  pending_import_part: { import_id: string; part: number; bytes: string };
}

/** Tables of which an import can change rows that were there before. */
export const CHANGED_TABLES = [
  'person',
  'unit',
  'person_past',
  'unit_past',
  'school_class',
  'school_class_past',
  'class_session',
  'indicator_statement',
] as const;
export type ChangedTable = (typeof CHANGED_TABLES)[number];

/** A node of Sở › Phòng › trường. */
export interface UnitRow {
  id: string;
  code: string;
  name: string;
  name_key: string;
  kind: UnitKind;
  level: Level | null;
  parent_id: string | null;
  /** The import that made it; null for the office itself. */
  import_id: string | null;
  /** First day it exists, or null when that is not known (always). */
  from_day: string | null;
  /** First day it exists no more (the district's Phòng: `2025-07-01`), or null. */
  to_day: string | null;
}

/** How a unit was until a day; after its last past row it is as `unit` says. */
export interface UnitPastRow {
  unit_id: string;
  /** First day it was no longer so. */
  to_day: string;
  name: string;
  parent_id: string | null;
  import_id: string | null;
}

/** Somebody on the roster. */
export interface PersonRow {
  id: string;
  code: string;
  code_key: string | null;
  name: string;
  name_key: string;
  email: string | null;
  email_key: string | null;
  username: string | null;
  username_key: string | null;
  unit_id: string;
  level: Level | null;
  role: Role;
  /** First day on the roster, or null when it is not known (always). */
  from_day: string | null;
  /** First day no longer on the roster, or null. */
  to_day: string | null;
  import_id: string;
}

/** Where somebody worked until a day; after their last past row it is as `person` says. */
export interface PersonPastRow {
  person_id: string;
  /** First day it was no longer so. */
  to_day: string;
  /** Null: not on the roster in that time. */
  unit_id: string | null;
  level: Level | null;
  role: Role;
  import_id: string;
}

/** A class of a school in one school year. */
export interface SchoolClassRow {
  id: string;
  unit_id: string;
  /** `2026-2027`. */
  school_year: string;
  name: string;
  name_key: string;
  level: Level | null;
  /** Pupils in the class now; of earlier days see `school_class_past`. */
  size: number;
  /** The import that made it, or null when it was entered by hand. */
  import_id: string | null;
}

/** How many pupils a class had until a day; after its last past row it is as `school_class` says. */
export interface SchoolClassPastRow {
  class_id: string;
  /** First day it was no longer so. */
  to_day: string;
  size: number;
  import_id: string | null;
}

/** A file that was read and waits to be confirmed (see `imports/pending-imports.ts`). */
export interface PendingImportRow {
  id: string;
  /** The officer's id, or `local`. */
  owner: string;
  file_name: string;
  /** The kind the officer chose, or null. */
  asked: string | null;
  /** JSON of `importMappingSchema`, as it stands and as it was guessed. */
  mapping: string;
  guessed: string;
  remembered: number;
  /** Of what the officer was shown (`imports/fingerprint.ts`). */
  fingerprint: string;
  /** Size of the file. */
  bytes: number;
  /** Instant from which it is there no more. */
  expires_at: string;
  /** JSON of the counts once it was confirmed; its parts are gone then. */
  outcome: string | null;
}

/** A class session: a topic or module brought to classes on a day. No names. */
export interface ClassSessionRow {
  id: string;
  unit_id: string;
  day: string;
  topic: string | null;
  module: string | null;
  /** Who led it: a member of staff or a guest. */
  leader: string;
  note: string;
  entered_at: string;
}

/** How many of a class were there. */
export interface SessionClassRow {
  session_id: string;
  class_id: string;
  headcount: number;
}

/** A class session with the classes that were there. */
export interface SchoolSession {
  row: ClassSessionRow;
  classes: SessionClassRow[];
}

/** What a unit stated about one indicator on a day. */
export interface IndicatorStatementRow {
  id: string;
  unit_id: string;
  indicator: Indicator;
  day: string;
  /** 1: met, 0: not. */
  met: number;
  /** Who made the statement. */
  stated_by: string;
  /** Where the evidence is: number and date of the plan, address of the page … */
  note: string;
  entered_at: string;
}

/**
 * One report of an attempt: who, which module, on which day, with what result, from which source.
 * All of it is the key, so that the table is a set: importing again, or in another order, gives the
 * same rows. `NO_SCORE` stands for no score, because a key column is never null.
 */
export interface CompletionRow {
  person_id: string;
  module: string;
  day: string;
  status: CompletionStatus;
  /** 0–100, or `NO_SCORE`. */
  score: number;
  source: CompletionSource;
  /** The import that brought it first. */
  import_id: string;
}

/**
 * What somebody's completions come to, in short: coverage is counted from these rows. Computed from
 * the completions in the transaction that changes them (`standings/keep-completions.ts`).
 */
export interface StandingRow {
  person_id: string;
  /** See `standings/history.ts`. */
  history: string;
}

/** The score of a report without one. */
export const NO_SCORE = -1;

/** A report that matches nobody (yet); `id` is made of its content, so that it is kept once. */
export interface UnmatchedRow {
  id: string;
  import_id: string;
  file_name: string;
  row_no: number;
  reason: string;
  code_key: string | null;
  email_key: string | null;
  username_key: string | null;
  name: string;
  unit: string;
  module: string;
  day: string;
  status: CompletionStatus;
  score: number;
  source: CompletionSource;
  /** JSON of `{ label, value }[]`, as shown. */
  cells: string;
  /** The import after which it was matched, or null while it waits. */
  matched_by: string | null;
  /** Whose completion it became then; null while it waits, and when that import told the same itself. */
  matched_person: string | null;
}

/** A learner code that was issued; of a person's codes at most one has not been stopped. */
export interface LearnerCodeRow {
  /** Twelve characters, without hyphens (see `learners/code.ts`). */
  code: string;
  person_id: string;
  issued_at: string;
  /** When it was renewed or revoked, or null while it is good. */
  stopped_at: string | null;
  /** Last day on which a device used it, or null. */
  used_day: string | null;
}

/** One attempt at a module on one device, as the commits of that device tell it together. */
export interface LearnerAttemptRow {
  person_id: string;
  module: string;
  /** The device's own random id of its learner. */
  device: string;
  /** Attempt number on that device, from 1. */
  attempt: number;
  /** Sequence number of the latest commit that arrived. */
  sequence: number;
  status: CompletionStatus;
  /** Best score 0–100, or `NO_SCORE`. */
  score: number;
  /** Learning time in whole seconds. */
  seconds: number;
  /** By the device's clock. */
  started_at: string;
  /** When `status` was reached, by the device's clock. */
  reached_at: string;
  /** The day on which `status` counts; see `learners/counted-day.ts`. */
  day: string;
  day_from: DayFrom;
  module_version: string;
  quiz_version: number;
  /** When the commit that brought `status` arrived, by the server's clock. */
  received_at: string;
  /** When the last commit that told something arrived. */
  updated_at: string;
}

/** How many wrong codes came from somewhere since the window opened. */
export interface CodeGuessRow {
  /** `all`, or a hash of an address. */
  who: string;
  since: string;
  wrong: number;
}

/** A database of records, wherever it lives. */
export interface RecordsDatabase {
  kysely: Kysely<RecordsTables>;
  /** A second connection that only reads, so that reading never waits for writing; left out: the first. */
  reader?: Kysely<RecordsTables>;
  /** Where the rows are kept, as `State.storage` says. */
  storage: 'opfs' | 'memory' | 'file' | 'postgres';
  /** What the SQL engine is; only the migrations ask. */
  engine: 'sqlite' | 'postgres';
}
