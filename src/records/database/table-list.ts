import { z } from 'zod';
import {
  completionSourceSchema,
  completionStatusSchema,
  indicatorSchema,
  levelSchema,
  roleSchema,
  unitKindSchema,
} from '../../schemas/vocabulary.ts';
import { officerRoleSchema } from '../contract/accounts.ts';
import { CHANGED_TABLES, type RecordsTables } from './tables.ts';

/**
 * Every table, once: what back-up, restore, erasing, the move to PostgreSQL and their tests go by.
 * A new table is added here together with its migration; a test compares this list with the database.
 */
interface TableEntry<Name extends keyof RecordsTables> {
  /** A row. A column added later has a default here, so that older back-ups can be restored. */
  row: z.ZodObject & z.ZodType<RecordsTables[Name]>;
  /** Primary key. */
  key: readonly (keyof RecordsTables[Name] & string)[];
  /**
   * `records`: the office's own, all of it in every back-up and gone when everything is erased ·
   * `mixed`: beside what the site or the app keeps there for itself; back-up and erasing say how ·
   * `site`: brought by each build of the site, or of use to this server alone for an hour · `server`:
   * accounts and log of one server: no part of an office's back-up file, kept when everything is erased,
   * taken along when a server moves · `derived`: computed from other tables with every change of them:
   * no part of a back-up file, gone when everything is erased, taken along when a server moves ·
   * `passing`: of use for some hours: in no back-up, not taken along, gone when everything is erased or
   * restored.
   */
  holds: 'records' | 'mixed' | 'site' | 'server' | 'derived' | 'passing';
  /** The column that says whose row it is, where rows hang on a person. */
  person?: keyof RecordsTables[Name] & string;
  /** Columns that hold the id of a row elsewhere, which must be there. */
  refers?: {
    readonly [Column in keyof RecordsTables[Name]]?:
      | 'unit'
      | 'person'
      | 'school_class'
      | 'class_session';
  };
}

const text = z.string();
const maybe = text.nullable();
const day = text.regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().min(0);
const score = z.number().min(-1).max(100);

/** In the order in which rows may be added: what is referred to comes first. */
export const TABLES: { readonly [Name in keyof RecordsTables]: TableEntry<Name> } = {
  setting: { row: z.strictObject({ key: text, value: text }), key: ['key'], holds: 'mixed' },
  module: {
    row: z.strictObject({ slug: text, title: text, pass_mark: z.number().nullable() }),
    key: ['slug'],
    holds: 'site',
  },
  programme: {
    row: z.strictObject({ id: text, site: maybe, own: maybe }),
    key: ['id'],
    holds: 'mixed',
  },
  unit: {
    row: z.strictObject({
      id: text,
      code: text,
      name: text,
      name_key: text,
      kind: unitKindSchema,
      level: levelSchema.nullable(),
      parent_id: maybe,
      import_id: maybe,
      from_day: day.nullable().default(null),
      to_day: day.nullable().default(null),
    }),
    key: ['id'],
    holds: 'mixed',
  },
  unit_past: {
    row: z.strictObject({
      unit_id: text,
      to_day: day,
      name: text,
      parent_id: maybe,
      import_id: maybe,
    }),
    key: ['unit_id', 'to_day'],
    holds: 'records',
    refers: { unit_id: 'unit' },
  },
  person: {
    row: z.strictObject({
      id: text,
      code: text,
      code_key: maybe,
      name: text,
      name_key: text,
      email: maybe,
      email_key: maybe,
      username: maybe,
      username_key: maybe,
      unit_id: text,
      level: levelSchema.nullable(),
      role: roleSchema,
      from_day: day.nullable(),
      to_day: day.nullable(),
      import_id: text,
    }),
    key: ['id'],
    holds: 'records',
    person: 'id',
    refers: { unit_id: 'unit' },
  },
  person_past: {
    row: z.strictObject({
      person_id: text,
      to_day: day,
      unit_id: maybe,
      level: levelSchema.nullable(),
      role: roleSchema,
      import_id: text,
    }),
    key: ['person_id', 'to_day'],
    holds: 'records',
    person: 'person_id',
    refers: { person_id: 'person' },
  },
  school_class: {
    row: z.strictObject({
      id: text,
      unit_id: text,
      school_year: text,
      name: text,
      name_key: text,
      level: levelSchema.nullable(),
      size: count,
      import_id: maybe,
    }),
    key: ['id'],
    holds: 'records',
    refers: { unit_id: 'unit' },
  },
  school_class_past: {
    row: z.strictObject({ class_id: text, to_day: day, size: count, import_id: maybe }),
    key: ['class_id', 'to_day'],
    holds: 'records',
    refers: { class_id: 'school_class' },
  },
  class_session: {
    row: z.strictObject({
      id: text,
      unit_id: text,
      day,
      topic: maybe,
      module: maybe,
      leader: text,
      note: text,
      entered_at: text,
    }),
    key: ['id'],
    holds: 'records',
    refers: { unit_id: 'unit' },
  },
  session_class: {
    row: z.strictObject({ session_id: text, class_id: text, headcount: count }),
    key: ['session_id', 'class_id'],
    holds: 'records',
    refers: { session_id: 'class_session', class_id: 'school_class' },
  },
  indicator_statement: {
    row: z.strictObject({
      id: text,
      unit_id: text,
      indicator: indicatorSchema,
      day,
      met: z.literal([0, 1]),
      stated_by: text,
      note: text,
      entered_at: text,
    }),
    key: ['id'],
    holds: 'records',
    refers: { unit_id: 'unit' },
  },
  completion: {
    row: z.strictObject({
      person_id: text,
      module: text,
      day,
      status: completionStatusSchema,
      score,
      source: completionSourceSchema,
      import_id: text,
    }),
    key: ['person_id', 'module', 'day', 'status', 'score', 'source'],
    holds: 'records',
    person: 'person_id',
    refers: { person_id: 'person' },
  },
  module_number: {
    row: z.strictObject({ module: text, number: count }),
    key: ['module'],
    holds: 'derived',
  },
  standing: {
    row: z.strictObject({ person_id: text, history: text }),
    key: ['person_id'],
    holds: 'derived',
    person: 'person_id',
    refers: { person_id: 'person' },
  },
  learner_code: {
    row: z.strictObject({
      code: text,
      person_id: text,
      issued_at: text,
      stopped_at: maybe,
      used_day: day.nullable(),
    }),
    key: ['code'],
    holds: 'records',
    person: 'person_id',
    refers: { person_id: 'person' },
  },
  learner_attempt: {
    row: z.strictObject({
      person_id: text,
      module: text,
      device: text,
      attempt: z.int(),
      sequence: z.int(),
      status: completionStatusSchema,
      score,
      seconds: count,
      started_at: text,
      reached_at: text,
      day,
      day_from: z.enum(['device', 'corrected', 'server']),
      module_version: text,
      quiz_version: z.int(),
      received_at: text,
      updated_at: text,
    }),
    key: ['person_id', 'module', 'device', 'attempt'],
    holds: 'records',
    person: 'person_id',
    refers: { person_id: 'person' },
  },
  code_guess: {
    row: z.strictObject({ who: text, since: text, wrong: z.int() }),
    key: ['who'],
    holds: 'site',
  },
  certificate_key: {
    row: z.strictObject({ kid: text, public_x: text, private_d: text, made_at: text }),
    key: ['kid'],
    holds: 'server',
  },
  unmatched: {
    row: z.strictObject({
      id: text,
      import_id: text,
      file_name: text,
      row_no: z.int(),
      reason: text,
      code_key: maybe,
      email_key: maybe,
      username_key: maybe,
      name: text,
      unit: text,
      module: text,
      day,
      status: completionStatusSchema,
      score,
      source: completionSourceSchema,
      cells: text,
      matched_by: maybe,
      matched_person: maybe.default(null),
    }),
    key: ['id'],
    holds: 'records',
  },
  import_batch: {
    row: z.strictObject({
      id: text,
      file_name: text,
      kind: text,
      confirmed_at: text,
      counts: text,
      unit_id: maybe.default(null),
      touches: maybe.default(null),
    }),
    key: ['id'],
    holds: 'records',
  },
  before_import: {
    row: z.strictObject({
      import_id: text,
      table_name: z.enum(CHANGED_TABLES),
      row_id: text,
      row: text,
      after: maybe.default(null),
    }),
    key: ['import_id', 'table_name', 'row_id'],
    holds: 'records',
  },
  pending_import: {
    row: z.strictObject({
      id: text,
      owner: text,
      file_name: text,
      asked: maybe,
      mapping: text,
      guessed: text,
      remembered: z.literal([0, 1]),
      fingerprint: text,
      bytes: count,
      expires_at: text,
      outcome: maybe,
    }),
    key: ['id'],
    holds: 'passing',
  },
  pending_import_part: {
    row: z.strictObject({ import_id: text, part: count, bytes: text }),
    key: ['import_id', 'part'],
    holds: 'passing',
  },
  officer: {
    row: z.strictObject({
      id: text,
      name: text,
      username: text,
      role: officerRoleSchema,
      unit_id: text,
      disabled_at: maybe,
      setup_hash: maybe,
      setup_until: maybe,
      created_at: text,
      updated_at: text,
      email: text,
      email_verified: count,
      image: maybe,
    }),
    key: ['id'],
    holds: 'server',
  },
  officer_password: {
    row: z.strictObject({
      id: text,
      account_id: text,
      provider_id: text,
      officer_id: text,
      password: maybe,
      created_at: text,
      updated_at: text,
    }),
    key: ['id'],
    holds: 'server',
  },
  officer_session: {
    row: z.strictObject({
      id: text,
      token: text,
      officer_id: text,
      expires_at: text,
      created_at: text,
      updated_at: text,
      ip_address: maybe,
      user_agent: maybe,
    }),
    key: ['id'],
    holds: 'server',
  },
  sign_in_failure: {
    row: z.strictObject({ key: text, tries: count, since: text }),
    key: ['key'],
    holds: 'server',
  },
  audit: {
    row: z.strictObject({
      id: text,
      at: text,
      actor: text,
      actor_name: text,
      call: text,
      unit_id: maybe,
      text,
      concerns_from: day.nullable().default(null),
      words: text.default(''),
    }),
    key: ['id'],
    holds: 'server',
  },
};

/** Name of a table. */
export type TableName = keyof RecordsTables;

/** The tables' names, in the order of `TABLES`. */
export const TABLE_NAMES = z
  .array(z.custom<TableName>((name) => typeof name === 'string' && name in TABLES))
  .parse(Object.keys(TABLES));

/** A table's columns, in the order of its row. */
export function columnsOf<Name extends TableName>(
  table: Name,
): (keyof RecordsTables[Name] & string)[] {
  return z
    .array(z.custom<keyof RecordsTables[Name] & string>((column) => typeof column === 'string'))
    .parse(Object.keys(TABLES[table].row.shape));
}
