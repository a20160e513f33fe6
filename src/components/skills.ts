import { type CollectionEntry, getCollection } from 'astro:content';
import { LEVELS, type Level } from '../schemas/vocabulary.ts';

/** A skill with the name a child would give its topic. */
export interface SkillPage {
  entry: CollectionEntry<'skills'>;
  href: string;
  childName: string;
  /** Its own drawing, or its topic's. */
  drawing: string | undefined;
}

/** The skills of each level that has any, levels from youngest to oldest, skills in list order. */
export async function skillsByLevel(): Promise<
  { level: Level; name: string; skills: SkillPage[] }[]
> {
  const skills = await getCollection('skills');
  const topics = new Map((await getCollection('topics')).map(({ id, data }) => [id, data]));
  return (Object.keys(LEVELS) as Level[])
    .map((level) => ({
      level,
      name: LEVELS[level],
      skills: skills
        .filter(({ data }) => data.level === level)
        .sort((a, b) => a.data.order - b.data.order)
        .map((entry) => ({
          entry,
          href: `/hoc-sinh/${entry.id}/`,
          childName: topics.get(entry.data.topic)?.childName ?? entry.data.title,
          drawing: entry.data.drawing ?? topics.get(entry.data.topic)?.drawing,
        })),
    }))
    .filter(({ skills: ofLevel }) => ofLevel.length > 0);
}
