import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMPONENTS, NOTE_KINDS } from './components.ts';
import { knownAddresses, linkProblem } from './link-rules.ts';
import type { MdxTag } from './mdx-body.ts';
import { didYouMean } from './nearest.ts';
import type { ContentProblem } from './problem.ts';
import { type Content, entriesOf } from './read-content.ts';
import { idsOfList, unknownId } from './reference-rules.ts';

/** MDX bodies: syntax slips, components and their ids, links and pictures. */
export function checkBodies(content: Content): ContentProblem[] {
  const known = {
    contacts: idsOfList(content.contacts),
    legal: new Set(content.legal.map((act) => act.id)),
    sources: idsOfList(content.sources),
    drawings: drawingNames(content.root),
  };
  const addresses = knownAddresses(content);
  const problems: ContentProblem[] = [];

  for (const { file, source, data, body } of entriesOf(content)) {
    const report = (line: number, key: string | null, found: string | null, wanted: string) =>
      problems.push({ severity: 'problem', file, line, key, found, wanted });
    const expectId = (tag: MdxTag, attribute: string, ids: ReadonlySet<string>, home: string) => {
      const value = tag.attributes.find(({ name }) => name === attribute);
      if (value === undefined) return;
      const key = `<${tag.name} ${attribute}>`;
      if (value.text === null) {
        report(value.line, key, 'giá trị không phải chữ', `${attribute}="…" trong ngoặc kép`);
      } else if (!ids.has(value.text)) {
        problems.push(unknownId(file, value.line, key, value.text, ids, home));
      }
    };

    for (const slip of body.slips) report(slip.line, null, slip.found, slip.wanted);

    for (const tag of body.tags) {
      problems.push(...checkShape(tag, file));
      if (tag.name === 'Phone') expectId(tag, 'id', known.contacts, 'content/contacts.yaml');
      if (tag.name === 'Law') expectId(tag, 'id', known.legal, 'content/legal/');
      if (tag.name === 'Ref') expectId(tag, 'to', known.sources, 'content/sources.yaml');
      if (tag.name === 'Drawing') expectId(tag, 'name', known.drawings, 'src/components/drawings/');
      if (tag.name === 'Note')
        expectId(tag, 'kind', new Set(NOTE_KINDS), 'bộ do, dont, warning, law, info');
    }

    for (const link of body.links) {
      if (link.picture) {
        if (link.text.trim() === '') {
          report(
            link.line,
            null,
            `hình ${link.target} chưa có lời mô tả`,
            '![mô tả hình](./ten-hinh.png)',
          );
        }
        if (
          link.target.startsWith('.') &&
          !existsSync(join(content.root, dirname(file), link.target))
        ) {
          report(link.line, null, `hình ${link.target}`, 'tệp hình có thật, đặt cạnh bài viết');
        }
        continue;
      }
      const wanted = linkProblem(link.target, addresses);
      if (wanted !== null) report(link.line, null, `liên kết “${link.target}”`, wanted);
    }

    if (data?.drawing !== undefined && !known.drawings.has(data.drawing)) {
      problems.push(
        unknownId(
          file,
          source.lineOf(['drawing']),
          'drawing',
          data.drawing,
          known.drawings,
          'src/components/drawings/',
        ),
      );
    }
  }

  for (const leaflet of content.leaflets) {
    if (leaflet.data === null) continue;
    const wanted = linkProblem(leaflet.data.link, addresses);
    if (wanted === null) continue;
    problems.push({
      severity: 'problem',
      file: leaflet.file,
      line: leaflet.source.lineOf(['link']),
      key: 'link',
      found: `liên kết “${leaflet.data.link}”`,
      wanted,
    });
  }
  return problems;
}

/** The component exists and has the attributes it needs and no others. */
function checkShape(tag: MdxTag, file: string): ContentProblem[] {
  if (!/^[A-Z]/.test(tag.name)) return [];
  const rule = COMPONENTS[tag.name];
  const names = Object.keys(COMPONENTS);
  const problem = (line: number, key: string, found: string, wanted: string): ContentProblem => ({
    severity: 'problem',
    file,
    line,
    key,
    found,
    wanted,
  });
  if (rule === undefined) {
    return [
      problem(
        tag.line,
        `<${tag.name}>`,
        'thành phần không có',
        `một trong: ${names.join(', ')}.${didYouMean(tag.name, names)}`,
      ),
    ];
  }
  const attributes = [...rule.required, ...rule.optional];
  const problems: ContentProblem[] = [];
  for (const { name, line } of tag.attributes) {
    if (attributes.includes(name)) continue;
    problems.push(
      problem(
        line,
        `<${tag.name} ${name}>`,
        'thuộc tính không có',
        `viết như ${rule.example}.${didYouMean(name, attributes)}`,
      ),
    );
  }
  for (const name of rule.required) {
    if (tag.attributes.some((attribute) => attribute.name === name)) continue;
    problems.push(
      problem(tag.line, `<${tag.name} ${name}>`, 'chưa có', `viết như ${rule.example}`),
    );
  }
  const options =
    tag.name === 'SelfCheck' ? tag.attributes.find(({ name }) => name === 'options') : undefined;
  if (options?.expression && !/\bcorrect\s*:\s*true\b/.test(options.expression)) {
    problems.push(
      problem(
        options.line,
        '<SelfCheck options>',
        'không lựa chọn nào đúng',
        'ít nhất một lựa chọn có correct: true',
      ),
    );
  }
  return problems;
}

function drawingNames(root: string): Set<string> {
  const folder = join(root, 'src/components/drawings');
  if (!existsSync(folder)) return new Set();
  return new Set(
    readdirSync(folder)
      .filter((name) => name.endsWith('.svg'))
      .map((name) => name.slice(0, -'.svg'.length)),
  );
}
