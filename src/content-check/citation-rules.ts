import type { ContentProblem } from './problem.ts';
import type { Content } from './read-content.ts';
import { idsOfList } from './reference-rules.ts';

/**
 * What a text cites with `<Ref>` and the `sources` of its front matter are the same: by that list a
 * source's users are found when it is checked again. Leaflets have panels and no `<Ref>`.
 */
export function checkCitations(content: Content): ContentProblem[] {
  const known = idsOfList(content.sources);
  return [...content.modules, ...content.skills, ...content.guides].flatMap(
    ({ file, source, data, body }) => {
      if (data === null) return [];
      const cited = new Map<string, number>();
      for (const { name, attributes } of body.tags) {
        const to = name === 'Ref' ? attributes.find((attribute) => attribute.name === 'to') : null;
        if (to?.text != null && !cited.has(to.text)) cited.set(to.text, to.line);
      }
      const problem = (line: number, key: string, found: string, wanted: string) =>
        ({ severity: 'problem', file, line, key, found, wanted }) as const;
      const unlisted = [...cited]
        // One that does not exist is a problem already.
        .filter(([id]) => known.has(id) && !data.sources.includes(id))
        .map(([id, line]) =>
          problem(line, '<Ref to>', `nguồn “${id}”`, 'mã có trong danh sách sources ở đầu bài'),
        );
      const unused = data.sources.flatMap((id, index) =>
        cited.has(id)
          ? []
          : problem(
              source.lineOf(['sources', index]),
              'sources',
              `nguồn “${id}” không được dẫn trong bài`,
              `<Ref to="${id}" /> ngay sau câu dựa vào nguồn này, hoặc bỏ mã khỏi danh sách`,
            ),
      );
      return [...unlisted, ...unused];
    },
  );
}
