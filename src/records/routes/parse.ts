import type { z } from 'zod';
import { ApiProblem } from '../api-problem.ts';

/** What is wrong, in words of daily use, where the schema does not say more. */
function inVietnamese(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array') return `cần ít nhất ${issue.minimum} mục`;
      if (issue.origin === 'string') return 'chưa điền';
      return `phải từ ${issue.minimum} trở lên`;
    case 'too_big':
      if (issue.origin === 'array') return `nhiều quá ${issue.maximum} mục`;
      if (issue.origin === 'string') return `dài quá ${issue.maximum} ký tự`;
      return `phải từ ${issue.maximum} trở xuống`;
    case 'invalid_type':
      return issue.input === undefined ? 'còn thiếu' : 'không đúng kiểu';
    case 'invalid_value':
    case 'invalid_union':
      return 'không có trong các lựa chọn';
    case 'unrecognized_keys':
      return 'có mục không dùng đến';
    default:
      return 'viết chưa đúng dạng';
  }
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** Parses what came in; a mistake is the caller's, told with the key it is in. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: inVietnamese });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` (ở “${issue.path.join('.')}”)`;
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
