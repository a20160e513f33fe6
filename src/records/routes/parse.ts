import { z } from 'zod';
import { ApiProblem } from '../api-problem.ts';

/** Zod's own messages in Vietnamese, for schemas that do not say more. */
const inVietnamese = z.locales.vi().localeError;

/** Parses what came in; a mistake is the caller's, told with the key it is in. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: inVietnamese });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` (ở "${issue.path.join('.')}")`;
  throw new ApiProblem(
    400,
    'invalid-request',
    `Yêu cầu chưa đúng${where}: ${issue?.message ?? 'không đọc được'}. Hãy sửa rồi thử lại.`,
  );
}

/**
 * Refuses the character NUL, which no keyboard types and PostgreSQL cannot keep in a text.
 * @throws ApiProblem 400
 */
export function refuseNul(holdsNul: boolean): void {
  if (!holdsNul) return;
  throw new ApiProblem(
    400,
    'invalid-request',
    'Yêu cầu có ký tự rỗng (mã 0) không dùng được trong chữ. Hãy gõ lại phần đó rồi thử lại.',
  );
}

/**
 * Reads a body whole, up to `maxBytes`.
 * @throws ApiProblem 413 as soon as there is more.
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) break;
    length += piece.value.length;
    if (length > maxBytes) {
      await reader?.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    pieces.push(piece.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooLarge(maxBytes: number): ApiProblem {
  const mb = Math.floor(maxBytes / (1024 * 1024)).toLocaleString('vi-VN');
  return new ApiProblem(
    413,
    'too-large',
    `Dữ liệu gửi lên lớn hơn ${mb} MB nên chưa được nhận. Hãy chia nhỏ tệp rồi gửi lại.`,
  );
}
