import { type Course, type CourseModule, ID_PREFIX } from './course.ts';
import { manifestResources } from './manifest-resources.ts';
import { escapeXml } from './xml.ts';

/**
 * `imsmanifest.xml` in SCORM 1.2 (Content Aggregation Model 1.2, section 2.3; IMS Content Packaging
 * 1.1.2). Element order within `item` is the schema's. SCORM 1.2 has no roll-up: the LMS sees each
 * module of a programme with a status, score and mastery score of its own.
 */
export function manifestScorm12(course: Course): string {
  const title = escapeXml(course.title);
  const items =
    course.kind === 'module'
      ? course.modules.map((module) => moduleItem(module, '      '))
      : [
          `      <item identifier="item-${course.slug}" isvisible="true">`,
          `        <title>${title}</title>`,
          ...course.modules.map((module) => moduleItem(module, '        ')),
          '      </item>',
        ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${ID_PREFIX}.${course.slug}" version="${escapeXml(course.version)}"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>${title}</title>
${items.join('\n')}
    </organization>
  </organizations>
${manifestResources(course, 'adlcp:scormtype')}
</manifest>
`;
}

function moduleItem({ slug, title, passMark }: CourseModule, indent: string): string {
  return `${indent}<item identifier="item-${slug}" identifierref="resource-${slug}" isvisible="true">
${indent}  <title>${escapeXml(title)}</title>
${indent}  <adlcp:masteryscore>${passMark}</adlcp:masteryscore>
${indent}</item>`;
}
