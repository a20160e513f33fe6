import { getCollection } from 'astro:content';
import type { Topic } from '../schemas/topic.ts';
import { LEVELS } from '../schemas/vocabulary.ts';

interface TopicItem {
  href: string;
  title: string;
  summary: string;
  meta?: string;
}

/** A topic with the entries filed under it, grouped by who reads them. */
export interface TopicPage {
  topic: Topic;
  groups: { id: string; name: string; items: TopicItem[] }[];
}

/** The topics that have any entry, in the order of `topics.yaml`. */
export async function topicPages(): Promise<TopicPage[]> {
  const [topics, modules, skills, guides, leaflets] = await Promise.all([
    getCollection('topics'),
    getCollection('modules'),
    getCollection('skills'),
    getCollection('guides'),
    getCollection('leaflets'),
  ]);
  const filed = <E extends { data: { topics: string[]; order: number } }>(
    entries: E[],
    topic: string,
  ) =>
    entries
      .filter(({ data }) => data.topics.includes(topic))
      .sort((a, b) => a.data.order - b.data.order);
  return topics
    .map(({ data: topic }) => ({
      topic,
      groups: [
        {
          id: 'hoc-sinh',
          name: 'Học sinh',
          items: filed(skills, topic.id).map(({ id, data }) => ({
            href: `/hoc-sinh/${id}/`,
            title: data.title,
            summary: data.summary,
            meta: LEVELS[data.level],
          })),
        },
        {
          id: 'thay-co',
          name: 'Thầy cô',
          items: filed(modules, topic.id).map(({ id, data }) => ({
            href: `/tap-huan/${id}/`,
            title: data.title,
            summary: data.summary,
            meta: `Mô-đun tập huấn · ${data.minutes} phút`,
          })),
        },
        {
          id: 'cha-me',
          name: 'Cha mẹ',
          items: filed(guides, topic.id).map(({ id, data }) => ({
            href: `/cam-nang/${id}/`,
            title: data.title,
            summary: data.summary,
          })),
        },
        {
          id: 'to-gap',
          name: 'Tờ gấp để in',
          items: filed(leaflets, topic.id).map(({ id, data }) => ({
            href: `/to-gap/${id}/`,
            title: data.title,
            summary: data.summary,
          })),
        },
      ].filter(({ items }) => items.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);
}
