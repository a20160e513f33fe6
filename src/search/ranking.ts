import { fold } from './fold.ts';

/** How much a match in each field of the index counts beside the text of the page. */
export type FieldWeights = Readonly<Record<string, number>>;

const PAGE_WEIGHTS = {
  // The title is indexed a second time as a page's `name` or an act's `act`, so that they can differ.
  title: 0,
  label: 0,
  // The summary stands in the page's text already.
  summary: 0,
  name: 8,
  paper: 1,
  keywords: 6,
  related: 0.5,
} as const;

/** A question about an act names its kind or its number. */
const ASKS_FOR_AN_ACT =
  /\b(luat|bo luat|nghi dinh|thong tu|quyet dinh|nghi quyet|chi thi|ke hoach|van ban|can cu)\b|\b(nd|tt|qd|nq|ct|kh|ubnd|qh\d+)\b|\d+\/\d{4}|\d+\//;

/**
 * Field weights for a query. What helps a reader stands before acts, and acts in force before those
 * that are over, unless the query asks for an act.
 */
export function weightsFor(query: string): FieldWeights {
  const asked = ASKS_FOR_AN_ACT.test(fold(query));
  const weights = { ...PAGE_WEIGHTS, act: asked ? 10 : 2, pastAct: asked ? 8 : 1 };
  const aliases = Object.entries(weights).map(([field, weight]) => [`${field}Alias`, weight]);
  // `alias` holds the đ-words of the text, which count as text does.
  return { ...weights, ...Object.fromEntries(aliases), alias: 1 };
}
