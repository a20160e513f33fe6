import type { z } from 'zod';
import { apiErrorSchema } from '../../records/contract.ts';

/** `fetch` as the records API answers it, in the browser's worker or on a server. */
export type FetchRecords = (input: string, init?: RequestInit) => Promise<Response>;

/** What the records API refused, with a Vietnamese sentence for the officer. */
export class RecordsError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'RecordsError';
    this.code = code;
  }
}

/** Whether something was thrown because the officer cancelled it. */
export function isAbort(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError';
}

/** The sentence to show for anything thrown. */
export function messageOf(cause: unknown): string {
  if (cause instanceof RecordsError) return cause.message;
  return 'Có lỗi ngoài dự kiến trên trang này. Hãy tải lại trang rồi thử lại; nếu vẫn lỗi, hãy sao lưu dữ liệu ra tệp trước khi làm tiếp.';
}

/** Programme and reporting date that a figure is asked for. */
export interface Scope {
  programme: string;
  /** `YYYY-MM-DD`. */
  on: string;
}

/** A scope within a node of the tree of units; null for the whole. */
export interface UnitScope extends Scope {
  unit: string | null;
}

/** A page of a long list. */
export interface Slice {
  offset: number;
  limit: number;
}

/** The longest page the API gives. */
const LONGEST_PAGE = 1000;

/** Everything of a long list, page by page; `load` gives one page. */
export async function everyPage<T>(
  total: number,
  load: (slice: Slice) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let offset = 0; offset < total; offset += LONGEST_PAGE) {
    all.push(...(await load({ offset, limit: LONGEST_PAGE })));
  }
  return all;
}

/**
 * The query part of an address, `?` included; null, undefined and empty parts are left out, and
 * nothing asked gives nothing.
 */
export function query<T extends object>(
  parts: {
    readonly [Name in keyof T]: string | number | null | undefined;
  },
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries<unknown>(parts)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** A part of an address that came from data. */
export const part = encodeURIComponent;

const JSON_TYPE = { 'content-type': 'application/json' };

/** A request with a JSON body. */
export function withBody(method: 'POST' | 'PUT', body: unknown): RequestInit {
  return { method, headers: JSON_TYPE, body: JSON.stringify(body) };
}

/** How the calls of every section reach the API. Each rejects with `RecordsError` or an `AbortError`. */
export interface Caller {
  /** The answer itself, when it is a good one. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** The answer as the contract describes it. */
  read<T>(schema: z.ZodType<T>, path: string, init?: RequestInit): Promise<T>;
  /** For calls whose answer nobody needs. */
  send(path: string, init: RequestInit): Promise<void>;
}

/** Makes the caller over a `fetch`: the only place of the office pages that fetches. */
export function createCaller(fetchRecords: FetchRecords): Caller {
  async function ask(path: string, init?: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetchRecords(path, init);
    } catch (cause) {
      if (isAbort(cause) || cause instanceof RecordsError) throw cause;
      throw new RecordsError(
        'unreachable',
        'Phần lưu dữ liệu của trang không trả lời. Hãy tải lại trang rồi thử lại.',
      );
    }
    if (response.ok) return response;
    const parsed = apiErrorSchema.safeParse(await response.json().catch(() => null));
    if (parsed.success) throw new RecordsError(parsed.data.error.code, parsed.data.error.message);
    throw new RecordsError(
      `http-${response.status}`,
      `Phần lưu dữ liệu báo lỗi ${response.status}. Hãy tải lại trang rồi thử lại.`,
    );
  }
  return {
    ask,
    async read(schema, path, init) {
      const response = await ask(path, init);
      const parsed = schema.safeParse(await response.json().catch(() => null));
      if (parsed.success) return parsed.data;
      throw new RecordsError(
        'unexpected-answer',
        'Dữ liệu đang giữ không đúng dạng mà trang này hiểu. Có thể trang vừa được cập nhật: hãy tải lại trang.',
      );
    },
    async send(path, init) {
      await ask(path, init);
    },
  };
}
