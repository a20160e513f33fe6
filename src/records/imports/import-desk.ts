import type { Kysely } from 'kysely';
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
import { countVerdicts, writeCompletions, writeRoster } from './write-import.ts';

/** Sends an event to whoever waits for the import. */
export type Emit = (event: ImportEvent) => void;

/** Previews kept at once; the oldest goes when there are more. */
const MAX_PENDING = 8;

/** What the desk needs of the records' home (see `home.ts`). */
export type DeskHome = Pick<RecordsHome, 'read' | 'write'>;

/** Where files are read, judged, confirmed and taken back. Nothing is written before `confirm`. */
export class ImportDesk {
  readonly #home: DeskHome;
  readonly #pending = new Map<string, PendingImport>();

  constructor(home: DeskHome) {
    this.#home = home;
  }

  /** Reads and judges a file; the last event is `preview`. */
  async read(
    bytes: Uint8Array,
    fileName: string,
    kind: ImportKind | null,
    emit: Emit,
  ): Promise<void> {
    await say(emit, 'Đang đọc tệp', 0, 1);
    const content = await readFile(bytes, kind);
    await this.#home.read(async (db) => {
      const modules = await knownModules(db);
      const mapping = guessMapping(content, fileName, modules);
      await this.#judge(db, { id: newPendingId(), fileName, content }, mapping, modules, emit);
    });
  }

  /** Judges a pending file again under the officer's mapping; the last event is `preview`. */
  async remap(id: string, mapping: ImportMapping, emit: Emit): Promise<void> {
    const pending = this.#get(id);
    const { content, fileName } = pending;
    if (mapping.kind !== pending.mapping.kind) {
      throw new ApiProblem(
        400,
        'wrong-kind',
        'Không đổi được loại tệp ở đây. Hãy bỏ tệp này rồi nhập lại với loại tệp đúng.',
      );
    }
    await this.#home.read(async (db) =>
      this.#judge(db, { id, fileName, content }, mapping, await knownModules(db), emit),
    );
  }

  async #judge(
    db: Kysely<RecordsTables>,
    file: Pick<PendingImport, 'id' | 'fileName' | 'content'>,
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
  rows(id: string, verdict: RowVerdict | null, offset: number, limit: number): ImportRows {
    const { rows } = this.#get(id).judgement;
    const keyed = rows.map((row, key) => ({ row, key }));
    const chosen = verdict === null ? keyed : keyed.filter(({ row }) => row.verdict === verdict);
    return {
      total: chosen.length,
      rows: chosen.slice(offset, offset + limit).map(({ row, key }) => shownRow(row, key)),
    };
  }

  /** Writes a preview in one transaction; the last event is `done`. */
  async confirm(id: string, { accept }: ImportConfirm, emit: Emit): Promise<void> {
    const pending = this.#get(id);
    if (!previewOf(pending).ready) {
      throw new ApiProblem(
        409,
        'not-ready',
        'Tệp này chưa nhập được. Hãy xem các cảnh báo của tệp, chọn đủ cột và mô-đun rồi thử lại.',
      );
    }
    const accepted = new Set(accept);
    const counts = await this.#home.write(async (db) => {
      const modules = await knownModules(db);
      const changed = (await readSetting(db, 'revision')) !== pending.revision;
      const judgement = changed
        ? await judgeFile(
            db,
            pending.content,
            pending.mapping,
            pending.fileName,
            modules,
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
        })
        .execute();
      const onProgress = (done: number, total: number) =>
        emit({ event: 'progress', phase: 'Đang ghi', done, total });
      if (pending.mapping.kind === 'roster') await writeRoster(db, judgement, id, onProgress);
      else await writeCompletions(db, judgement, accepted, id, onProgress);
      await touch(db);
      return result;
    });
    this.#pending.delete(id);
    emit({ event: 'done', importId: id, counts });
  }

  /** Throws a preview away. */
  discard(id: string): void {
    this.#pending.delete(id);
  }

  /** Throws all previews away, when the records were replaced. */
  discardAll(): void {
    this.#pending.clear();
  }

  /** Confirmed imports, newest first; only the newest can be taken back. */
  list(): Promise<ImportSummary[]> {
    return this.#home.read(listImports);
  }

  /** Takes the last import back, in one transaction. */
  async undo(id: string): Promise<void> {
    await this.#home.write(async (db) => {
      const [newest] = await listImports(db);
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

  #get(id: string): PendingImport {
    const pending = this.#pending.get(id);
    if (pending === undefined) {
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

async function listImports(db: Kysely<RecordsTables>): Promise<ImportSummary[]> {
  const rows = await db
    .selectFrom('import_batch')
    .selectAll()
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row, index) =>
    importSummarySchema.parse({
      id: row.id,
      fileName: row.file_name,
      kind: row.kind,
      confirmedAt: row.confirmed_at,
      counts: JSON.parse(row.counts),
      undoable: index === 0,
    }),
  );
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
