import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeFirst } from '../durable-files.ts';

const FILE = 'session-secret';

/**
 * The secret that signs session cookies: `SESSION_SECRET`, or one made once and kept in the data
 * folder for the server's user alone. Several servers on one PostgreSQL must share it.
 * @throws Error with a Vietnamese sentence when `SESSION_SECRET` is too short.
 */
export function sessionSecret(env: NodeJS.ProcessEnv, dataDir: string): string {
  const given = env.SESSION_SECRET;
  if (given !== undefined && given !== '') {
    if (given.length >= 32) return given;
    throw new Error(
      'SESSION_SECRET cần ít nhất 32 ký tự ngẫu nhiên. Ví dụ tạo bằng lệnh: openssl rand -base64 32',
    );
  }
  const path = join(dataDir, FILE);
  const kept = read(path) ?? made(dataDir, path);
  if (kept.length >= 32) return kept;
  throw new Error(`Tệp ${path} hỏng. Hãy xóa tệp đó rồi chạy lại; mọi người sẽ cần đăng nhập lại.`);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Makes the file; of two servers that start at once, one makes it and the other reads it. */
function made(dataDir: string, path: string): string {
  makeFolder(dataDir);
  const secret = randomBytes(32).toString('base64url');
  try {
    writeFirst(path, new TextEncoder().encode(secret));
    return secret;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readFileSync(path, 'utf8').trim();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
