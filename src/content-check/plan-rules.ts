import { knownAddresses, linkProblem } from './link-rules.ts';
import type { ContentProblem } from './problem.ts';
import type { Content } from './read-content.ts';
import { showPath } from './yaml-source.ts';

/** Every page by which a plan's row is said to be served is a page of the site. */
export function checkPlans(content: Content): ContentProblem[] {
  const addresses = knownAddresses(content);
  const problems: ContentProblem[] = [];
  for (const { file, source, data } of content.plans) {
    data?.parts.forEach((part, partIndex) => {
      part.rows.forEach((row, rowIndex) => {
        row.served.forEach(({ page }, index) => {
          const wanted = linkProblem(page, addresses);
          if (wanted === null) return;
          const path = ['parts', partIndex, 'rows', rowIndex, 'served', index, 'page'];
          problems.push({
            severity: 'problem',
            file,
            line: source.lineOf(path),
            key: showPath(path),
            found: `liên kết “${page}”`,
            wanted,
          });
        });
      });
    });
  }
  return problems;
}
