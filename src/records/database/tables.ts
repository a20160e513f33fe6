import type { Kysely } from 'kysely';
import type {
  CompletionSource,
  CompletionStatus,
  Level,
  Role,
  UnitKind,
} from '../../schemas/vocabulary.ts';

/**
 * The records schema. Portable SQL: text keys made by the app, no sequences, days as `YYYY-MM-DD`
 * text (which sorts as time does), instants as ISO 8601 in UTC. `*_key` columns hold what is compared
 * (see `wording/fold.ts`), the column beside it what people wrote.
 */
export interface RecordsTables {
  setting: { key: string; value: string };
  /** Modules of this build of the site; the pass mark is per cent. */
  module: { slug: string; title: string; pass_mark: number | null };
  /** `site` came with the build, `own` is the office's version; JSON of `programmeSchema`. */
  programme: { id: string; site: string | null; own: string | null };
  unit: UnitRow;
  person: PersonRow;
  completion: CompletionRow;
  unmatched: UnmatchedRow;
  /** Confirmed imports, in the order of `confirmed_at`. */
  import_batch: {
    id: string;
    file_name: string;
    kind: string;
    confirmed_at: string;
    counts: string;
  };
  /** A person or unit as it was before an import changed it: what undo puts back. */
  before_import: { import_id: string; table_name: 'person' | 'unit'; row_id: string; row: string };
}

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
}

/** A database of records, wherever it lives. */
export interface RecordsDatabase {
  kysely: Kysely<RecordsTables>;
  /** Where the rows are kept, as `State.storage` says. */
  storage: 'opfs' | 'memory' | 'file';
  /** What the SQL engine is; only the migrations ask. */
  engine: 'sqlite' | 'postgres';
}
