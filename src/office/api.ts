import { z } from 'zod';
import {
  type AuditLog,
  auditLogSchema,
  type NewOfficer,
  type Officer,
  officerSchema,
  type SetupCode,
  setupCodeSchema,
} from '../records/contract/accounts.ts';
import {
  type ClassInput,
  type ClassSession,
  type ClassSessions,
  classSessionSchema,
  classSessionsSchema,
  type KeptSession,
  keptSessionSchema,
  type SchoolClass,
  type SessionInput,
  schoolClassSchema,
} from '../records/contract/classes.ts';
import {
  type FigureQuery,
  type FigureRows,
  figureRowsSchema,
  type LaterChange,
  laterChangeSchema,
  type PupilCoverage,
  pupilCoverageSchema,
  type TrendPoint,
  trendPointSchema,
} from '../records/contract/figures.ts';
import {
  type IndicatorGrid,
  indicatorGridSchema,
  type StatementInput,
} from '../records/contract/indicators.ts';
import {
  type CodeCard,
  type CodeHolders,
  changedCodesSchema,
  codeCardSchema,
  codeHoldersSchema,
} from '../records/contract/learners.ts';
import type { ReportLetter } from '../records/contract/report.ts';
import {
  type NewUnit,
  type TreeUnit,
  treeUnitSchema,
  type UnitChanges,
} from '../records/contract/units.ts';
import {
  apiErrorSchema,
  type Catalogue,
  type Coverage,
  coverageSchema,
  type ImportConfirm,
  type ImportEvent,
  type ImportKind,
  type ImportMapping,
  type ImportRows,
  type ImportSummary,
  importEventSchema,
  importRowsSchema,
  importSummarySchema,
  type KeptProgramme,
  keptProgrammeSchema,
  type RowVerdict,
  type State,
  stateSchema,
  type Unfinished,
  type Unit,
  type Unmatched,
  unfinishedSchema,
  unitSchema,
  unmatchedSchema,
} from '../records/contract.ts';
import type { Programme } from '../schemas/programme.ts';
import { type MadeFile, readDownload } from './exports/read-download.ts';
import { readJsonLines } from './ndjson.ts';

/** `fetch` as the records API answers it, in the browser's worker or on a server. */
export type FetchRecords = (input: string, init?: RequestInit) => Promise<Response>;

/** The word an officer types to erase everything; the API asks for the same. */
export const ERASE_WORD = 'XÓA HẾT';

/** What the records API refused, with a Vietnamese sentence for the officer. */
export class RecordsError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'RecordsError';
    this.code = code;
  }
}

/** A page of a long list. */
export interface Slice {
  offset: number;
  limit: number;
}

/** The longest page the API gives. */
const LONGEST_PAGE = 1000;

/** Everything of a long list, page by page; `load` gives one page. */
export async function everyPage<T>(
  total: number,
  load: (slice: Slice) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let offset = 0; offset < total; offset += LONGEST_PAGE) {
    all.push(...(await load({ offset, limit: LONGEST_PAGE })));
  }
  return all;
}

/** Which entries of the audit log are asked for; empty parts ask for all. */
export interface AuditAsked {
  from: string;
  to: string;
  words: string;
}

/** Programme and reporting date that a figure is asked for. */
export interface Scope {
  programme: string;
  /** `YYYY-MM-DD`. */
  on: string;
}

/** How a CSV is laid out: for Excel under Vietnamese settings, or under English ones. */
export const CSV_STYLES = {
  semicolon: 'máy cài tiếng Việt (dấu chấm phẩy)',
  comma: 'máy cài tiếng Anh (dấu phẩy)',
} as const;
export type CsvStyle = keyof typeof CSV_STYLES;

/** The CSV files the API writes. */
export type ExportName = 'completions' | 'coverage' | 'unfinished';

/** The files that go out under a name of their own. */
export type ExportFile =
  | 'coverage.xlsx'
  | 'completions.xlsx'
  | 'report.docx'
  | 'school-file'
  | { csv: ExportName; separator: CsvStyle };

/**
 * The records API as typed calls: the only place of the office pages that fetches, and where every
 * answer is parsed by the contract. Each call rejects with `RecordsError`, or with an `AbortError`
 * when its signal was aborted.
 */
export interface RecordsApi {
  state(): Promise<State>;
  putCatalogue(catalogue: Catalogue): Promise<void>;
  programmes(): Promise<KeptProgramme[]>;
  putProgramme(id: string, programme: Programme): Promise<void>;
  resetProgramme(id: string): Promise<void>;
  readFile(file: File, as: ImportKind | 'auto', signal?: AbortSignal): AsyncIterable<ImportEvent>;
  remap(importId: string, mapping: ImportMapping, signal?: AbortSignal): AsyncIterable<ImportEvent>;
  rows(importId: string, verdict: RowVerdict | null, slice: Slice): Promise<ImportRows>;
  confirm(importId: string, body: ImportConfirm): AsyncIterable<ImportEvent>;
  discard(importId: string): Promise<void>;
  undo(importId: string): Promise<void>;
  imports(): Promise<ImportSummary[]>;
  units(): Promise<Unit[]>;
  /** The units as they stood on a day. */
  unitTree(on: string): Promise<TreeUnit[]>;
  addUnit(unit: NewUnit): Promise<void>;
  changeUnits(changes: UnitChanges): Promise<void>;
  dropUnit(unitId: string): Promise<void>;
  /** `unit`: a node of the tree, null for the whole. */
  coverage(scope: Scope & { unit?: string | null }): Promise<Coverage>;
  pupils(scope: Scope & { unit: string | null }): Promise<PupilCoverage>;
  trend(scope: Scope & { unit: string | null }): Promise<TrendPoint[]>;
  figureRows(scope: Scope & Slice & Partial<FigureQuery>): Promise<FigureRows>;
  laterChanges(scope: Scope): Promise<LaterChange[]>;
  indicators(scope: Scope & { unit: string | null }): Promise<IndicatorGrid>;
  keepStatements(statements: StatementInput[]): Promise<void>;
  withdrawStatements(ids: string[]): Promise<void>;
  classes(filter: { unit: string | null; schoolYear: string }): Promise<SchoolClass[]>;
  keepClass(classId: string, input: ClassInput): Promise<SchoolClass>;
  dropClass(classId: string): Promise<void>;
  sessions(filter: Slice & { unit: string | null }): Promise<ClassSessions>;
  keepSession(sessionId: string, input: SessionInput): Promise<KeptSession>;
  dropSession(sessionId: string): Promise<ClassSession>;
  unfinished(scope: Scope & Slice & { unit: string | null }): Promise<Unfinished>;
  unmatched(slice: Slice): Promise<Unmatched>;
  exportCsv(
    name: ExportName,
    scope: Scope & { unit?: string | null },
    style: CsvStyle,
  ): Promise<Blob>;
  /** A file for Excel, Word or another office; `onBytes` tells how much of it has come. */
  exportFile(
    file: ExportFile,
    scope: Scope & { unit: string | null },
    onBytes: (bytes: number) => void,
    letter?: ReportLetter,
  ): Promise<MadeFile>;
  /** Accounts, on a server alone. */
  officers(): Promise<Officer[]>;
  addOfficer(officer: NewOfficer): Promise<SetupCode>;
  resetOfficer(id: string): Promise<SetupCode>;
  closeOfficer(id: string, closed: boolean): Promise<void>;
  audit(filter: AuditAsked, slice: Slice): Promise<AuditLog>;
  auditCsv(filter: AuditAsked): Promise<Blob>;
  /** Learner codes, on a server alone; `unit` empty: all that the officer sees. */
  codeHolders(filter: { unit: string }, slice: Slice): Promise<CodeHolders>;
  /** The cards of those who have a code; that they were taken out is logged. */
  codeCards(which: WhoseCodes): Promise<CodeCard[]>;
  /** How many codes were issued, renewed or stopped. */
  changeCodes(deed: CodeDeed, which: WhoseCodes): Promise<number>;
  backup(): Promise<Blob>;
  restore(file: Blob): Promise<void>;
  erase(): Promise<void>;
}

/** Whose codes: of a unit and all below it (empty: everybody seen), or of some people alone. */
export interface WhoseCodes {
  unit: string;
  people?: string[];
}

/** What is done to learner codes. */
export type CodeDeed = 'issue' | 'renew' | 'revoke';

/** Whether something was thrown because the officer cancelled it. */
export function isAbort(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError';
}

/** The sentence to show for anything thrown. */
export function messageOf(cause: unknown): string {
  if (cause instanceof RecordsError) return cause.message;
  return 'Có lỗi ngoài dự kiến trên trang này. Hãy tải lại trang rồi thử lại; nếu vẫn lỗi, hãy sao lưu dữ liệu ra tệp trước khi làm tiếp.';
}

const json = { 'content-type': 'application/json' };

function query(params: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** Makes the typed API over a `fetch`. */
export function createRecordsApi(fetchRecords: FetchRecords): RecordsApi {
  async function call(path: string, init?: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetchRecords(path, init);
    } catch (cause) {
      if (isAbort(cause) || cause instanceof RecordsError) throw cause;
      throw new RecordsError(
        'unreachable',
        'Phần lưu dữ liệu của trang không trả lời. Hãy tải lại trang rồi thử lại.',
      );
    }
    if (response.ok) return response;
    const parsed = apiErrorSchema.safeParse(await response.json().catch(() => null));
    if (parsed.success) throw new RecordsError(parsed.data.error.code, parsed.data.error.message);
    throw new RecordsError(
      `http-${response.status}`,
      `Phần lưu dữ liệu báo lỗi ${response.status}. Hãy tải lại trang rồi thử lại.`,
    );
  }

  const write = <T>(schema: z.ZodType<T>, path: string, body: unknown): Promise<T> =>
    read(schema, path, { method: 'POST', headers: json, body: JSON.stringify(body ?? {}) });

  async function read<T>(schema: z.ZodType<T>, path: string, init?: RequestInit): Promise<T> {
    const response = await call(path, init);
    const parsed = schema.safeParse(await response.json().catch(() => null));
    if (parsed.success) return parsed.data;
    throw new RecordsError(
      'unexpected-answer',
      'Dữ liệu đang giữ không đúng dạng mà trang này hiểu. Có thể trang vừa được cập nhật: hãy tải lại trang.',
    );
  }

  async function* events(path: string, init: RequestInit): AsyncGenerator<ImportEvent> {
    const { body } = await call(path, init);
    if (body === null)
      throw new RecordsError('unexpected-answer', 'Không nhận được trả lời. Hãy thử lại.');
    for await (const line of readJsonLines(body, init.signal ?? undefined)) {
      const parsed = importEventSchema.safeParse(line);
      if (!parsed.success) {
        throw new RecordsError(
          'unexpected-answer',
          'Trang này không hiểu kết quả đọc tệp. Hãy tải lại trang rồi thử lại.',
        );
      }
      if (parsed.data.event === 'failed') {
        throw new RecordsError(parsed.data.code, parsed.data.message);
      }
      yield parsed.data;
    }
  }

  const withSignal = (signal: AbortSignal | undefined): RequestInit =>
    signal === undefined ? {} : { signal };
  const send = async (path: string, init: RequestInit): Promise<void> => {
    await call(path, init);
  };
  const withBody = (method: string, body: unknown): RequestInit => ({
    method,
    headers: json,
    body: JSON.stringify(body),
  });
  const id = encodeURIComponent;

  return {
    state: () => read(stateSchema, '/api/state'),
    putCatalogue: (catalogue) =>
      send('/api/catalogue', { method: 'PUT', headers: json, body: JSON.stringify(catalogue) }),
    programmes: () => read(z.array(keptProgrammeSchema), '/api/programmes'),
    putProgramme: (programmeId, programme) =>
      send(`/api/programmes/${id(programmeId)}`, {
        method: 'PUT',
        headers: json,
        body: JSON.stringify(programme),
      }),
    resetProgramme: (programmeId) =>
      send(`/api/programmes/${id(programmeId)}`, { method: 'DELETE' }),
    readFile: (file, as, signal) =>
      events(`/api/imports${query({ name: file.name, as })}`, {
        method: 'POST',
        body: file,
        ...withSignal(signal),
      }),
    remap: (importId, mapping, signal) =>
      events(`/api/imports/${id(importId)}/mapping`, {
        method: 'PUT',
        headers: json,
        body: JSON.stringify(mapping),
        ...withSignal(signal),
      }),
    rows: (importId, verdict, slice) =>
      read(importRowsSchema, `/api/imports/${id(importId)}/rows${query({ verdict, ...slice })}`),
    confirm: (importId, body) =>
      events(`/api/imports/${id(importId)}/confirm`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      }),
    discard: (importId) => send(`/api/imports/${id(importId)}`, { method: 'DELETE' }),
    undo: (importId) => send(`/api/imports/${id(importId)}/undo`, { method: 'POST' }),
    imports: () => read(z.array(importSummarySchema), '/api/imports'),
    units: () => read(z.array(unitSchema), '/api/units'),
    unitTree: (on) => read(z.array(treeUnitSchema), `/api/units/tree${query({ on })}`),
    addUnit: (unit) => send('/api/units', withBody('POST', unit)),
    changeUnits: (changes) => send('/api/units/changes', withBody('POST', changes)),
    dropUnit: (unitId) => send(`/api/units/${id(unitId)}`, { method: 'DELETE' }),
    coverage: ({ programme, on, unit }) =>
      read(coverageSchema, `/api/coverage${query({ programme, on, unit })}`),
    pupils: (scope) => read(pupilCoverageSchema, `/api/coverage/pupils${query({ ...scope })}`),
    trend: (scope) => read(z.array(trendPointSchema), `/api/coverage/trend${query({ ...scope })}`),
    figureRows: (scope) => read(figureRowsSchema, `/api/coverage/rows${query({ ...scope })}`),
    laterChanges: (scope) =>
      read(z.array(laterChangeSchema), `/api/coverage/later-changes${query({ ...scope })}`),
    indicators: (scope) => read(indicatorGridSchema, `/api/indicators${query({ ...scope })}`),
    keepStatements: (statements) => send('/api/indicators', withBody('POST', { statements })),
    withdrawStatements: (ids) => send('/api/indicators/withdraw', withBody('POST', { ids })),
    classes: (filter) => read(z.array(schoolClassSchema), `/api/classes${query({ ...filter })}`),
    keepClass: (classId, input) =>
      read(schoolClassSchema, `/api/classes/${id(classId)}`, withBody('PUT', input)),
    dropClass: (classId) => send(`/api/classes/${id(classId)}`, { method: 'DELETE' }),
    sessions: (filter) => read(classSessionsSchema, `/api/class-sessions${query({ ...filter })}`),
    keepSession: (sessionId, input) =>
      read(keptSessionSchema, `/api/class-sessions/${id(sessionId)}`, withBody('PUT', input)),
    dropSession: (sessionId) =>
      read(classSessionSchema, `/api/class-sessions/${id(sessionId)}`, { method: 'DELETE' }),
    unfinished: ({ programme, on, unit, offset, limit }) =>
      read(unfinishedSchema, `/api/unfinished${query({ programme, on, unit, offset, limit })}`),
    unmatched: (slice) => read(unmatchedSchema, `/api/unmatched${query({ ...slice })}`),
    exportCsv: async (name, { programme, on, unit }, separator) => {
      const search = query({ programme, on, unit, separator });
      return (await call(`/api/exports/${name}.csv${search}`)).blob();
    },
    exportFile: async (file, { programme, on, unit }, onBytes, letter) => {
      const csv = typeof file === 'object' ? file : null;
      const name = typeof file === 'object' ? `${file.csv}.csv` : file;
      const search = query({ programme, on, unit, separator: csv?.separator });
      const init = letter === undefined ? undefined : withBody('POST', letter);
      return readDownload(await call(`/api/exports/${name}${search}`, init), onBytes);
    },
    officers: () => read(z.array(officerSchema), '/api/officers'),
    addOfficer: (officer) => write(setupCodeSchema, '/api/officers', officer),
    resetOfficer: (officerId) =>
      write(setupCodeSchema, `/api/officers/${id(officerId)}/reset`, undefined),
    closeOfficer: (officerId, closed) =>
      send(`/api/officers/${id(officerId)}/closed`, {
        method: 'PUT',
        headers: json,
        body: JSON.stringify({ closed }),
      }),
    audit: (filter, slice) => read(auditLogSchema, `/api/audit${query({ ...filter, ...slice })}`),
    auditCsv: async (filter) =>
      (await call(`/api/exports/audit.csv${query({ ...filter })}`)).blob(),
    codeHolders: (filter, slice) =>
      read(codeHoldersSchema, `/api/learner-codes${query({ ...filter, ...slice })}`),
    codeCards: (which) => write(z.array(codeCardSchema), '/api/learner-codes/cards', which),
    changeCodes: async (deed, which) =>
      (await write(changedCodesSchema, `/api/learner-codes/${deed}`, which)).changed,
    backup: async () => (await call('/api/backup')).blob(),
    restore: (file) => send('/api/restore', { method: 'POST', body: file }),
    erase: () =>
      send('/api/erase', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ confirm: ERASE_WORD }),
      }),
  };
}
