/** Filters of the search page: what entries are asked for by. */
export const FILTER_KEYS = ['audience', 'level', 'topic'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];
