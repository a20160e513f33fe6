import {
  firstPasswordDoneSchema,
  type Session,
  sessionSchema,
} from '../../records/contract/accounts.ts';
import { apiErrorSchema } from '../../records/contract.ts';
import type { FetchRecords } from '../api.ts';
import { createStore, type Readable } from '../store.ts';

/** Who is at the page of a server's records. */
export interface SessionData {
  /**
   * `out`: nobody signed in yet; `expired`: somebody was, and what they typed still stands on the page.
   */
  phase: 'checking' | 'out' | 'in' | 'expired' | 'broken';
  session: Session | null;
  /** Vietnamese sentence for `broken`. */
  problem: string | null;
}

/** What signing in or setting a password came to: null when it worked, else a sentence to show. */
export type Refusal = string | null;

/** Signing in and out, and a `fetch` of the records that asks to sign in again when it must. */
export interface SessionKeeper {
  readonly data: Readable<SessionData>;
  /** Asks the server who is signed in. Never rejects. */
  check(): Promise<void>;
  signIn(username: string, password: string): Promise<Refusal>;
  signOut(): Promise<void>;
  changePassword(current: string, next: string): Promise<Refusal>;
  /** Sets a first password by a one-time code; `done` is given the user name. */
  firstPassword(code: string, password: string, done: (username: string) => void): Promise<Refusal>;
  /** Asks the records; a call refused for want of a session waits for the next sign-in and is made again. */
  fetchRecords: FetchRecords;
}

const UNREACHABLE =
  'Máy chủ không trả lời. Hãy kiểm tra mạng rồi thử lại; những gì đã gõ vẫn còn trên trang.';

/** Makes the keeper over the browser's `fetch`. */
export function createSessionKeeper(fetchServer: FetchRecords): SessionKeeper {
  const data = createStore<SessionData>({ phase: 'checking', session: null, problem: null });
  let waiting: (() => void)[] = [];

  const send = (path: string, body: unknown): Promise<Response> =>
    fetchServer(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  async function attempt(work: () => Promise<Response>): Promise<Response | string> {
    try {
      const response = await work();
      return response.ok ? response : await refusalOf(response);
    } catch {
      return UNREACHABLE;
    }
  }

  async function check(): Promise<void> {
    const answer = await attempt(() => fetchServer('/api/session'));
    if (typeof answer === 'string') {
      data.set((old) => ({ ...old, phase: 'broken', problem: answer }));
      return;
    }
    const parsed = sessionSchema.safeParse(await answer.json().catch(() => null));
    if (!parsed.success) {
      const problem = 'Máy chủ trả lời không đúng như mong đợi. Hãy tải lại trang.';
      data.set((old) => ({ ...old, phase: 'broken', problem }));
      return;
    }
    enter(parsed.data);
  }

  function enter(session: Session): void {
    const before = data.get();
    if (session.signInNeeded && session.officer === null) {
      const phase = before.session?.officer == null ? 'out' : 'expired';
      data.set((old) => ({ ...old, phase, problem: null }));
      return;
    }
    // Another person at this PC must not go on with what the first one had open.
    const other = before.session?.officer?.id !== session.officer?.id && before.phase === 'expired';
    if (other) {
      window.location.reload();
      return;
    }
    data.set(() => ({ phase: 'in', session, problem: null }));
    const calls = waiting;
    waiting = [];
    for (const again of calls) again();
  }

  return {
    data,
    check,
    async signIn(username, password) {
      const answer = await attempt(() => send('/api/sign-in', { username, password }));
      if (typeof answer === 'string') return answer;
      const parsed = sessionSchema.safeParse(await answer.json().catch(() => null));
      if (!parsed.success)
        return 'Máy chủ trả lời không đúng như mong đợi. Hãy tải lại trang rồi thử lại.';
      enter(parsed.data);
      return null;
    },
    async signOut() {
      await attempt(() => send('/api/sign-out', {}));
      // Everything of the one who leaves goes from the page's memory with it.
      window.location.reload();
    },
    async changePassword(current, next) {
      const answer = await attempt(() => send('/api/password', { current, next }));
      return typeof answer === 'string' ? answer : null;
    },
    async firstPassword(code, password, done) {
      const answer = await attempt(() => send('/api/first-password', { code, password }));
      if (typeof answer === 'string') return answer;
      const parsed = firstPasswordDoneSchema.safeParse(await answer.json().catch(() => null));
      done(parsed.success ? parsed.data.username : '');
      return null;
    },
    async fetchRecords(input, init) {
      for (;;) {
        const response = await fetchServer(input, init);
        if (response.status !== 401) return response;
        data.set((old) => ({ ...old, phase: old.session?.officer == null ? 'out' : 'expired' }));
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve);
          init?.signal?.addEventListener('abort', () =>
            reject(new DOMException('The call was given up', 'AbortError')),
          );
        });
      }
    },
  };
}

async function refusalOf(response: Response): Promise<string> {
  const parsed = apiErrorSchema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data.error.message;
  return `Máy chủ báo lỗi ${response.status}. Hãy tải lại trang rồi thử lại.`;
}
