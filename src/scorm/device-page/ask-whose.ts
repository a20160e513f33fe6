import type { Binding } from '../lms/device-tables.ts';

/** What came of asking the records server whose code this is. */
export type Whose = { binding: Binding } | { refusal: string };

const NO_NETWORK =
  'Chưa hỏi được máy chủ của Phòng, có thể do mạng yếu. Thầy cô thử lại khi có mạng; mã trên thẻ vẫn dùng được.';
const PORTAL =
  'Mạng này chưa cho tới máy chủ của Phòng, thường vì Wi-Fi đòi đăng nhập. Thầy cô đăng nhập Wi-Fi hoặc dùng mạng di động rồi bấm lại.';

/** A weak signal gets this long before one is told. */
const PATIENCE_MS = 30_000;

/**
 * Asks the server at `url` whose code this is (12 characters). Whatever it or the network answers
 * becomes either a binding to confirm or a sentence that says what to do. Never throws.
 */
export async function askWhose(url: string, code: string): Promise<Whose> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(`${url}/api/learner`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      signal: abort.signal,
    });
    const answer = fields(jsonIn(await response.text()));
    if (response.ok) {
      const [person, name, unit] = [answer.person, answer.name, answer.unit].map(textOrNull);
      if (person == null || name == null || unit == null) return { refusal: PORTAL };
      return { binding: { code, person, name, unit, url, problem: null } };
    }
    const said = textOrNull(fields(answer.error).message);
    return {
      refusal:
        said ??
        `Máy chủ của Phòng đang trục trặc (${response.status}). Thầy cô thử lại sau ít phút; mã trên thẻ vẫn dùng được.`,
    };
  } catch {
    return { refusal: await whyNoAnswer(url) };
  } finally {
    clearTimeout(timer);
  }
}

/** A browser hides whether a server elsewhere is away or refuses this page; asking blindly tells. */
async function whyNoAnswer(url: string): Promise<string> {
  if (url === '' || !navigator.onLine) return NO_NETWORK;
  try {
    await fetch(`${url}/api/health`, { mode: 'no-cors' });
    return `Máy chủ của Phòng chưa nhận kết quả từ trang ${location.origin}. Không phải lỗi của thầy cô: hãy báo Phòng thêm địa chỉ này vào danh sách được nhận. Trong lúc chờ, thầy cô nộp tệp kết quả.`;
  } catch {
    return NO_NETWORK;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
