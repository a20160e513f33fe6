import { isIPv6 } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { CLIENT_ADDRESS_HEADER } from '../../records/access/client-address.ts';
import { cameSecurely, noteSecure } from '../accounts/arrival.ts';

/** What the environment says about who may reach the records, and how. */
export interface GuardSettings {
  /** Other origins whose pages may send learners' results here (`ALLOWED_ORIGINS`, comma between). */
  allowedOrigins: ReadonlySet<string>;
  /** Whether a reverse proxy stands in front and its `X-Forwarded-*` can be believed (`TRUST_PROXY=1`). */
  trustProxy: boolean;
}

/** Reads the settings. @throws Error with a Vietnamese sentence for an origin that is none. */
export function guardSettings(env: NodeJS.ProcessEnv): GuardSettings {
  const origins = (env.ALLOWED_ORIGINS ?? '')
    .split(',')
    .map((text) => text.trim().replace(/\/$/, ''))
    .filter((text) => text !== '');
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
    throw new Error(
      `ALLOWED_ORIGINS có "${origin}" không phải địa chỉ gốc của một trang. Ví dụ: ALLOWED_ORIGINS=https://antoan.phong.edu.vn`,
    );
  }
  return { allowedOrigins: new Set(origins), trustProxy: env.TRUST_PROXY === '1' };
}

/** Calls that pages of another origin may make: learners' devices, which bring a code and no cookie. */
export const LEARNER_CALLS: ReadonlySet<string> = new Set([
  '/api/learner',
  '/api/commits',
  '/api/learner/certificate',
  '/api/certificate-keys',
]);

const BEHIND_A_PROXY =
  'Có máy chủ web phía trước mà TRUST_PROXY chưa đặt: mọi người đang bị tính chung một địa chỉ, một người nhập sai nhiều lần sẽ khóa tất cả. Nếu máy chủ web ấy là của đơn vị, hãy đặt TRUST_PROXY=1 (docs/van-hanh.md, mục 2).';

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Stands before the records: says where a request comes from, refuses what a page of another site
 * sends in an officer's name (beside the cookie's `SameSite`), and lets learners' pages of the named
 * origins in.
 * @param warn is told once when a proxy seems to stand in front and is not trusted.
 */
export function guard(
  { allowedOrigins, trustProxy }: GuardSettings,
  warn: (text: string) => void = () => {},
): MiddlewareHandler {
  let hasWarned = trustProxy;
  return async (context, next) => {
    if (!hasWarned && context.req.header('x-forwarded-for') !== undefined) {
      hasWarned = true;
      warn(BEHIND_A_PROXY);
    }
    const { raw, method, path } = context.req;
    raw.headers.set(CLIENT_ADDRESS_HEADER, addressOf(context, trustProxy));
    if (trustProxy && context.req.header('x-forwarded-proto') === 'https') noteSecure(raw);
    const origin = context.req.header('origin') ?? null;
    const open = LEARNER_CALLS.has(path);
    const invited = open && origin !== null && allowedOrigins.has(origin);
    if (invited && method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { ...corsHeaders(origin), ...PREFLIGHT } });
    }
    if (CHANGING.has(method) && !invited && isForeign(context, origin, trustProxy)) {
      return context.json(
        {
          error: {
            code: 'foreign-origin',
            message:
              'Yêu cầu này đến từ một trang khác nên không được nhận. Hãy mở trang quản lý của máy chủ này rồi thử lại.',
          },
        },
        403,
      );
    }
    await next();
    if (invited) {
      for (const [name, value] of Object.entries(corsHeaders(origin)))
        context.res.headers.set(name, value);
    } else if (open) {
      context.res.headers.append('Vary', 'Origin');
    }
    return undefined;
  };
}

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'content-type',
  'Access-Control-Max-Age': '600',
};

function corsHeaders(origin: string): Record<string, string> {
  return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
}

/** Whether a browser says that another site's page sent it. Programs that are no browser say nothing. */
function isForeign(context: Context, origin: string | null, trustProxy: boolean): boolean {
  if (origin === null) {
    const site = context.req.header('sec-fetch-site');
    return site === 'cross-site' || site === 'same-site';
  }
  if (!URL.canParse(origin)) return true;
  const forwarded = trustProxy ? context.req.header('x-forwarded-host') : undefined;
  const host = forwarded ?? context.req.header('host') ?? new URL(context.req.url).host;
  const { host: from, protocol } = new URL(origin);
  // A page that came over plain http may have been changed on its way: it is none of ours over https.
  return from !== host || (cameSecurely(context.req.raw) && protocol !== 'https:');
}

const peerSchema = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

/** The peer's address, or what the trusted proxy in front says: its own entry is the last one. */
function addressOf(context: Context, trustProxy: boolean): string {
  const told = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : '';
  const { data } = peerSchema.safeParse(context.env);
  return networkOf(told || (data?.incoming.socket.remoteAddress ?? 'unknown'));
}

/**
 * What limits are counted by: an IPv4 address; of IPv6 the first half, because whoever has one address
 * has all 2⁶⁴ of it.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return address;
  const [head = '', tail] = bare.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  // A dotted end stands for two groups.
  const count = first.length + last.length + (bare.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - count }, () => '0');
  const whole = [...first, ...zeros, ...last];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
