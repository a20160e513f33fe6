import { type CollectionEntry, getCollection } from 'astro:content';
import { neighbours, type PageLink } from './page-link.ts';

/** Collections whose entries have a title and stand in an order of their own. */
type Ordered = 'modules' | 'guides' | 'leaflets' | 'documents' | 'forms' | 'messages';

/** An entry with its neighbours in the list. */
export interface EntryProps<Collection extends Ordered> {
  entry: CollectionEntry<Collection>;
  around: { previous: PageLink | undefined; next: PageLink | undefined };
}

/**
 * The paths of a page that every entry of a collection has, for `getStaticPaths`.
 * @param addressOf Address of an entry's page by its id.
 */
export async function entryPaths<Collection extends Ordered>(
  collection: Collection,
  addressOf: (id: string) => string,
): Promise<{ params: { slug: string }; props: EntryProps<Collection> }[]> {
  const entries = (await getCollection(collection)).sort((a, b) => a.data.order - b.data.order);
  const links = entries.map(({ id, data }) => ({ href: addressOf(id), name: data.title }));
  return entries.map((entry) => ({
    params: { slug: entry.id },
    props: { entry, around: neighbours(links, addressOf(entry.id)) },
  }));
}
