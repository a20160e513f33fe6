import { fold } from '../wording/fold.ts';

/** A module as the catalogue names it. */
export interface KnownModule {
  slug: string;
  title: string;
  /** Per cent, or null when the site did not say. */
  passMark: number | null;
}

/** The module that a title in a file means: its slug or its title, with or without diacritics; else null. */
export function matchModule(title: string, modules: readonly KnownModule[]): KnownModule | null {
  const words = fold(title);
  if (words === '') return null;
  const exact = modules.find(
    ({ slug, title: known }) => fold(slug) === words || fold(known) === words,
  );
  if (exact !== undefined) return exact;
  // An LMS often has more around it: "Mô-đun 1: Phòng, chống bạo lực học đường (SCORM)".
  const inside = modules.filter((module) =>
    [module.title, module.slug].some((name) => ` ${words} `.includes(` ${fold(name)} `)),
  );
  return inside.length === 1 ? (inside[0] ?? null) : null;
}
