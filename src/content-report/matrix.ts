import type { Content } from '../content-check/read-content.ts';
import { LEVELS, type Level } from '../schemas/vocabulary.ts';

/** What stands for one topic: a page for a level or not, and entries by audience. */
export interface TopicRow {
  topic: string;
  name: string;
  /** Levels of which a skill page has this as its main topic. */
  levels: ReadonlySet<Level>;
  modules: number;
  guides: number;
  leaflets: number;
}

/** Topic × level × audience: what is there and what is missing. */
export function coverageMatrix(content: Content): TopicRow[] {
  const filed = (entries: readonly { data: { topics: string[] } | null }[], topic: string) =>
    entries.filter(({ data }) => data?.topics.includes(topic)).length;
  return (content.topics.data ?? []).map(({ id, name }) => ({
    topic: id,
    name,
    levels: new Set(content.skills.flatMap(({ data }) => (data?.topic === id ? [data.level] : []))),
    modules: filed(content.modules, id),
    guides: filed(content.guides, id),
    leaflets: filed(content.leaflets, id),
  }));
}

/** The matrix as rows of text, header first. */
export function matrixRows(rows: readonly TopicRow[]): string[][] {
  const levels = Object.keys(LEVELS) as Level[];
  return [
    ['Chủ đề', ...levels, 'mô-đun', 'cẩm nang', 'tờ gấp'],
    ...rows.map((row) => [
      row.name,
      ...levels.map((level) => (row.levels.has(level) ? '●' : '·')),
      String(row.modules),
      String(row.guides),
      String(row.leaflets),
    ]),
  ];
}
