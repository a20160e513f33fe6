import { createHash } from 'node:crypto';
import { type Course, type CourseModule, ID_PREFIX } from './course.ts';
import { escapeXml } from './xml.ts';

/** Namespace of a course structure; the address of its official schema too (cmi5 14.0). */
export const CMI5_NAMESPACE = 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd';

/**
 * `cmi5.xml` (cmi5 Quartz, 1st edition, sections 13 and 14). Satisfied by “passed” alone: it is the
 * one statement that says what the office counts, and no second one can be missing.
 */
export function manifestCmi5(course: Course): string {
  const about = course.modules.map(({ summary }) => summary).join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="${CMI5_NAMESPACE}">
  <course id="${courseId(course.slug)}">
${langstring('title', course.title, '    ')}
${langstring('description', about, '    ')}
  </course>
${course.modules.map(unit).join('\n')}
</courseStructure>
`;
}

function unit({ slug, title, summary, passMark, href }: CourseModule): string {
  return `  <au id="${unitId(slug)}" moveOn="Passed" masteryScore="${passMark / 100}" launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/lesson">
${langstring('title', title, '    ')}
${langstring('description', summary, '    ')}
    <url>${escapeXml(href)}</url>
  </au>`;
}

function langstring(element: string, text: string, indent: string): string {
  return `${indent}<${element}><langstring lang="vi">${escapeXml(text)}</langstring></${element}>`;
}

/** Id of a course, for good. */
export function courseId(slug: string): string {
  return stableIri(`${ID_PREFIX}.khoa-hoc.${slug}`);
}

/** Id of a module within its course, for good. */
export function unitId(slug: string): string {
  return stableIri(`${ID_PREFIX}.mo-dun.${slug}`);
}

/** Namespace of our names (RFC 9562, 5.5): drawn once, never to change. */
const NAMES = '3f0c8f5e7a5b4d0f9a51c2b6d8e41707';

/**
 * The same IRI for the same name, wherever the site is published: a UUID made from the name (version
 * 5). Addresses of a site change with its host, and an LMS would take the update for another course.
 */
function stableIri(name: string): string {
  const hash = createHash('sha1').update(Buffer.from(NAMES, 'hex')).update(name).digest();
  const bytes = hash.subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
