import { digitsOf, findPhoneNumbers } from './phone-numbers.ts';
import type { ContentProblem } from './problem.ts';
import { type Content, type ContentFile, entriesOf } from './read-content.ts';
import { type PathStep, showPath } from './yaml-source.ts';

/**
 * Phone numbers come from `contacts.yaml`: in MDX text only through `<Phone>`; in plain-text fields
 * and attributes digits may stand, but must be a contact's.
 */
export function checkPhones(content: Content): ContentProblem[] {
  const contacts = content.contacts.data ?? [];
  const idByDigits = new Map(contacts.map((contact) => [digitsOf(contact.number), contact.id]));
  const officePhone = content.site.data?.office.phone;
  const allowed = new Set(idByDigits.keys());
  if (officePhone !== undefined) allowed.add(digitsOf(officePhone));
  const problems: ContentProblem[] = [];

  for (const entry of entriesOf(content)) {
    for (const { line, text } of entry.body.prose) {
      for (const { written, digits } of findPhoneNumbers(text)) {
        const id = idByDigits.get(digits);
        problems.push({
          severity: 'problem',
          file: entry.file,
          line,
          key: null,
          found: `số điện thoại “${written}” gõ thẳng vào bài`,
          wanted:
            id === undefined
              ? `thêm số này vào content/contacts.yaml rồi viết <Phone id="…" />`
              : `<Phone id="${id}" />`,
        });
      }
    }
    for (const tag of entry.body.tags) {
      for (const attribute of tag.attributes) {
        for (const number of strangers(attribute.text ?? attribute.expression ?? '', allowed)) {
          problems.push(
            unknownNumber(entry.file, attribute.line, `<${tag.name} ${attribute.name}>`, number),
          );
        }
      }
    }
  }

  const plain: ContentFile<unknown>[] = [
    ...entriesOf(content),
    ...content.quizzes,
    ...content.programmes,
    ...content.plans,
    ...content.documents,
    ...content.forms,
    ...content.messages,
    content.calendar,
    content.duties,
    content.checklist,
    content.topics,
    content.site,
  ];
  for (const { file, source, data } of plain) {
    if (data === null) continue;
    eachString(data, [], (text, path) => {
      if (isWrongAnswer(path)) return;
      for (const number of strangers(text, allowed)) {
        problems.push(unknownNumber(file, source.lineOf(path), showPath(path), number));
      }
    });
  }
  return problems;
}

/** A wrong answer that people type (`questions[…].mistakes[…].text`) may be a wrong number; nobody is shown it. */
function isWrongAnswer(path: readonly PathStep[]): boolean {
  return path.at(-3) === 'mistakes' && path.at(-1) === 'text';
}

function strangers(text: string, allowed: ReadonlySet<string>): string[] {
  return findPhoneNumbers(text)
    .filter(({ digits }) => !allowed.has(digits))
    .map(({ written }) => written);
}

function unknownNumber(file: string, line: number, key: string, number: string): ContentProblem {
  return {
    severity: 'problem',
    file,
    line,
    key,
    found: `số điện thoại “${number}”`,
    wanted: 'một số có trong content/contacts.yaml (sửa số, hoặc thêm số đã kiểm chứng vào tệp đó)',
  };
}

function eachString(
  value: unknown,
  path: PathStep[],
  visit: (text: string, path: PathStep[]) => void,
): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      eachString(item, [...path, index], visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) eachString(item, [...path, key], visit);
  }
}
