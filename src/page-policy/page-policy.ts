import { createHash } from 'node:crypto';

/** What a page may run and load, beside the site's own files. */
interface PageNeeds {
  /** Inline scripts and style sheets of the page, as CSP hash sources. */
  scripts: readonly string[];
  styles: readonly string[];
  /** Whether the page itself may compile WebAssembly. */
  wasm: boolean;
  /** Another origin that the page sends results to, or null. */
  connect: string | null;
}

/**
 * Pages whose search (Pagefind) or database (SQLite) is WebAssembly. Both run in workers, which a
 * page's policy does not reach in newer browsers; others fall back to the page, or ask its policy.
 */
const WITH_WASM = /^\/(tim-kiem|quan-ly)\//;

/** A script that a browser would run: no source of its own, and no data block such as JSON. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;
const DATA_BLOCK = /\stype="(?!module"|text\/javascript")[^"]+"/;

const META = /<meta http-equiv="content-security-policy" content="([^"]*)">/;
/** After this the policy stands: before all that it is for, behind what tells the text's encoding. */
const CHARSET = /<head[^>]*>\s*<meta charset="?utf-8"?\s*\/?>/i;

/** `'sha256-…'` of an inline script or style sheet, as it stands between its tags. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** The hashes of what stands inline in a page, each once. */
export function inlineHashes(html: string): { scripts: string[]; styles: string[] } {
  const scripts = [...html.matchAll(INLINE_SCRIPT)]
    .filter(([, attributes = '']) => !DATA_BLOCK.test(attributes))
    .map(([, , text = '']) => hashSource(text));
  const styles = [...html.matchAll(INLINE_STYLE)].map(([, text = '']) => hashSource(text));
  return { scripts: [...new Set(scripts)], styles: [...new Set(styles)] };
}

/**
 * The Content-Security-Policy of a page. Scripts: our own files and the page's own inline ones by
 * hash, nothing else. Style sheets likewise; style attributes are allowed, because two pages in three
 * have some (the colours of a drawing, the length of a bar) in over seventy wordings, and all they
 * could load is from this site. Browsers before 2022 (Safari 15.3) know only `style-src`.
 */
function policyText({ scripts, styles, wasm, connect }: PageNeeds): string {
  const own = "'self'";
  const directives: Record<string, readonly string[]> = {
    'default-src': [own],
    'script-src': [own, ...(wasm ? ["'wasm-unsafe-eval'"] : []), ...scripts],
    'style-src': [own, "'unsafe-inline'"],
    'style-src-elem': [own, ...styles],
    'style-src-attr': ["'unsafe-inline'"],
    'connect-src': connect === null ? [own] : [own, connect],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': [own],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * A built page with its policy in its head, so that it holds on any web host.
 * @param path Address on the site, e.g. `/tim-kiem/`.
 * @throws Error when the page's head does not begin with its encoding, or names no good address for
 * its results.
 */
export function withPolicy(html: string, path: string): string {
  const connect = recordsOrigin(html);
  const wasm = WITH_WASM.test(path);
  const policy = policyText({ ...inlineHashes(html), wasm, connect });
  const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
  if (!CHARSET.test(html))
    throw new Error(`${path}: <head> must begin with <meta charset="utf-8">`);
  return html.replace(CHARSET, (start) => start + meta);
}

/**
 * The policy that a page carries, as a header can send it: with who may frame the page, which a page
 * cannot say itself. A page without one gets the strictest.
 */
export function headerPolicy(html: string): string {
  const bare = { scripts: [], styles: [], wasm: false, connect: null };
  return `${META.exec(html)?.[1] ?? policyText(bare)}; frame-ancestors 'self'`;
}

/** Where the layout writes `PUBLIC_RECORDS_URL`, which scripts of the page read and send results to. */
const RECORDS_URL = /<html[^>]*\sdata-records-url="([^"]*)"/;

/**
 * Origin that a page sends results to, as the page itself says, so that the policy and what it is for
 * cannot differ, wherever the build had it from (the environment or `.env`); null when nowhere.
 */
function recordsOrigin(html: string): string | null {
  const url = RECORDS_URL.exec(html)?.[1] ?? '';
  if (url === '') return null;
  if (URL.canParse(url) && /^https?:/.test(url)) return new URL(url).origin;
  throw new Error(
    `PUBLIC_RECORDS_URL="${url}" không phải địa chỉ của một máy chủ. Ví dụ: PUBLIC_RECORDS_URL=https://may-chu.phong.edu.vn`,
  );
}
