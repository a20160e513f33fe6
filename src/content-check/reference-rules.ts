import { didYouMean } from './nearest.ts';
import type { ContentProblem } from './problem.ts';
import { type Content, type ContentFile, entriesOf } from './read-content.ts';
import { type PathStep, showPath } from './yaml-source.ts';

/** Ids that one file names and another must hold; and ids that must be unique. */
export function checkReferences(content: Content): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const topics = idsOfList(content.topics);
  const sources = idsOfList(content.sources);
  const contacts = idsOfList(content.contacts);
  const legal = new Set(content.legal.map((act) => act.id));
  const modules = new Set(content.modules.map((module) => module.id));
  const programmes = new Set(content.programmes.map((programme) => programme.id));

  /** Reports each id of `ids` that `known` does not hold. */
  function expectKnown(
    { file, source }: ContentFile<unknown>,
    path: PathStep[],
    ids: readonly string[],
    known: ReadonlySet<string>,
    home: string,
  ): void {
    ids.forEach((id, index) => {
      const at = [...path, index];
      if (!known.has(id)) {
        problems.push(unknownId(file, source.lineOf(at), showPath(path), id, known, home));
      } else if (ids.indexOf(id) !== index) {
        problems.push({
          severity: 'problem',
          file,
          line: source.lineOf(at),
          key: showPath(path),
          found: `“${id}” ghi hai lần`,
          wanted: 'mỗi mã ghi một lần',
        });
      }
    });
  }

  for (const entry of entriesOf(content)) {
    if (entry.data === null) continue;
    expectKnown(entry, ['topics'], entry.data.topics, topics, 'content/topics.yaml');
    expectKnown(entry, ['legal'], entry.data.legal, legal, 'content/legal/');
    expectKnown(entry, ['legalHistory'], entry.data.legalHistory, legal, 'content/legal/');
    expectKnown(entry, ['sources'], entry.data.sources, sources, 'content/sources.yaml');
  }
  for (const leaflet of content.leaflets) {
    if (leaflet.data === null) continue;
    expectKnown(leaflet, ['calls'], leaflet.data.calls, contacts, 'content/contacts.yaml');
  }
  for (const skill of content.skills) {
    if (skill.data === null) continue;
    const [level = '', topic = ''] = skill.id.split('/');
    for (const [key, found, wanted] of [
      ['level', skill.data.level, level],
      ['topic', skill.data.topic, topic],
    ] as const) {
      if (found === wanted) continue;
      problems.push({
        severity: 'problem',
        file: skill.file,
        line: skill.source.lineOf([key]),
        key,
        found: `“${found}”`,
        wanted: `“${wanted}” cho khớp với chỗ đặt tệp, hoặc chuyển tệp sang content/skills/${skill.data.level}/${skill.data.topic}.mdx`,
      });
    }
    if (skill.data.topic === topic && !topics.has(topic)) {
      problems.push(
        unknownId(
          skill.file,
          skill.source.lineOf(['topic']),
          'topic',
          topic,
          topics,
          'content/topics.yaml',
        ),
      );
    }
  }
  for (const act of content.legal) {
    if (act.data === null) continue;
    expectKnown(act, ['replacedBy'], act.data.replacedBy, legal, 'content/legal/');
    expectKnown(act, ['amendedBy'], act.data.amendedBy, legal, 'content/legal/');
  }
  for (const programme of content.programmes) {
    if (programme.data === null) continue;
    expectKnown(programme, ['legal'], programme.data.legal, legal, 'content/legal/');
    for (const [role, slugs] of Object.entries(programme.data.required)) {
      expectKnown(programme, ['required', role], slugs ?? [], modules, 'content/modules/');
    }
  }
  for (const plan of content.plans) {
    if (plan.data === null) continue;
    expectKnown(plan, ['acts'], plan.data.acts, legal, 'content/legal/');
  }
  for (const [index, contact] of (content.contacts.data ?? []).entries()) {
    expectKnown(
      content.contacts,
      [index, 'sources'],
      contact.sources,
      sources,
      'content/sources.yaml',
    );
  }
  const current = content.site.data?.currentProgramme;
  if (current !== undefined && !programmes.has(current)) {
    problems.push(
      unknownId(
        content.site.file,
        content.site.source.lineOf(['currentProgramme']),
        'currentProgramme',
        current,
        programmes,
        'content/programmes/',
      ),
    );
  }
  for (const list of [
    content.topics,
    content.contacts,
    content.sources,
    content.duties,
    content.checklist,
    content.channels,
  ]) {
    problems.push(...repeatedIds(list));
  }
  return problems;
}

/** A problem for an id that does not exist where it should. */
export function unknownId(
  file: string,
  line: number,
  key: string,
  id: string,
  known: ReadonlySet<string>,
  home: string,
): ContentProblem {
  return {
    severity: 'problem',
    file,
    line,
    key,
    found: `mã “${id}”`,
    wanted: `một mã có trong ${home}.${didYouMean(id, [...known])}`,
  };
}

/** Ids of a list file; when it has mistakes, those that can be read all the same. */
export function idsOfList({ source }: ContentFile<unknown>): Set<string> {
  const ids = new Set<string>();
  if (!Array.isArray(source.data)) return ids;
  for (const item of source.data) {
    const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : null;
    if (typeof id === 'string') ids.add(id);
  }
  return ids;
}

function repeatedIds({ file, source, data }: ContentFile<{ id: string }[]>): ContentProblem[] {
  const seen = new Set<string>();
  return (data ?? []).flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const problem: ContentProblem = {
      severity: 'problem',
      file,
      line: source.lineOf([index, 'id']),
      key: showPath([index, 'id']),
      found: `mã “${id}” đã có ở mục trên`,
      wanted: 'mỗi mã dùng một lần',
    };
    return [problem];
  });
}
