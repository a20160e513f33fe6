import { cameSecurely } from './arrival.ts';

/**
 * Before the names of cookies sent over https: browsers then take such a cookie from this very host
 * alone, so that a neighbour (another site below the same domain) cannot put a session of its own there.
 */
const HOST_ONLY = '__Host-';

/** Only the session's cookies go to the library, by its own names: it needs nothing else of the request. */
export function sessionHeaders(request: Request): Headers {
  const sent = request.headers.get('cookie') ?? '';
  if (!cameSecurely(request)) return new Headers({ cookie: sent });
  const own = sent
    .split(/; */)
    .filter((cookie) => cookie.startsWith(HOST_ONLY))
    .map((cookie) => cookie.slice(HOST_ONLY.length));
  return new Headers({ cookie: own.join('; ') });
}

/**
 * The library's cookies as we send them: gone when the browser closes (schools share PCs; the server
 * ends the session after a working day anyway), and over https for https and this host alone.
 */
export function cookiesFor(request: Request, headers: Headers): Headers {
  const secure = cameSecurely(request);
  const own = new Headers();
  for (const cookie of headers.getSetCookie()) {
    const kept = cookie.includes('Max-Age=0') ? cookie : cookie.replace(/; Max-Age=\d+/i, '');
    own.append('set-cookie', secure ? `${HOST_ONLY}${kept}; Secure` : kept);
  }
  return own;
}
