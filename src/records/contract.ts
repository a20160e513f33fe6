import { z } from 'zod';
import { programmeSchema } from '../schemas/programme.ts';
import { daySchema, slugSchema } from '../schemas/scalars.ts';
import {
  completionSourceSchema,
  completionStatusSchema,
  levelSchema,
  roleSchema,
  unitKindSchema,
} from '../schemas/vocabulary.ts';

/**
 * What the records API takes and gives, as Zod schemas: the one contract between `src/records`
 * (the Hono app, in a worker or on a server) and `src/office` (the pages that call it).
 *
 * The calls themselves are declared in `routes/`; `GET /api/openapi.json` describes them.
 *
 * - A file to import goes in raw; the answer is NDJSON of `ImportEvent`, last `preview`, and after
 *   confirming last `done`.
 * - CSV is UTF-8 with BOM: `;`, decimal comma and dd/MM/yyyy as Vietnamese Excel reads them, or with
 *   `separator=comma` `,`, decimal point and ISO days for a PC with English regional settings.
 * - A back-up is one file with everything; restoring takes it as body and replaces everything.
 * - Calls with nothing to say (catalogue, erase, undo, throwing a preview away) answer `State`.
 *
 * A second tab, while another holds the data, is answered 409 `open-elsewhere`; try again later.
 *
 * An error answers 4xx with `ApiError`. Days are `YYYY-MM-DD` in Asia/Ho_Chi_Minh, instants ISO 8601.
 */
export const apiErrorSchema = z.object({
  error: z.object({
    /** Stable English code, e.g. `unknown-programme`. */
    code: z.string(),
    /** Vietnamese sentence with the next step. */
    message: z.string(),
  }),
});

export const stateSchema = z.object({
  /** `opfs`: kept in this browser; `memory`: gone when the page closes; `file`: on the server's disk; `postgres`: in a PostgreSQL database. */
  storage: z.enum(['opfs', 'memory', 'file', 'postgres']),
  units: z.int(),
  people: z.int(),
  completions: z.int(),
  unmatched: z.int(),
  /** Day of the last back-up taken, or null. */
  lastBackup: z.string().nullable(),
  lastChange: z.string().nullable(),
});
export type State = z.infer<typeof stateSchema>;

export const catalogueSchema = z.object({
  programmes: z.array(z.object({ id: slugSchema, programme: programmeSchema })),
  modules: z.array(
    z.object({
      slug: slugSchema,
      title: z.string(),
      /** The quiz's pass mark, per cent: lets a Moodle SCORM report, which has no status, be read. */
      passMark: z.number().min(0).max(100).optional(),
    }),
  ),
  /** Topics that a class session can be about; left out: any. */
  topics: z.array(slugSchema).optional(),
  /** The office that runs the site (`content/site.yaml`): the unit above those of the roster. */
  office: z.object({ name: z.string(), kind: unitKindSchema }).optional(),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

export const keptProgrammeSchema = z.object({
  id: slugSchema,
  programme: programmeSchema,
  /** True when the office changed what the site came with. */
  edited: z.boolean(),
});
export type KeptProgramme = z.infer<typeof keptProgrammeSchema>;

export const unitSchema = z.object({
  id: z.string(),
  /** The office's own code for the unit, or made from its name. */
  code: z.string(),
  name: z.string(),
  kind: unitKindSchema,
  level: levelSchema.nullable(),
  parentId: z.string().nullable(),
  people: z.int(),
});
export type Unit = z.infer<typeof unitSchema>;

/** What an imported file holds. */
export const IMPORT_KINDS = {
  roster: 'Danh sách người học',
  classes: 'Danh sách lớp, sĩ số',
  'record-file': 'Tệp kết quả của người học',
  'school-file': 'Tệp của trường gửi Phòng',
  completions: 'Bảng kết quả (CSV, XLSX)',
  'moodle-scorm-basic': 'Moodle: báo cáo SCORM',
  'moodle-activity-completion': 'Moodle: hoàn thành hoạt động',
  'moodle-course-completion': 'Moodle: hoàn thành khóa học',
} as const;
export type ImportKind = keyof typeof IMPORT_KINDS;
export const importKindSchema = z.enum([
  'roster',
  'classes',
  'record-file',
  'school-file',
  'completions',
  'moodle-scorm-basic',
  'moodle-activity-completion',
  'moodle-course-completion',
]);

/**
 * What becomes of one row:
 * `new` is added · `changed` alters what is kept · `same` changes nothing · `proposed` may mean a
 * person who is kept (by name alone, by a code under another name) and is taken for them only if the
 * officer ticks it; else a result is kept aside, and a line of a roster adds somebody or nothing, as its
 * reason says · `unmatched` is kept aside with its
 * reason · `ignored` says nothing (blank, total, never started) · `error` cannot be taken ·
 * `gone` is somebody kept in a unit of the file whom the file does not name: they stay, unless the
 * officer says that they left · `dropped` is a class, session or statement kept of a school that its
 * file does not have any more: it stays, unless the officer says that it goes.
 */
export const ROW_VERDICTS = {
  new: 'Thêm mới',
  changed: 'Thay đổi',
  same: 'Đã có',
  proposed: 'Cần xác nhận',
  unmatched: 'Chưa khớp',
  ignored: 'Bỏ qua',
  error: 'Lỗi',
  gone: 'Không còn trong tệp',
  dropped: 'Trường không còn ghi',
} as const;
export type RowVerdict = keyof typeof ROW_VERDICTS;
export const rowVerdictSchema = z.enum([
  'new',
  'changed',
  'same',
  'proposed',
  'unmatched',
  'ignored',
  'error',
  'gone',
  'dropped',
]);

export const importRowSchema = z.object({
  /** Key of the row within the preview. */
  key: z.int(),
  /** Row as the spreadsheet numbers it (1 is the first; 0 for `gone` and `dropped`, which have none), and the sheet's name where there are several. */
  row: z.int(),
  sheet: z.string().nullable(),
  verdict: rowVerdictSchema,
  /** Vietnamese: why; names the column for an error. */
  reason: z.string(),
  /** What was read, for people: name, unit, module … in display order. */
  cells: z.array(z.object({ label: z.string(), value: z.string() })),
  /** For `proposed`: who it would be; for `gone`: who it is. */
  proposal: z.object({ personId: z.string(), text: z.string() }).nullable(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** How the columns of one sheet are understood. */
export const sheetMappingSchema = z.object({
  /** The sheet's name; null where the file has none. */
  sheet: z.string().nullable(),
  /** False: nothing of it is taken. */
  included: z.boolean(),
  /** Vietnamese: which school its titles, its name or rows of their own give to rows without a unit; or null. */
  school: z.string().nullable(),
  /** Column index (from 0) → field name, or null to ignore it. */
  columns: z.array(z.object({ index: z.int(), header: z.string(), field: z.string().nullable() })),
});
export type SheetMapping = z.infer<typeof sheetMappingSchema>;

/** How a file is understood: guessed, and corrected by the officer. */
export const importMappingSchema = z.object({
  kind: importKindSchema,
  /** The sheets with a header, in the order of the file; empty for files that are no table. */
  sheets: z.array(sheetMappingSchema),
  /** Activity or SCO title in an LMS report → module slug, or null to ignore it. */
  modules: z.array(z.object({ title: z.string(), module: slugSchema.nullable() })),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

export const importPreviewSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  kind: importKindSchema,
  /** E.g. `UTF-8`, `UTF-16LE`, `Windows-1258`, `XLSX`. */
  encoding: z.string(),
  mapping: importMappingSchema,
  /** Fields a column may be mapped to, with Vietnamese labels; empty for record files. */
  fields: z.array(z.object({ field: z.string(), label: z.string(), required: z.boolean() })),
  counts: z.record(rowVerdictSchema, z.int()),
  /** Kept units that it would move, rename or give another code. */
  changedUnits: z.int(),
  /** Vietnamese warnings about the file as a whole. */
  warnings: z.array(z.string()),
  /** True when it can be confirmed as it stands. */
  ready: z.boolean(),
  /** True when the mapping is the one the officer gave for an earlier file with the same headers. */
  remembered: z.boolean(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('progress'), phase: z.string(), done: z.int(), total: z.int() }),
  z.object({ event: z.literal('preview'), preview: importPreviewSchema }),
  z.object({
    event: z.literal('done'),
    importId: z.string(),
    counts: z.record(rowVerdictSchema, z.int()),
  }),
  z.object({ event: z.literal('failed'), code: z.string(), message: z.string() }),
]);
export type ImportEvent = z.infer<typeof importEventSchema>;

export const importRowsSchema = z.object({ total: z.int(), rows: z.array(importRowSchema) });
export type ImportRows = z.infer<typeof importRowsSchema>;

export const importConfirmSchema = z.object({
  /** Keys of `proposed` rows the officer accepts, and of `dropped` rows that go. */
  accept: z.array(z.int()),
  /** People of `gone` rows of whom the officer says that they left, and the first day without them. */
  left: z.object({ people: z.array(z.string()), from: daySchema }).optional(),
});
export type ImportConfirm = z.infer<typeof importConfirmSchema>;

export const importSummarySchema = z.object({
  id: z.string(),
  fileName: z.string(),
  kind: importKindSchema,
  confirmedAt: z.string(),
  counts: z.record(rowVerdictSchema, z.int()),
  undoable: z.boolean(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;

/** A rate is its numerator and denominator; `shown` is rounded down to a tenth of a per cent. */
export const rateSchema = z.object({
  numerator: z.int(),
  denominator: z.int(),
  /** E.g. `89,9%`; `–` when the denominator is 0. */
  shown: z.string(),
  /** Whether numerator/denominator, unrounded, is at or above the target; null without denominator. */
  met: z.boolean().nullable(),
});
export type Rate = z.infer<typeof rateSchema>;

export const coverageGroupSchema = z.object({
  /** Unit id, level or role. */
  id: z.string(),
  name: z.string(),
  people: z.int(),
  trained: rateSchema,
  reached: rateSchema,
});
export type CoverageGroup = z.infer<typeof coverageGroupSchema>;

export const coverageSchema = z.object({
  programme: keptProgrammeSchema,
  /** Reporting date: who was on the roster, and what had been achieved, on that day. */
  on: daySchema,
  /** From the top of the tree to the unit asked for; empty for everybody. */
  path: z.array(z.object({ id: z.string(), name: z.string() })),
  total: coverageGroupSchema,
  /**
   * The units right below the one asked for, each with all below it, lowest first. `own`: the people of
   * the unit asked for itself, under its id. `divided`: it has units of its own to open.
   */
  children: z.array(coverageGroupSchema.extend({ own: z.boolean(), divided: z.boolean() })),
  /** Every unit with people of its own, furthest from the target first. */
  byUnit: z.array(coverageGroupSchema),
  byLevel: z.array(coverageGroupSchema),
  byRole: z.array(coverageGroupSchema),
  /** Passed per required module, over the people of whom it is required. */
  byModule: z.array(z.object({ module: slugSchema, title: z.string(), passed: rateSchema })),
  /** People trained by source of their evidence (a person with several sources counts under the strongest). */
  bySource: z.array(z.object({ source: completionSourceSchema, people: z.int() })),
  /** People on the roster whose role the programme does not name: outside the denominator. */
  outside: z.int(),
});
export type Coverage = z.infer<typeof coverageSchema>;

export const unfinishedSchema = z.object({
  total: z.int(),
  people: z.array(
    z.object({
      personId: z.string(),
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      role: roleSchema,
      /** Required modules not yet passed, with the best status so far. */
      missing: z.array(z.object({ module: slugSchema, status: completionStatusSchema.nullable() })),
    }),
  ),
});
export type Unfinished = z.infer<typeof unfinishedSchema>;

export const unmatchedSchema = z.object({
  total: z.int(),
  records: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      row: z.int(),
      reason: z.string(),
      cells: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ),
});
export type Unmatched = z.infer<typeof unmatchedSchema>;
