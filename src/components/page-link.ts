/** A link to a page of the site. */
export interface PageLink {
  /** Address within the site, with slashes at both ends. */
  href: string;
  name: string;
}

/**
 * The neighbours of an entry in its list, for previous and next.
 *
 * @param links Links in list order.
 * @param href Address of the entry itself; when it is not in the list it has no neighbours.
 */
export function neighbours(
  links: readonly PageLink[],
  href: string,
): { previous: PageLink | undefined; next: PageLink | undefined } {
  const at = links.findIndex((link) => link.href === href);
  if (at < 0) return { previous: undefined, next: undefined };
  return { previous: links[at - 1], next: links[at + 1] };
}
