import type { MiddlewareHandler } from 'hono';

/** The headers that every answer of the server carries, beside a page's own policy. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** Marks what the API answers: for who asked, now; data, nothing of which runs or is framed. */
export const dataHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  headers.set('Cache-Control', 'no-store');
  // No page of another site may load it as an image, a script or anything else. That the server is
  // well may be known: a teacher's page elsewhere asks, to tell a server that is away from one that
  // does not let it in.
  const isOpen = context.req.path === '/api/health';
  headers.set('Cross-Origin-Resource-Policy', isOpen ? 'cross-origin' : 'same-origin');
};
