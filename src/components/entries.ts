import { type CollectionEntry, type CollectionKey, getEntry } from 'astro:content';

/**
 * The entry of a collection by its id.
 *
 * @throws When there is none: a page must not be built around a gap. `content-check` says it first,
 *   with file and line.
 */
export async function entryOf<C extends CollectionKey>(
  collection: C,
  id: string,
): Promise<CollectionEntry<C>> {
  const entry = await getEntry(collection, id);
  if (entry === undefined) throw new Error(`Không có mục "${id}" trong ${collection}`);
  return entry as CollectionEntry<C>;
}
