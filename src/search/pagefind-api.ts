import type { FieldWeights } from './ranking.ts';

/** The part of Pagefind's browser API that the search page uses (version 1.5). */
export interface Pagefind {
  options(options: {
    excerptLength?: number;
    ranking?: { metaWeights: FieldWeights };
  }): Promise<void>;
  init(): Promise<void>;
  /** Loads what filters there are; without it searches count nothing. */
  filters(): Promise<Record<string, Record<string, number>>>;
  /** Null query: everything that passes the filters. */
  search(
    query: string | null,
    options?: { filters?: Record<string, string> },
  ): Promise<{
    results: PagefindResult[];
    /** How many results carry each value, by filter. */
    filters: Record<string, Record<string, number>>;
  }>;
}

/** A hit; its text is loaded only when asked for. */
export interface PagefindResult {
  id: string;
  score: number;
  data(): Promise<PagefindPage>;
}

/** The text of a hit. */
export interface PagefindPage {
  url: string;
  /** HTML with `<mark>`. */
  excerpt: string;
  meta: Record<string, string>;
  sub_results: { title: string; url: string; excerpt: string }[];
}

/**
 * Loads Pagefind from `pagefind/` at the site's root.
 * @param root Address of the site's root.
 * @throws When it cannot be loaded (no connection).
 */
export async function loadPagefind(root: URL): Promise<Pagefind> {
  const module: unknown = await import(
    /* @vite-ignore */ new URL('pagefind/pagefind.js', root).href
  );
  if (!isPagefind(module)) throw new Error('pagefind.js is not what it should be');
  await module.options({ excerptLength: 28 });
  await module.init();
  await module.filters();
  return module;
}

function isPagefind(module: unknown): module is Pagefind {
  if (typeof module !== 'object' || module === null) return false;
  return ['options', 'init', 'filters', 'search'].every(
    (name) => typeof Reflect.get(module, name) === 'function',
  );
}
