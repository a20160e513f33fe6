/** The options of one question, self-check or scenario step of which exactly one is best. */
export interface OptionGroup {
  texts: readonly string[];
  /** Index of the best option. */
  right: number;
}

/** Each question once: one that stands in several entries proves no habit by being repeated. */
export function distinctGroups(groups: readonly OptionGroup[]): OptionGroup[] {
  return [...new Map(groups.map((group) => [JSON.stringify(group), group])).values()];
}

/** What a set of option groups betrays to somebody who only looks at length or position. */
export interface Tell {
  groups: number;
  /** Groups whose best option is longer than every other. */
  longest: number;
  /** Groups whose best option is shorter than every other. */
  shortest: number;
  /** How many either would be by chance. */
  expected: number;
  /** Groups whose best option stands at each place, first place first. */
  places: number[];
  /** What is improbable by chance: the best options are longest, shortest, or stand at one place. */
  betrayedBy: ('longest' | 'shortest' | 'place')[];
}

/** Chance below which a pattern is called a tell, not luck. */
const IMPROBABLE = 0.01;

/** Looks for a pattern that lets one pass without reading; see `IMPROBABLE`. */
export function tellOf(groups: readonly OptionGroup[]): Tell {
  const chances = groups.map(({ texts }) => 1 / texts.length);
  const count = (test: (group: OptionGroup) => boolean) => groups.filter(test).length;
  const longest = count((group) => stands(group, (own, other) => own > other));
  const shortest = count((group) => stands(group, (own, other) => own < other));
  const width = Math.max(0, ...groups.map(({ texts }) => texts.length));
  const places = Array.from({ length: width }, (_, place) => count(({ right }) => right === place));
  const placeTold = places.some((hits, place) => {
    const able = groups.filter(({ texts }) => texts.length > place);
    // One place of several is looked at, so the chance is shared among them.
    return (
      chanceOfAtLeast(
        hits,
        able.map(({ texts }) => 1 / texts.length),
      ) *
        width <
      IMPROBABLE
    );
  });
  const betrayedBy: Tell['betrayedBy'] = [];
  if (chanceOfAtLeast(longest, chances) < IMPROBABLE) betrayedBy.push('longest');
  if (chanceOfAtLeast(shortest, chances) < IMPROBABLE) betrayedBy.push('shortest');
  if (placeTold) betrayedBy.push('place');
  return {
    groups: groups.length,
    longest,
    shortest,
    expected: chances.reduce((sum, chance) => sum + chance, 0),
    places,
    betrayedBy,
  };
}

/** Differences of up to this many characters are not seen at a glance. */
const UNSEEN = 3;

function stands(
  { texts, right }: OptionGroup,
  than: (own: number, other: number) => boolean,
): boolean {
  const own = texts[right]?.length ?? 0;
  return texts.every(
    ({ length }, index) =>
      index === right || (than(own, length) && Math.abs(own - length) > UNSEEN),
  );
}

/** Chance of at least `hits` successes among independent trials of these chances (Poisson binomial). */
export function chanceOfAtLeast(hits: number, chances: readonly number[]): number {
  let exactly = [1];
  for (const chance of chances) {
    const next = [...exactly, 0].map(
      (_, count) => (exactly[count] ?? 0) * (1 - chance) + (exactly[count - 1] ?? 0) * chance,
    );
    exactly = next;
  }
  return exactly.slice(Math.max(0, hits)).reduce((sum, each) => sum + each, 0);
}
