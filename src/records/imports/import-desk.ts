import type { Kysely } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import {
  type ImportConfirm,
  type ImportEvent,
  type ImportKind,
  type ImportMapping,
  type ImportRow,
  type ImportRows,
  type ImportSummary,
  importSummarySchema,
  type RowVerdict,
} from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { RecordsHome } from '../home.ts';
import { keepSetting, newRevision, readSetting } from '../settings.ts';
import type { JudgedRow } from './judged.ts';
import type { KnownModule } from './module-titles.ts';
import type { Pace } from './pace.ts';
import {
  guessMapping,
  judgeFile,
  newPendingId,
  type PendingImport,
  previewOf,
  readFile,
} from './pending-import.ts';
import { rememberedMapping, rememberMapping } from './remembered-mapping.ts';
import { undoImport } from './undo.ts';
import {
  countVerdicts,
  NO_COUNTS,
  writeClasses,
  writeCompletions,
  writeRoster,
} from './write-import.ts';
import { writeSchoolFile } from './write-school-file.ts';

/** Sends an event to whoever waits for the import. */
export type Emit = (event: ImportEvent) => void;

/** Who waits for a file to be read: hears how it goes, and can stop it. */
export interface Reader {
  emit: Emit;
  /** Aborted when nobody waits any more: reading stops at its next breath and leaves nothing. */
  signal: AbortSignal;
}

/** Previews kept at once; the oldest goes when there are more. */
const MAX_PENDING = 8;

/** For whom the desk works: a call, its home and what its actor may see. */
export interface DeskVisitor {
  home: Pick<RecordsHome, 'read' | 'write'>;
  actor: Actor;
  seen(db: Kysely<RecordsTables>): Promise<UnitsSeen>;
}

/** Where files are read, judged, confirmed and taken back. Nothing is written before `confirm`. */
export class ImportDesk {
  readonly #pending = new Map<string, PendingImport>();

  /** Reads and judges a file; the last event is `preview`. */
  async read(
    visitor: DeskVisitor,
    bytes: Uint8Array,
    fileName: string,
    kind: ImportKind | null,
    reader: Reader,
  ): Promise<void> {
    const content = await readFile(bytes, kind, reading(reader));
    await visitor.home.read(async (db) => {
      const modules = await knownModules(db);
      const guessed = guessMapping(content, fileName, modules);
      const mapping = await rememberedMapping(db, guessed);
      const remembered = mapping !== guessed;
      const owner = ownerOf(visitor);
      const file = { id: newPendingId(), owner, fileName, content, guessed, remembered };
      await this.#judge(db, await visitor.seen(db), file, mapping, modules, reader);
    });
  }

  /** Judges a pending file again under the officer's mapping; the last event is `preview`. */
  async remap(
    visitor: DeskVisitor,
    id: string,
    mapping: ImportMapping,
    reader: Reader,
  ): Promise<void> {
    const pending = this.#get(visitor, id);
    const { content, fileName, owner, guessed } = pending;
    if (mapping.kind !== pending.mapping.kind) {
      throw new ApiProblem(
        400,
        'wrong-kind',
        'Không đổi được loại tệp ở đây. Hãy bỏ tệp này rồi nhập lại với loại tệp đúng.',
      );
    }
    await visitor.home.read(async (db) => {
      const file = { id, owner, fileName, content, guessed, remembered: false };
      await this.#judge(db, await visitor.seen(db), file, mapping, await knownModules(db), reader);
    });
  }

  async #judge(
    db: Kysely<RecordsTables>,
    seen: UnitsSeen,
    file: Omit<PendingImport, 'mapping' | 'judgement' | 'revision'>,
    mapping: ImportMapping,
    modules: readonly KnownModule[],
    reader: Reader,
  ): Promise<void> {
    const revision = await readSetting(db, 'revision');
    const judgement = await judgeFile(
      db,
      file.content,
      mapping,
      file.fileName,
      modules,
      seen,
      judging(reader),
    );
    reader.signal.throwIfAborted();
    const pending: PendingImport = { ...file, mapping, judgement, revision };
    this.#pending.delete(file.id);
    this.#pending.set(file.id, pending);
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size <= MAX_PENDING) break;
      this.#pending.delete(oldest);
    }
    reader.emit({ event: 'progress', phase: JUDGING, done: 1, total: 1 });
    reader.emit({ event: 'preview', preview: previewOf(pending) });
  }

  /** A page of a preview's rows, all of them or those of one verdict. */
  rows(
    visitor: DeskVisitor,
    id: string,
    verdict: RowVerdict | null,
    offset: number,
    limit: number,
  ): ImportRows {
    const { rows } = this.#get(visitor, id).judgement;
    const keyed = rows.map((row, key) => ({ row, key }));
    const chosen = verdict === null ? keyed : keyed.filter(({ row }) => row.verdict === verdict);
    return {
      total: chosen.length,
      rows: chosen.slice(offset, offset + limit).map(({ row, key }) => shownRow(row, key)),
    };
  }

  /** Writes a preview in one transaction; the last event is `done`. */
  async confirm(
    visitor: DeskVisitor,
    id: string,
    { accept, left }: ImportConfirm,
    emit: Emit,
  ): Promise<void> {
    const pending = this.#get(visitor, id);
    if (!previewOf(pending).ready) {
      throw new ApiProblem(
        409,
        'not-ready',
        'Tệp này chưa nhập được. Hãy xem các cảnh báo của tệp, chọn đủ cột và mô-đun rồi thử lại.',
      );
    }
    const accepted = new Set(accept);
    const counts = await visitor.home.write(async (db) => {
      const seen = await visitor.seen(db);
      const modules = await knownModules(db);
      const changed = (await readSetting(db, 'revision')) !== pending.revision;
      const judgement = changed
        ? await judgeFile(
            db,
            pending.content,
            pending.mapping,
            pending.fileName,
            modules,
            seen,
            judging({ emit, signal: NEVER }),
          )
        : pending.judgement;
      const result = countVerdicts(judgement.rows, {
        accepted,
        left: new Set(left?.people),
      });
      await db
        .insertInto('import_batch')
        .values({
          id,
          file_name: pending.fileName,
          kind: pending.mapping.kind,
          confirmed_at: new Date().toISOString(),
          counts: JSON.stringify(result),
          unit_id: seen === 'all' || visitor.actor.kind !== 'officer' ? null : visitor.actor.unitId,
        })
        .execute();
      const onProgress = (done: number, total: number) =>
        emit({ event: 'progress', phase: 'Đang ghi', done, total });
      if (pending.mapping.kind === 'roster') await writeRoster(db, judgement, left, id, onProgress);
      else if (pending.mapping.kind === 'classes') await writeClasses(db, judgement, id);
      else if (pending.mapping.kind === 'school-file')
        await writeSchoolFile(db, judgement, left, id, onProgress);
      else await writeCompletions(db, judgement, accepted, id, onProgress);
      await rememberMapping(db, pending.mapping, pending.guessed);
      await touch(db);
      return result;
    });
    this.#pending.delete(id);
    emit({ event: 'done', importId: id, counts });
  }

  /** Throws a preview away. */
  discard(visitor: DeskVisitor, id: string): void {
    if (this.#pending.get(id)?.owner === ownerOf(visitor)) this.#pending.delete(id);
  }

  /** Throws all previews away, when the records were replaced. */
  discardAll(): void {
    this.#pending.clear();
  }

  /** Confirmed imports by officers of the units seen, newest first; only the newest of all can be taken back. */
  list(visitor: DeskVisitor): Promise<ImportSummary[]> {
    return visitor.home.read(async (db) => listImports(db, await visitor.seen(db)));
  }

  /** Takes the last import back, in one transaction. */
  async undo(visitor: DeskVisitor, id: string): Promise<void> {
    await visitor.home.write(async (db) => {
      const newest = (await listImports(db, await visitor.seen(db))).find((one) => one.undoable);
      if (newest === undefined || newest.id !== id) {
        throw new ApiProblem(
          409,
          'not-last-import',
          'Chỉ hoàn tác được lần nhập gần nhất. Hãy tải lại danh sách các lần nhập rồi thử lại.',
        );
      }
      await undoImport(db, id);
      await touch(db);
    });
  }

  #get(visitor: DeskVisitor, id: string): PendingImport {
    const pending = this.#pending.get(id);
    if (pending === undefined || pending.owner !== ownerOf(visitor)) {
      throw new ApiProblem(404, 'unknown-import', 'Tệp này không còn chờ nhập. Hãy chọn lại tệp.');
    }
    return pending;
  }
}

/** The records changed: previews judged before are judged again, and the day is kept for `State`. */
export async function touch(db: Kysely<RecordsTables>): Promise<void> {
  await keepSetting(db, 'revision', newRevision());
  await keepSetting(db, 'last-change', new Date().toISOString());
}

/** Whose previews they are: an officer's own, or those of whoever sits at this PC. */
function ownerOf({ actor }: DeskVisitor): string {
  return actor.kind === 'officer' ? actor.id : actor.kind;
}

async function listImports(db: Kysely<RecordsTables>, seen: UnitsSeen): Promise<ImportSummary[]> {
  const rows = await db
    .selectFrom('import_batch')
    .selectAll()
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.flatMap((row, index) => {
    if (seen !== 'all' && (row.unit_id === null || !seen.has(row.unit_id))) return [];
    return importSummarySchema.parse({
      id: row.id,
      fileName: row.file_name,
      kind: row.kind,
      confirmedAt: row.confirmed_at,
      // Imports of an earlier version have no count of the newer verdicts.
      counts: { ...NO_COUNTS, ...JSON.parse(row.counts) },
      undoable: index === 0,
    });
  });
}

async function knownModules(db: Kysely<RecordsTables>): Promise<KnownModule[]> {
  const rows = await db.selectFrom('module').selectAll().orderBy('slug').execute();
  return rows.map(({ slug, title, pass_mark }) => ({ slug, title, passMark: pass_mark }));
}

const JUDGING = 'Đang đối chiếu với dữ liệu đang giữ';

/** Keeping is one deed: it is not stopped. */
const NEVER = new AbortController().signal;

/** Progress of judging a file. */
function judging(reader: Reader): Pace {
  return (done, total) => say(reader, JUDGING, done, total);
}

/** Progress of reading a file. */
function reading(reader: Reader): Pace {
  return (done, total) => say(reader, 'Đang đọc tệp', done, total);
}

/** Tells progress, lets it go out and a stop come in, before the work goes on. */
async function say(
  { emit, signal }: Reader,
  phase: string,
  done: number,
  total: number,
): Promise<void> {
  emit({ event: 'progress', phase, done, total });
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
}

function shownRow(row: JudgedRow, key: number): ImportRow {
  const { sheet, verdict, reason, proposal } = row;
  return { key, row: row.row, sheet, verdict, reason, cells: row.cells(), proposal };
}
