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
import { undoImport } from './undo.ts';
import { countVerdicts, writeClasses, writeCompletions, writeRoster } from './write-import.ts';

/** Sends an event to whoever waits for the import. */
export type Emit = (event: ImportEvent) => void;

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
    emit: Emit,
  ): Promise<void> {
    await say(emit, 'Đang đọc tệp', 0, 1);
    const content = await readFile(bytes, kind);
    await visitor.home.read(async (db) => {
      const modules = await knownModules(db);
      const mapping = guessMapping(content, fileName, modules);
      const file = { id: newPendingId(), owner: ownerOf(visitor), fileName, content };
      await this.#judge(db, await visitor.seen(db), file, mapping, modules, emit);
    });
  }

  /** Judges a pending file again under the officer's mapping; the last event is `preview`. */
  async remap(visitor: DeskVisitor, id: string, mapping: ImportMapping, emit: Emit): Promise<void> {
    const pending = this.#get(visitor, id);
    const { content, fileName, owner } = pending;
    if (mapping.kind !== pending.mapping.kind) {
      throw new ApiProblem(
        400,
        'wrong-kind',
        'Không đổi được loại tệp ở đây. Hãy bỏ tệp này rồi nhập lại với loại tệp đúng.',
      );
    }
    await visitor.home.read(async (db) => {
      const file = { id, owner, fileName, content };
      await this.#judge(db, await visitor.seen(db), file, mapping, await knownModules(db), emit);
    });
  }

  async #judge(
    db: Kysely<RecordsTables>,
    seen: UnitsSeen,
    file: Pick<PendingImport, 'id' | 'owner' | 'fileName' | 'content'>,
    mapping: ImportMapping,
    modules: readonly KnownModule[],
    emit: Emit,
  ): Promise<void> {
    const revision = await readSetting(db, 'revision');
    const judgement = await judgeFile(
      db,
      file.content,
      mapping,
      file.fileName,
      modules,
      seen,
      judging(emit),
    );
    const pending: PendingImport = { ...file, mapping, judgement, revision };
    this.#pending.delete(file.id);
    this.#pending.set(file.id, pending);
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size <= MAX_PENDING) break;
      this.#pending.delete(oldest);
    }
    emit({ event: 'progress', phase: 'Đang đối chiếu với dữ liệu đang giữ', done: 1, total: 1 });
    emit({ event: 'preview', preview: previewOf(pending) });
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
    { accept }: ImportConfirm,
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
            judging(emit),
          )
        : pending.judgement;
      const result = countVerdicts(judgement.rows, accepted);
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
      if (pending.mapping.kind === 'roster') await writeRoster(db, judgement, id, onProgress);
      else if (pending.mapping.kind === 'classes') await writeClasses(db, judgement, id);
      else await writeCompletions(db, judgement, accepted, id, onProgress);
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
      counts: JSON.parse(row.counts),
      undoable: index === 0,
    });
  });
}

async function knownModules(db: Kysely<RecordsTables>): Promise<KnownModule[]> {
  const rows = await db.selectFrom('module').selectAll().orderBy('slug').execute();
  return rows.map(({ slug, title, pass_mark }) => ({ slug, title, passMark: pass_mark }));
}

/** Progress of judging a file. */
function judging(emit: Emit): Pace {
  return (done, total) => say(emit, 'Đang đối chiếu với dữ liệu đang giữ', done, total);
}

/** Emits progress and lets it go out before the work goes on. */
async function say(emit: Emit, phase: string, done: number, total: number): Promise<void> {
  emit({ event: 'progress', phase, done, total });
  await new Promise((resolve) => setTimeout(resolve));
}

function shownRow(row: JudgedRow, key: number): ImportRow {
  const { sheet, verdict, reason, proposal } = row;
  return { key, row: row.row, sheet, verdict, reason, cells: row.cells(), proposal };
}
