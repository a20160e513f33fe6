import { type CollectionEntry, getCollection } from 'astro:content';
import { neighbours, type PageLink } from '../components/page-link.ts';

/** A leaflet with its neighbours in the list. */
export interface LeafletProps {
  entry: CollectionEntry<'leaflets'>;
  previous: PageLink | undefined;
  next: PageLink | undefined;
}

/**
 * The paths of a page that every leaflet has, for `getStaticPaths`.
 * @param page What follows the leaflet's own address: empty, or `ap-phich/`.
 */
export async function leafletPaths(
  page: '' | 'ap-phich/',
): Promise<{ params: { slug: string }; props: LeafletProps }[]> {
  const leaflets = (await getCollection('leaflets')).sort((a, b) => a.data.order - b.data.order);
  const addressOf = (id: string) => `/to-gap/${id}/${page}`;
  const links = leaflets.map(({ id, data }) => ({ href: addressOf(id), name: data.title }));
  return leaflets.map((entry) => ({
    params: { slug: entry.id },
    props: { entry, ...neighbours(links, addressOf(entry.id)) },
  }));
}
