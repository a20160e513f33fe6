/**
 * Order by hash: an id's place depends on the seed and on the id alone, not on its neighbours. So a
 * resume shows the same order, and a bank that gained, lost or moved entries leaves the others where
 * they were relative to each other.
 */

/** 32-bit hash of a text (FNV-1a with a final mix), from 0 to 2³² − 1. Not for secrets. */
export function hash32(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The entries in an order fixed by `seed` and `purpose` (a text that keeps different shuffles of one
 * seed apart). The order of `entries` does not matter; ids must be distinct.
 */
export function shuffle<T extends { readonly id: string }>(
  entries: readonly T[],
  seed: number,
  purpose: string,
): T[] {
  const rank = (entry: T) => hash32(`${purpose}/${entry.id}`, seed);
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank || (a.entry.id < b.entry.id ? -1 : 1))
    .map(({ entry }) => entry);
}
