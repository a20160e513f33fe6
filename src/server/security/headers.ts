import { createHash } from 'node:crypto';

/** What pages may run and load, beside the site's own files. */
export interface PageNeeds {
  /** Inline scripts and style sheets of the built pages, as CSP hash sources. */
  scripts: readonly string[];
  styles: readonly string[];
  /** Another origin that pages send results to, or null. */
  connect: string | null;
}

/** `'sha256-…'` of an inline script or style sheet, as it stands between its tags. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** A script that a browser would run: no source of its own, and no data block such as JSON. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;
const DATA_BLOCK = /\stype="(?!module"|text\/javascript")[^"]+"/;

/** The hashes of what stands inline in a page. */
export function inlineHashes(html: string): { scripts: string[]; styles: string[] } {
  const scripts = [...html.matchAll(INLINE_SCRIPT)]
    .filter(([, attributes = '']) => !DATA_BLOCK.test(attributes))
    .map(([, , text = '']) => hashSource(text));
  const styles = [...html.matchAll(INLINE_STYLE)].map(([, text = '']) => hashSource(text));
  return { scripts, styles };
}

/**
 * The Content-Security-Policy of every page. Scripts: our own files and the named inline ones, nothing
 * else; WebAssembly for the office page's database and the search. Style attributes are allowed
 * (figures set bar widths by them), style sheets only by file or hash where the browser can tell the
 * two apart.
 */
export function contentSecurityPolicy({ scripts, styles, connect }: PageNeeds): string {
  const directives = {
    'default-src': "'self'",
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scripts].join(' '),
    'style-src': "'self' 'unsafe-inline'",
    'style-src-elem': ["'self'", ...styles].join(' '),
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' blob:",
    'worker-src': "'self' blob:",
    'connect-src': connect === null ? "'self'" : `'self' ${connect}`,
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'self'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/** The other headers that every answer carries. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};
