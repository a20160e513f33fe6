import { CMI5_NAMESPACE } from '../manifest-cmi5.ts';
import type { Finding } from './finding.ts';
import { pagePassMark } from './pass-mark.ts';
import type { ZipFiles } from './read-zip.ts';
import { child, descendants, type XmlElement } from './xml-tree.ts';

/** Where every cmi5 package has its course structure (cmi5 14.0). */
export const COURSE_STRUCTURE = 'cmi5.xml';

/** What may stand in an element, in order: the schema's sequences. */
const CHILDREN: Record<string, readonly string[]> = {
  courseStructure: ['course', 'objectives', 'au|block'],
  course: ['title', 'description'],
  block: ['title', 'description', 'objectives', 'au|block'],
  au: ['title', 'description', 'objectives', 'url', 'launchParameters', 'entitlementKey'],
};
/** Those that must be there. */
const REQUIRED: Record<string, readonly string[]> = {
  courseStructure: ['course'],
  course: ['title', 'description'],
  block: ['title', 'description'],
  au: ['title', 'description', 'url'],
};
/** Attributes with a fixed choice of values. */
const CHOICES: Record<string, readonly string[]> = {
  moveOn: ['NotApplicable', 'Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed'],
  launchMethod: ['AnyWindow', 'OwnWindow'],
};
/** Names that an LMS adds to the address of a launch (8.1). */
const LAUNCH_NAMES = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'];

/**
 * Checks a course structure by the rules of cmi5 (Quartz, 1st edition) and its schema, and against
 * the files around it. The schema itself is in no package that is kept up; `scorm:check` compares
 * with it when it is given the file.
 */
export function checkCourseStructure(root: XmlElement, files: ZipFiles): Finding[] {
  if (root.name !== 'courseStructure' || root.namespace !== CMI5_NAMESPACE) {
    return [finding(`phải bắt đầu bằng <courseStructure xmlns="${CMI5_NAMESPACE}">`)];
  }
  const elements = [root, ...['course', 'block', 'au'].flatMap((name) => descendants(root, name))];
  const units = descendants(root, 'au');
  return [
    ...elements.flatMap(checkOrder),
    ...elements.flatMap(checkTexts),
    ...checkIds(root),
    ...(units.length === 0 ? [finding('không có bài học (au) nào')] : []),
    ...units.flatMap((unit) => checkUnit(unit, files)),
  ];
}

function finding(message: string): Finding {
  return { file: COURSE_STRUCTURE, message };
}

/** How a message names an element. */
function nameOf({ name, attributes }: XmlElement): string {
  const id = attributes.get('id');
  return id === undefined ? `<${name}>` : `<${name} id="${id}">`;
}

function checkOrder(element: XmlElement): Finding[] {
  const order = CHILDREN[element.name] ?? [];
  const findings = (REQUIRED[element.name] ?? [])
    .filter((name) => child(element, name) === undefined)
    .map((name) => finding(`${nameOf(element)} thiếu <${name}>`));
  let reached = 0;
  const seen = new Set<string>();
  for (const { name, namespace } of element.children) {
    // Extensions of others stand at the end; nobody need know them.
    if (namespace !== CMI5_NAMESPACE) continue;
    const place = order.findIndex((names) => names.split('|').includes(name));
    const repeats = order[place]?.includes('|') === true;
    if (place < 0) findings.push(finding(`${nameOf(element)} không được chứa <${name}>`));
    else if (place < reached) findings.push(finding(`${nameOf(element)}: <${name}> sai thứ tự`));
    else if (seen.has(name) && !repeats) {
      findings.push(finding(`${nameOf(element)} có hai <${name}>`));
    }
    seen.add(name);
    reached = Math.max(reached, place);
  }
  return findings;
}

function checkTexts(element: XmlElement): Finding[] {
  return ['title', 'description'].flatMap((name) => {
    const text = child(element, name);
    if (text === undefined) return [];
    const strings = text.children.filter((one) => one.name === 'langstring');
    if (strings.length === 0) {
      return [finding(`<${name}> của ${nameOf(element)} không có <langstring>`)];
    }
    return strings.flatMap((one) => {
      const language = one.attributes.get('lang');
      return [
        ...(one.text === '' ? [finding(`<${name}> của ${nameOf(element)} để trống`)] : []),
        ...(language !== undefined && !/^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(language)
          ? [finding(`mã ngôn ngữ “${language}” không hợp lệ (tiếng Việt là “vi”)`)]
          : []),
      ];
    });
  });
}

function checkIds(root: XmlElement): Finding[] {
  const objectives = child(root, 'objectives');
  const named = [
    ...['course', 'block', 'au'].flatMap((name) => descendants(root, name)),
    ...(objectives === undefined ? [] : descendants(objectives, 'objective')),
  ];
  const ids = named.map(({ attributes }) => attributes.get('id') ?? '');
  const known = new Set(
    (objectives === undefined ? [] : descendants(objectives, 'objective')).map(({ attributes }) =>
      attributes.get('id'),
    ),
  );
  const references = descendants(root, 'objective').flatMap(({ attributes }) => {
    const id = attributes.get('idref');
    return id === undefined ? [] : [id];
  });
  return [
    ...named
      .filter(({ attributes }) => !/^[a-z][a-z0-9+.-]*:\S+$/i.test(attributes.get('id') ?? ''))
      .map((element) => finding(`${nameOf(element)} cần mã (id) là một IRI đầy đủ`)),
    ...[...new Set(ids)]
      .filter((id) => id !== '' && ids.indexOf(id) !== ids.lastIndexOf(id))
      .map((id) => finding(`mã “${id}” dùng hai lần`)),
    ...references
      .filter((id) => !known.has(id))
      .map((id) => finding(`nhắc tới mục tiêu “${id}” không có`)),
  ];
}

function checkUnit(unit: XmlElement, files: ZipFiles): Finding[] {
  const findings = Object.entries(CHOICES).flatMap(([name, values]) => {
    const value = unit.attributes.get(name);
    return value === undefined || values.includes(value)
      ? []
      : [finding(`${nameOf(unit)}: ${name}="${value}" không hợp lệ (${values.join(', ')})`)];
  });
  const written = unit.attributes.get('masteryScore');
  const mark = written === undefined ? null : Number(written);
  const isMark = written === undefined || /^\s*(0(\.\d{1,4})?|1(\.0{1,4})?)\s*$/.test(written);
  if (!isMark) {
    findings.push(
      finding(`${nameOf(unit)}: masteryScore="${written}" phải từ 0 đến 1, tối đa 4 số lẻ`),
    );
  }
  const url = child(unit, 'url')?.text ?? '';
  if (child(unit, 'url') === undefined) return findings;
  const page = pageOf(url);
  if (page === null) {
    if (!/^[a-z][a-z0-9+.-]*:\/\/./i.test(url)) {
      findings.push(
        finding(`${nameOf(unit)} mở “${url}”: cần địa chỉ tương đối trong gói hoặc địa chỉ đầy đủ`),
      );
    }
    return findings;
  }
  const query = new URLSearchParams(url.split('#')[0]?.split('?')[1] ?? '');
  for (const name of LAUNCH_NAMES.filter((one) => query.has(one))) {
    findings.push(finding(`${nameOf(unit)}: địa chỉ tự đặt tham số “${name}” mà LMS phải đặt`));
  }
  const html = files.get(page);
  if (html === undefined) {
    findings.push(finding(`${nameOf(unit)} mở ${page} nhưng trong gói không có tệp này`));
    return findings;
  }
  const wanted = pagePassMark(new TextDecoder().decode(html));
  if (wanted !== null && isMark && mark === null) {
    findings.push(
      finding(`${nameOf(unit)} không nêu điểm đạt (masteryScore); bài kiểm tra đạt từ ${wanted}%`),
    );
  } else if (wanted !== null && isMark && mark !== null && Math.abs(mark * 100 - wanted) > 1e-6) {
    findings.push(
      finding(`${nameOf(unit)} có điểm đạt ${mark * 100}% nhưng bài kiểm tra đạt từ ${wanted}%`),
    );
  }
  return findings;
}

/** The file that a relative address opens; null when it leads out of the package. */
function pageOf(url: string): string | null {
  if (url === '' || /^([a-z][a-z0-9+.-]*:|\/)/i.test(url)) return null;
  const path = new URL(url, 'http://package/').pathname.slice(1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
