import { MESSAGE_PLACES } from '../schools/places.ts';
import { legalStandingProblem } from './legal-rules.ts';
import { knownAddresses, linkProblem } from './link-rules.ts';
import { findPhoneNumbers } from './phone-numbers.ts';
import type { ContentProblem } from './problem.ts';
import type { Content, ContentFile } from './read-content.ts';
import { idsOfList, unknownId } from './reference-rules.ts';
import { type PathStep, showPath } from './yaml-source.ts';

/** Files of the part "Dành cho nhà trường". */
export function schoolFiles(content: Content): ContentFile<unknown>[] {
  return [
    content.calendar,
    content.duties,
    content.checklist,
    content.channels,
    ...content.documents,
    ...content.forms,
    ...content.messages,
  ];
}

/**
 * What schools are told stands on sources and acts that exist and are in force, leads to pages that
 * exist; ids are used once; messages name people and numbers by places, never by typing them.
 */
export function checkSchools(content: Content, day: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const addresses = knownAddresses(content);
  const sources = idsOfList(content.sources);
  const legal = new Set(content.legal.map(({ id }) => id));
  const topics = idsOfList(content.topics);
  const lists: Readonly<Record<string, [ReadonlySet<string>, string]>> = {
    sources: [sources, 'content/sources.yaml'],
    legal: [legal, 'content/legal/'],
    topics: [topics, 'content/topics.yaml'],
  };
  for (const { file, source, data } of schoolFiles(content)) {
    if (data === null) continue;
    eachValue(data, [], (value, path) => {
      const key = path.at(-1);
      const line = () => source.lineOf(path);
      if (key === 'page' && typeof value === 'string') {
        const wanted = linkProblem(value, addresses);
        if (wanted === null) return;
        problems.push({
          severity: 'problem',
          file,
          line: line(),
          key: showPath(path),
          found: `liên kết “${value}”`,
          wanted,
        });
      }
      const list = lists[String(key)];
      if (list === undefined || !Array.isArray(value)) return;
      const [known, home] = list;
      value.forEach((id, index) => {
        const at = [...path, index];
        if (!known.has(id)) {
          problems.push(unknownId(file, source.lineOf(at), showPath(path), id, known, home));
        } else if (key === 'legal') {
          const act = content.legal.find((each) => each.id === id)?.data;
          const problem = act && legalStandingProblem(act, id, day);
          if (problem) {
            problems.push({ ...problem, file, line: source.lineOf(at), key: showPath(path) });
          }
        }
      });
    });
  }
  return [...problems, ...checkCalendarIds(content), ...checkMessages(content)];
}

/** The id of an activity is the event's UID: twice the same, and a phone shows only one. */
function checkCalendarIds({ calendar }: Content): ContentProblem[] {
  const seen = new Set<string>();
  return (calendar.data ?? []).flatMap(({ activities }, month) =>
    activities.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      const path = [month, 'activities', index, 'id'];
      const problem: ContentProblem = {
        severity: 'problem',
        file: calendar.file,
        line: calendar.source.lineOf(path),
        key: showPath(path),
        found: `mã “${id}” đã có ở một việc khác`,
        wanted: 'mỗi việc một mã trong cả năm',
      };
      return [problem];
    }),
  );
}

/** Keys of a message whose text is sent; the others are read on the site only. */
const SENT = new Set(['board', 'website', 'email', 'zalo', 'sms']);

function checkMessages(content: Content): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const contacts = new Map((content.contacts.data ?? []).map(({ id, number }) => [number, id]));
  const known = new Set<string>([
    ...MESSAGE_PLACES,
    ...[...contacts.values()].map((id) => `so:${id}`),
  ]);
  for (const { file, source, data } of content.messages) {
    if (data === null) continue;
    eachValue(data, [], (value, path) => {
      if (typeof value !== 'string' || !SENT.has(String(path[0]))) return;
      const report = (found: string, wanted: string) =>
        problems.push({
          severity: 'problem',
          file,
          line: source.lineOf(path),
          key: showPath(path),
          found,
          wanted,
        });
      for (const { written } of findPhoneNumbers(value)) {
        const id = contacts.get(written);
        report(
          `số điện thoại “${written}” gõ thẳng vào tin`,
          id === undefined ? 'thêm số vào content/contacts.yaml rồi viết {so:mã}' : `{so:${id}}`,
        );
      }
      for (const [place, id = ''] of value.matchAll(/\{([^}]*)\}/g)) {
        if (!known.has(id)) report(`chỗ điền ${place}`, `một trong: ${[...known].join(', ')}`);
      }
    });
  }
  return problems;
}

/** Every value within, itself included, with its path. */
function eachValue(
  value: unknown,
  path: PathStep[],
  visit: (value: unknown, path: PathStep[]) => void,
): void {
  visit(value, path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      eachValue(item, [...path, index], visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) eachValue(item, [...path, key], visit);
  }
}
