import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  try {
    // `wx`: of two servers that start at once, one makes the file and the other reads it.
    const made = randomBytes(32).toString('base64url');
    writeFileSync(path, made, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = readFileSync(path, 'utf8').trim();
  if (kept.length >= 32) return kept;
  throw new Error(`Tệp ${path} hỏng. Hãy xóa tệp đó rồi chạy lại; mọi người sẽ cần đăng nhập lại.`);
}
