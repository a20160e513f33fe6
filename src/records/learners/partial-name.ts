/**
 * A name in part, enough for its owner to know it and for nobody else to learn it: the family name
 * and initials (`Nguyễn T. H.`); of a single word, its initial.
 */
export function partialName(name: string): string {
  const [family = '', ...given] = name.trim().split(/\s+/);
  const initial = (word: string) => `${Array.from(word)[0]?.toLocaleUpperCase('vi') ?? ''}.`;
  return given.length === 0 ? initial(family) : [family, ...given.map(initial)].join(' ');
}
