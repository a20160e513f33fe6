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
  // No page of another site may load it as an image, a script or anything else.
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
};
