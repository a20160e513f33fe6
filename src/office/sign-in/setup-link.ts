/**
 * The link that brings a one-time code: `/quan-ly/#/mat-khau?ma=ABCD-…`. After `#`, so that no server
 * or proxy ever writes it into a log.
 */
const SECTION = '#/mat-khau';

/** The link for a code, on the site at `origin`. */
export function setupLink(origin: string, code: string): string {
  return `${origin}/quan-ly/${SECTION}?ma=${encodeURIComponent(code)}`;
}

/** The code in a page's hash; empty when it asks for the form without one, null when it does not ask. */
export function setupCodeOf(hash: string): string | null {
  const [path, query = ''] = hash.split('?');
  return path === SECTION ? (new URLSearchParams(query).get('ma') ?? '') : null;
}
