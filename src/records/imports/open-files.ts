import type { Kysely } from 'kysely';
import type { UnitsSeen } from '../access/units-seen.ts';
import { ApiProblem } from '../api-problem.ts';
import type { RecordsTables } from '../database/tables.ts';
import type { RecordsHome } from '../home.ts';
import { readSetting } from '../settings.ts';
import { type FileContent, readFile } from './file-content.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judgeFile } from './judge-file.ts';
import type { Judgement } from './judged.ts';
import type { KnownModule } from './module-titles.ts';
import type { Pace } from './pace.ts';
import { type PendingImport, pendingContent } from './pending-imports.ts';

type Database = Kysely<RecordsTables>;

/** A file as this process read and judged it; all of it can be made again from the bytes kept. */
export interface OpenFile {
  content: FileContent;
  judgement: Judgement;
  fingerprint: string;
  /** What it was judged against: the revision of the records, and whose units. */
  against: string;
}

/** For whom a file is opened. */
export interface FileVisitor {
  home: Pick<RecordsHome, 'read'>;
  seen(db: Database): Promise<UnitsSeen>;
}

/** Files kept in memory at once, so that paging and confirming need not read them again. */
const MAX_OPEN = 8;

/** The files that this process has read; any of them can be read again from the database. */
export class OpenFiles {
  readonly #files = new Map<string, OpenFile>();

  /** Keeps one in memory; the oldest goes when there are too many. */
  keep(id: string, file: OpenFile): void {
    this.#files.delete(id);
    this.#files.set(id, file);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= MAX_OPEN) break;
      this.#files.delete(oldest);
    }
  }

  close(id: string): void {
    this.#files.delete(id);
  }

  closeAllBut(ids: ReadonlySet<string>): void {
    for (const id of this.#files.keys()) if (!ids.has(id)) this.#files.delete(id);
  }

  async contentOf(visitor: FileVisitor, pending: PendingImport, pace: Pace): Promise<FileContent> {
    const open = this.#files.get(pending.id);
    if (open !== undefined) return open.content;
    const bytes = await visitor.home.read((db) => pendingContent(db, pending.id));
    return readFile(bytes, pending.asked, pace);
  }

  /**
   * The file judged as the officer was shown it, whichever process did so.
   * @throws ApiProblem 409 when it was another one and the records say something else by now.
   */
  async asShown(visitor: FileVisitor, pending: PendingImport): Promise<OpenFile> {
    const open = this.#files.get(pending.id);
    if (open?.fingerprint === pending.fingerprint) return open;
    const content = await this.contentOf(visitor, pending, async () => {});
    const file = await visitor.home.read(async (db) =>
      judge(db, visitor, pending, content, await knownModules(db), async () => {}),
    );
    if (file.fingerprint !== pending.fingerprint) throw changedSince();
    this.keep(pending.id, file);
    return file;
  }

  /**
   * What would be written now.
   * @throws ApiProblem 409 when that is not what the officer was shown.
   */
  async unchanged(
    db: Database,
    visitor: FileVisitor,
    pending: PendingImport,
    content: FileContent,
    pace: Pace,
  ): Promise<Judgement> {
    const open = this.#files.get(pending.id);
    if (open?.fingerprint === pending.fingerprint && open.against === (await against(db, visitor)))
      return open.judgement;
    const file = await judge(db, visitor, pending, content, await knownModules(db), pace);
    if (file.fingerprint !== pending.fingerprint) throw changedSince();
    return file.judgement;
  }
}

/** Judges a file against what is kept now of the units its visitor sees. */
export async function judge(
  db: Database,
  visitor: FileVisitor,
  { mapping, fileName }: Pick<PendingImport, 'mapping' | 'fileName'>,
  content: FileContent,
  modules: readonly KnownModule[],
  pace: Pace,
): Promise<OpenFile> {
  const seen = await visitor.seen(db);
  const judgement = await judgeFile(db, content, mapping, fileName, modules, seen, pace);
  return {
    content,
    judgement,
    fingerprint: fingerprintOf(judgement),
    against: await against(db, visitor),
  };
}

/** What a judgement depends on beside the file. */
async function against(db: Database, visitor: FileVisitor): Promise<string> {
  const seen = await visitor.seen(db);
  const revision = await readSetting(db, 'revision');
  return JSON.stringify([revision, seen === 'all' ? seen : [...seen].sort()]);
}

/** The modules of this site, as files may name them. */
export async function knownModules(db: Database): Promise<KnownModule[]> {
  const rows = await db.selectFrom('module').selectAll().orderBy('slug').execute();
  return rows.map(({ slug, title, pass_mark }) => ({ slug, title, passMark: pass_mark }));
}

/** A refusal to write what the officer has not seen. */
export function changedSince(): ApiProblem {
  return new ApiProblem(
    409,
    'preview-changed',
    'Dữ liệu đang giữ đã thay đổi sau lúc xem trước (có người vừa sửa hoặc nhập tệp khác), nên chưa ghi gì. Hãy xem lại bản xem trước mới rồi nhận.',
  );
}
