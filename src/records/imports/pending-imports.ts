import type { Kysely } from 'kysely';
import { ApiProblem } from '../api-problem.ts';
import {
  type ImportKind,
  type ImportMapping,
  importKindSchema,
  importMappingSchema,
} from '../contract.ts';
import type { PendingImportRow, RecordsTables } from '../database/tables.ts';

/**
 * Files that were read but not confirmed, as the database keeps them: the file itself in parts and how
 * it is understood, so that any process over the same database can judge it again, also after a
 * restart. They are nobody's records: no back-up has them, and they go by themselves.
 */

type Database = Kysely<RecordsTables>;

/** How long a preview waits after it was last read or corrected (hours): a working day. */
export const PENDING_HOURS = 12;

/** Files that wait for one officer at once; the oldest go first. */
export const PENDING_FILES = 16;

/** Their size together (bytes). */
const MAX_BYTES = 128 * 1024 * 1024;

/** Bytes in one part: small enough for a row of any engine. */
const PART_BYTES = 192 * 1024;

/** A file that waits, without its content. */
export interface PendingImport {
  id: string;
  /** Who brought it: nobody else may see or confirm it. */
  owner: string;
  fileName: string;
  /** The kind the officer chose; null when it was left to be recognised. */
  asked: ImportKind | null;
  mapping: ImportMapping;
  /** What the headers alone said, before the officer's word of now or of an earlier file. */
  guessed: ImportMapping;
  /** The mapping is the one kept from an earlier file. */
  remembered: boolean;
  /** Of what the officer was shown (`fingerprintOf`). */
  fingerprint: string;
}

/** A file that waits, or what became of it: a confirmation that is sent again is answered the same. */
export interface KeptPending {
  pending: PendingImport;
  /** Counts as `done` told them, JSON; null while it waits. */
  outcome: string | null;
}

/** Keeps a file with its content; of its owner's others those too many go. */
export async function keepPending(
  db: Database,
  pending: PendingImport,
  content: Uint8Array,
  now = new Date(),
): Promise<void> {
  await dropExpired(db, now);
  await makeRoom(db, pending.owner, content.length);
  await db
    .insertInto('pending_import')
    .values({ ...rowOf(pending), bytes: content.length, expires_at: expiry(now), outcome: null })
    .execute();
  for (let start = 0, part = 0; start < content.length; start += PART_BYTES, part++) {
    const bytes = toBase64(content.subarray(start, start + PART_BYTES));
    await db
      .insertInto('pending_import_part')
      .values({ import_id: pending.id, part, bytes })
      .execute();
  }
}

/** Keeps how a file that waits is understood now. */
export async function updatePending(
  db: Database,
  pending: PendingImport,
  now = new Date(),
): Promise<void> {
  const { id, ...row } = rowOf(pending);
  await db
    .updateTable('pending_import')
    .set({ ...row, expires_at: expiry(now) })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();
}

/**
 * The file of that key, when it is this owner's.
 * @throws ApiProblem 404 for one that is not there, not theirs or has expired.
 */
export async function findPending(
  db: Database,
  id: string,
  owner: string,
  now = new Date(),
): Promise<KeptPending> {
  const row = await db
    .selectFrom('pending_import')
    .selectAll()
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (row === undefined) {
    throw new ApiProblem(
      404,
      'unknown-import',
      `Tệp này không còn chờ nhập: đã bỏ, để quá ${PENDING_HOURS} giờ, hoặc có quá nhiều tệp khác đã đọc sau nó. Hãy chọn lại tệp.`,
    );
  }
  return { pending: pendingOf(row), outcome: row.outcome };
}

/** The bytes of a file that waits. */
export async function pendingContent(db: Database, id: string): Promise<Uint8Array> {
  const parts = await db
    .selectFrom('pending_import_part')
    .select('bytes')
    .where('import_id', '=', id)
    .orderBy('part')
    .execute();
  const read = parts.map(({ bytes }) => fromBase64(bytes));
  const whole = new Uint8Array(read.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of read) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Lets a confirmed file go; that it was confirmed, and how, is known as long as it would have waited. */
export async function settlePending(db: Database, id: string, outcome: string): Promise<void> {
  await db.deleteFrom('pending_import_part').where('import_id', '=', id).execute();
  await db.updateTable('pending_import').set({ outcome }).where('id', '=', id).execute();
}

/** Throws a file away, when it is this owner's. */
export async function dropPending(db: Database, id: string, owner: string): Promise<void> {
  const own = await db
    .selectFrom('pending_import')
    .select('id')
    .where('id', '=', id)
    .where('owner', '=', owner)
    .execute();
  await drop(
    db,
    own.map((row) => row.id),
  );
}

/** Throws every file away, as when somebody whom one may name is erased. */
export async function dropAllPending(db: Database): Promise<void> {
  await db.deleteFrom('pending_import_part').execute();
  await db.deleteFrom('pending_import').execute();
}

/** Throws away what nobody came back for; answers how many files that were. */
export async function dropExpired(db: Database, now = new Date()): Promise<number> {
  const expired = await db
    .selectFrom('pending_import')
    .select('id')
    .where('expires_at', '<=', now.toISOString())
    .execute();
  await drop(
    db,
    expired.map(({ id }) => id),
  );
  return expired.length;
}

async function makeRoom(db: Database, owner: string, bytes: number): Promise<void> {
  const own = await db
    .selectFrom('pending_import')
    .select(['id', 'bytes'])
    .where('owner', '=', owner)
    .where('outcome', 'is', null)
    .orderBy('expires_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  let files = 1;
  let together = bytes;
  const tooMany = own.filter((row) => {
    files++;
    together += Number(row.bytes);
    return files > PENDING_FILES || together > MAX_BYTES;
  });
  await drop(
    db,
    tooMany.map(({ id }) => id),
  );
}

async function drop(db: Database, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await db.deleteFrom('pending_import_part').where('import_id', '=', id).execute();
    await db.deleteFrom('pending_import').where('id', '=', id).execute();
  }
}

function expiry(now: Date): string {
  return new Date(now.getTime() + PENDING_HOURS * 3_600_000).toISOString();
}

function rowOf(pending: PendingImport): Omit<PendingImportRow, 'bytes' | 'expires_at' | 'outcome'> {
  return {
    id: pending.id,
    owner: pending.owner,
    file_name: pending.fileName,
    asked: pending.asked,
    mapping: JSON.stringify(pending.mapping),
    guessed: JSON.stringify(pending.guessed),
    remembered: pending.remembered ? 1 : 0,
    fingerprint: pending.fingerprint,
  };
}

function pendingOf(row: PendingImportRow): PendingImport {
  return {
    id: row.id,
    owner: row.owner,
    fileName: row.file_name,
    asked: importKindSchema.nullable().parse(row.asked),
    mapping: importMappingSchema.parse(JSON.parse(row.mapping)),
    guessed: importMappingSchema.parse(JSON.parse(row.guessed)),
    remembered: Number(row.remembered) === 1,
    fingerprint: row.fingerprint,
  };
}

/** As many characters as a call takes arguments on every engine. */
const STRETCH = 8192;

/** Base64 (RFC 4648, 4): the records keep text only, which every engine takes alike. */
function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += STRETCH)
    binary += String.fromCharCode(...bytes.subarray(start, start + STRETCH));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
