import type { Kysely } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type {
  ImportConfirm,
  ImportEvent,
  ImportKind,
  ImportMapping,
  ImportPreview,
  ImportRow,
  ImportRows,
  ImportSummary,
  RowVerdict,
} from '../contract.ts';
import { newId } from '../database/ids.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { RecordsHome } from '../home.ts';
import { keepSetting, newRevision } from '../settings.ts';
import { dayInVietnam } from '../wording/days.ts';
import { importDeed, undoDeed } from '../wording/deeds.ts';
import { listImports, undoConfirmed } from './confirmed-imports.ts';
import { fitMapping, guessMapping, readFile } from './file-content.ts';
import type { JudgedRow } from './judged.ts';
import { changedSince, judge, knownModules, type OpenFile, OpenFiles } from './open-files.ts';
import type { Pace } from './pace.ts';
import {
  dropExpired,
  dropPending,
  findPending,
  keepPending,
  type PendingImport,
  settlePending,
  updatePending,
} from './pending-imports.ts';
import { previewOf } from './preview.ts';
import { rememberedMapping } from './remembered-mapping.ts';
import type { VerdictCounts } from './write-import.ts';
import { writeJudged } from './write-judged.ts';

/** Sends an event to whoever waits for the import. */
export type Emit = (event: ImportEvent) => void;

/** Who waits for a file to be read: hears how it goes, and can stop it. */
export interface Reader {
  emit: Emit;
  /** Aborted when nobody waits any more: reading stops at its next breath and leaves nothing. */
  signal: AbortSignal;
}

/** For whom the desk works: a call, its home and what its actor may see. */
export interface DeskVisitor {
  home: Pick<RecordsHome, 'read' | 'write' | 'append'>;
  actor: Actor;
  seen(db: Kysely<RecordsTables>): Promise<UnitsSeen>;
}

/**
 * Where files are read, judged, confirmed and taken back. Nothing is written before `confirm` but the
 * file itself, which waits in the database (`pending-imports.ts`) for any process that shares it.
 */
export class ImportDesk {
  readonly #open = new OpenFiles();

  /** Reads and judges a file; the last event is `preview`. */
  async read(
    visitor: DeskVisitor,
    bytes: Uint8Array,
    fileName: string,
    kind: ImportKind | null,
    reader: Reader,
  ): Promise<void> {
    const content = await readFile(bytes, kind, reading(reader));
    const { pending, file } = await visitor.home.read(async (db) => {
      const modules = await knownModules(db);
      const guessed = guessMapping(content, fileName, modules);
      const mapping = await rememberedMapping(db, guessed);
      const about = {
        id: newId(),
        owner: ownerOf(visitor),
        fileName,
        asked: kind,
        mapping,
        guessed,
        remembered: mapping !== guessed,
      };
      const file = await judge(db, visitor, about, content, modules, judging(reader));
      return { pending: { ...about, fingerprint: file.fingerprint }, file };
    });
    reader.signal.throwIfAborted();
    await visitor.home.append((db) => keepPending(db, pending, bytes));
    this.#show(pending, file, reader);
  }

  /** Judges a pending file again under the officer's mapping; the last event is `preview`. */
  async remap(
    visitor: DeskVisitor,
    id: string,
    asked: ImportMapping,
    reader: Reader,
  ): Promise<void> {
    const before = await this.#waiting(visitor, id);
    if (asked.kind !== before.mapping.kind) {
      throw new ApiProblem(
        400,
        'wrong-kind',
        'Không đổi được loại tệp ở đây. Hãy bỏ tệp này rồi nhập lại với loại tệp đúng.',
      );
    }
    const content = await this.#open.contentOf(visitor, before, reading(reader));
    const { pending, file } = await visitor.home.read(async (db) => {
      const modules = await knownModules(db);
      const { guessed, fileName } = before;
      const mapping = fitMapping(content, asked, guessed, fileName, modules);
      const about = { ...before, mapping, remembered: false };
      const file = await judge(db, visitor, about, content, modules, judging(reader));
      return { pending: { ...about, fingerprint: file.fingerprint }, file };
    });
    reader.signal.throwIfAborted();
    await visitor.home.append((db) => updatePending(db, pending));
    this.#show(pending, file, reader);
  }

  #show(pending: PendingImport, file: OpenFile, reader: Reader): void {
    this.#open.keep(pending.id, file);
    reader.emit({ event: 'progress', phase: JUDGING, done: 1, total: 1 });
    reader.emit({ event: 'preview', preview: previewOf({ ...pending, ...file }) });
  }

  /**
   * A page of a preview's rows, all of them or those of one verdict.
   * @throws ApiProblem 409 when another process read the file and the records have changed since.
   */
  async rows(
    visitor: DeskVisitor,
    id: string,
    verdict: RowVerdict | null,
    offset: number,
    limit: number,
  ): Promise<ImportRows> {
    const pending = await this.#waiting(visitor, id);
    const { judgement } = await this.#open.asShown(visitor, pending);
    const keyed = judgement.rows.map((row, key) => ({ row, key }));
    const chosen = verdict === null ? keyed : keyed.filter(({ row }) => row.verdict === verdict);
    return {
      total: chosen.length,
      rows: chosen.slice(offset, offset + limit).map(({ row, key }) => shownRow(row, key)),
    };
  }

  /**
   * Writes a preview in one transaction; the last event is `done`. Sent again, it is answered the same
   * and writes nothing.
   * @throws ApiProblem 409 when what the officer was shown is no longer what would be written.
   */
  async confirm(
    visitor: DeskVisitor,
    id: string,
    officersWord: ImportConfirm,
    emit: Emit,
  ): Promise<void> {
    const owner = ownerOf(visitor);
    const asked = await visitor.home.read((db) => findPending(db, id, owner));
    if (asked.outcome !== null) return emit(doneEvent(id, asked.outcome));
    const reader = { emit, signal: NEVER };
    const content = await this.#open.contentOf(visitor, asked.pending, reading(reader));
    const onProgress = (done: number, total: number) =>
      emit({ event: 'progress', phase: 'Đang ghi', done, total });
    try {
      const counts = await visitor.home.write(async (db, tell) => {
        const { pending, outcome } = await findPending(db, id, owner);
        if (outcome !== null) throw new AlreadyDone(outcome);
        if (asked.pending.fingerprint !== pending.fingerprint) throw changedSince();
        const judgement = await this.#open.unchanged(
          db,
          visitor,
          pending,
          content,
          judging(reader),
        );
        const preview = previewOf({ ...pending, content, judgement });
        if (!preview.ready) throw notReady(preview);
        const counts = await writeJudged(db, pending, judgement, officersWord, {
          unitId: await unitOfBatch(db, visitor),
          onProgress,
        });
        await settlePending(db, id, JSON.stringify(counts));
        const { newUnits, changedUnits } = judgement;
        const units = { added: newUnits.length, changed: changedUnits.length };
        tell(importDeed(pending.mapping.kind, pending.fileName, counts, units));
        await touch(db);
        return counts;
      });
      this.#open.close(id);
      emit(doneEvent(id, JSON.stringify(counts)));
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      emit(doneEvent(id, error.outcome));
    }
  }

  /** Throws a preview away. */
  async discard(visitor: DeskVisitor, id: string): Promise<void> {
    this.#open.close(id);
    await visitor.home.append((db) => dropPending(db, id, ownerOf(visitor)));
  }

  /** Throws away the previews that nobody came back for, here and in the database. */
  async sweep(home: Pick<RecordsHome, 'read' | 'append'>): Promise<void> {
    await home.append((db) => dropExpired(db));
    const kept = await home.read((db) => db.selectFrom('pending_import').select('id').execute());
    const ids = new Set(kept.map(({ id }) => id));
    this.#open.closeAllBut(ids);
  }

  /** Forgets the files open here, when the records were replaced. */
  closeAll(): void {
    this.#open.closeAllBut(new Set());
  }

  /** Confirmed imports, newest first. */
  list(visitor: DeskVisitor): Promise<ImportSummary[]> {
    return visitor.home.read(async (db) => listImports(db, await visitor.seen(db)));
  }

  /** Takes an import back, in one transaction. */
  async undo(visitor: DeskVisitor, id: string): Promise<void> {
    await visitor.home.write(async (db, tell) => {
      const { kind, fileName, confirmedAt } = await undoConfirmed(db, id, await visitor.seen(db));
      tell(undoDeed(kind, fileName, dayInVietnam(new Date(confirmedAt))));
      await touch(db);
    });
  }

  /** A file of the visitor's that still waits. */
  async #waiting(visitor: DeskVisitor, id: string): Promise<PendingImport> {
    const { pending, outcome } = await visitor.home.read((db) =>
      findPending(db, id, ownerOf(visitor)),
    );
    if (outcome === null) return pending;
    throw new ApiProblem(
      409,
      'already-imported',
      'Tệp này đã được nhập. Hãy xem ở bảng các lần nhập.',
    );
  }
}

/** Thrown out of a transaction that found the file confirmed by then. */
class AlreadyDone extends Error {
  readonly outcome: string;
  constructor(outcome: string) {
    super('Confirmed already');
    this.outcome = outcome;
  }
}

function doneEvent(importId: string, outcome: string): ImportEvent {
  const counts: VerdictCounts = JSON.parse(outcome);
  return { event: 'done', importId, counts };
}

/** Why a file cannot be taken: every line is wrong, or its columns are not all known. */
function notReady({ counts }: ImportPreview): ApiProblem {
  return new ApiProblem(
    409,
    'not-ready',
    counts.error > 0
      ? 'Chưa ghi gì: mọi dòng của tệp đều có lỗi. Hãy xem lỗi từng dòng, sửa trong tệp rồi nhập lại.'
      : 'Chưa ghi gì: tệp này chưa nhập được. Hãy xem các cảnh báo của tệp, chọn đủ cột và mô-đun rồi thử lại.',
  );
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

/** The unit of the officer who brings a file; null for one who sees all units. */
async function unitOfBatch(
  db: Kysely<RecordsTables>,
  { seen, actor }: DeskVisitor,
): Promise<string | null> {
  return (await seen(db)) === 'all' || actor.kind !== 'officer' ? null : actor.unitId;
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
