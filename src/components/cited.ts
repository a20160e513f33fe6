/** An MDX entry as far as its citations go: body text and the lists in its front matter. */
export interface CitingEntry {
  body?: string | undefined;
  data: {
    legal?: readonly string[];
    legalHistory?: readonly string[];
    sources?: readonly string[];
  };
}

/**
 * Ids of the sources an entry rests on: those cited in the text by `<Ref to="…" />` in order of
 * first appearance, then those only named in the front matter. The order gives each its number.
 */
export function citedSources(entry: CitingEntry): string[] {
  return unique([...idsIn(entry.body, 'Ref', 'to'), ...(entry.data.sources ?? [])]);
}

/** Ids of the acts an entry stands on: front matter first, then those only cited by `<Law id="…" />`. */
export function citedLaws(entry: CitingEntry): string[] {
  const { legal = [], legalHistory = [] } = entry.data;
  return unique([...legal, ...idsIn(entry.body, 'Law', 'id'), ...legalHistory]);
}

function idsIn(body: string | undefined, component: string, attribute: string): string[] {
  const pattern = new RegExp(`<${component}\\b[^>]*?\\b${attribute}=["']([^"']+)["']`, 'g');
  return [...(body ?? '').matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
