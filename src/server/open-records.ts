import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ApiProblem } from '../records/api-problem.ts';
import { NewerSchema } from '../records/database/migrate.ts';
import { wasInTheWay } from '../records/database/retry.ts';
import type { RecordsDatabase } from '../records/database/tables.ts';
import { openNodeDatabase } from '../records/node-database.ts';
import { openPostgresDatabase } from '../records/node-postgres.ts';
import { makeFolder } from './durable-files.ts';

/** Name of the database in the data folder. */
const FILE_NAME = 'records.sqlite';

/** Where the server keeps the records. */
export type RecordsPlace =
  | { kind: 'file'; folder: string; path: string }
  | { kind: 'postgres'; url: string };

/** Where the environment says: `DATABASE_URL`, else a file in `DATA_DIR` (default `data/`). */
export function placeFrom(env: NodeJS.ProcessEnv): RecordsPlace {
  if (env.DATABASE_URL) return { kind: 'postgres', url: env.DATABASE_URL };
  const folder = resolve(env.DATA_DIR || 'data');
  return { kind: 'file', folder, path: join(folder, FILE_NAME) };
}

/**
 * Opens the records there, making the folder and the file when they are new.
 * @param busyMs how long the thread may stand still while another writes to the file.
 * @throws Error with a Vietnamese sentence that says what to do.
 */
export async function openRecords(place: RecordsPlace, busyMs?: number): Promise<RecordsDatabase> {
  try {
    if (place.kind === 'postgres') return await openPostgresDatabase(checkedUrl(place.url));
    makeFolder(place.folder);
    accessSync(place.folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return await openNodeDatabase(place.path, undefined, busyMs);
  } catch (error) {
    const why = whyNotOpened(error, place);
    if (why === null) throw error;
    throw new Error(why, { cause: error });
  }
}

function checkedUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new Error(
    'DATABASE_URL chưa đúng. Ví dụ: DATABASE_URL=postgres://ten:mat-khau@127.0.0.1:5432/truong_hoc (ký tự đặc biệt trong mật khẩu viết dạng %XX).',
  );
}

const codedSchema = z.object({ code: z.string(), errcode: z.int().optional() });

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const SQLITE = {
  busy: 5,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** Error code of a database or system error, or null. */
function codeOf(error: unknown): { code: string; sqlite: number | null } | null {
  // A host with several addresses fails with one error for each.
  const one = error instanceof AggregateError ? error.errors[0] : error;
  const { success, data } = codedSchema.safeParse(one);
  if (!success) return null;
  return { code: data.code, sqlite: data.errcode === undefined ? null : data.errcode & 0xff };
}

function whyNotOpened(error: unknown, place: RecordsPlace): string | null {
  if (error instanceof NewerSchema) {
    return 'Dữ liệu được ghi bằng phiên bản mới hơn của chương trình này. Hãy cập nhật chương trình rồi khởi động lại; dữ liệu không bị đổi.';
  }
  return place.kind === 'file'
    ? whyNoFile(error, place.folder, place.path)
    : whyNoPostgres(error, place.url);
}

function whyNoFile(error: unknown, folder: string, path: string): string | null {
  const found = codeOf(error);
  const notWritable = `Không ghi được vào thư mục dữ liệu ${folder}. Hãy cho người dùng đang chạy chương trình quyền ghi vào đó, hoặc chọn thư mục khác: DATA_DIR=/duong/dan npm start`;
  switch (found?.sqlite) {
    case SQLITE.readOnly:
    case SQLITE.cannotOpen:
      return notWritable;
    case SQLITE.full:
      return `Đĩa chứa ${folder} đã đầy. Hãy xóa bớt tệp không cần rồi khởi động lại; dữ liệu đã ghi vẫn còn.`;
    case SQLITE.notADatabase:
    case SQLITE.corrupt:
      return `${path} không phải tệp dữ liệu hoặc đã hỏng. Hãy đổi tên tệp ấy, khởi động lại rồi khôi phục từ bản sao lưu.`;
    case SQLITE.busy:
      return `${path} đang được chương trình khác ghi. Hãy dừng chương trình ấy rồi thử lại.`;
  }
  if (found !== null && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(found.code))
    return notWritable;
  return null;
}

/** PostgreSQL's error codes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
function whyNoPostgres(error: unknown, url: string): string | null {
  const code = codeOf(error)?.code ?? '';
  // Never the whole address: it holds the password.
  const { hostname, port, pathname, username } = new URL(url);
  const server = `${hostname}:${port || '5432'}`;
  if (code === '28P01' || code === '28000')
    return `PostgreSQL ở ${server} không nhận tên "${username}" hoặc mật khẩu. Hãy sửa DATABASE_URL.`;
  if (code === '3D000')
    return `PostgreSQL ở ${server} chưa có cơ sở dữ liệu "${pathname.slice(1)}". Hãy tạo bằng createdb, hoặc sửa DATABASE_URL.`;
  if (code === '42501')
    return `Tên "${username}" không được tạo bảng trong "${pathname.slice(1)}". Hãy cấp quyền, ví dụ: ALTER DATABASE … OWNER TO ${username}`;
  if (isUnreachable(error))
    return `Không kết nối được PostgreSQL ở ${server}. Hãy kiểm tra máy chủ ấy đang chạy, địa chỉ và tường lửa, rồi thử lại.`;
  return null;
}

function isUnreachable(error: unknown): boolean {
  const code = codeOf(error)?.code ?? '';
  return (
    /^(ECONN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN|ENOENT|EPIPE)/.test(code) ||
    // Starting up, shutting down, too many connections.
    /^(57P0\d|08\w{3}|53300)$/.test(code) ||
    (error instanceof Error && /timeout|Connection terminated/i.test(error.message))
  );
}

/** What to answer to a call when the database fails while the server runs; null when it is another error. */
export function explainFailure(error: unknown): ApiProblem | null {
  const found = codeOf(error);
  if (found?.sqlite === SQLITE.full || found?.code === '53100' || found?.code === 'ENOSPC') {
    return new ApiProblem(
      507,
      'disk-full',
      'Đĩa của máy chủ đã đầy nên chưa ghi được; dữ liệu đang giữ không đổi. Hãy báo người quản trị máy chủ rồi thử lại.',
    );
  }
  // SQLite says so of a quota or a limit that is used up, too; and of a disk that breaks.
  if (found?.sqlite === SQLITE.io || found?.code === '58030') {
    return new ApiProblem(
      507,
      'disk-trouble',
      'Máy chủ chưa ghi được vào đĩa: đĩa hết chỗ, hết hạn mức hoặc hỏng; dữ liệu đang giữ không đổi. Hãy báo người quản trị máy chủ rồi thử lại.',
    );
  }
  if (wasInTheWay(error)) {
    return new ApiProblem(
      503,
      'database-busy',
      'Máy chủ đang ghi một việc khác rất lâu (chẳng hạn một tệp lớn) nên chưa làm được việc này; dữ liệu đang giữ không đổi. Hãy thử lại sau ít phút.',
    );
  }
  if (found?.sqlite === SQLITE.busy || (found?.sqlite === null && isUnreachable(error))) {
    return new ApiProblem(
      503,
      'database-away',
      'Máy chủ tạm thời không hỏi được cơ sở dữ liệu; dữ liệu đang giữ không đổi. Hãy thử lại sau ít phút.',
    );
  }
  return null;
}
