/**
 * Where a citation of an act leads: its place in the legal register. On a package page (`/goi/…`)
 * there is no register beside it, and the citation stays plain text.
 */
export function registerHref(page: URL, id: string): string | undefined {
  return page.pathname.startsWith('/goi/') ? undefined : `/can-cu/#${id}`;
}
