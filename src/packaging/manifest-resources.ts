import { type Course, SHARED_RESOURCE, splitFiles } from './course.ts';
import { escapeXml } from './xml.ts';

/**
 * The `<resources>` of a manifest: a SCO for each module and, in a programme, one asset with what
 * the modules share.
 * @param scoType the attribute that tells SCO from asset; SCORM 1.2 and 2004 spell it differently
 */
export function manifestResources(
  course: Course,
  scoType: 'adlcp:scormtype' | 'adlcp:scormType',
): string {
  const { own, shared } = splitFiles(course);
  const lines = (files: readonly string[]) =>
    files.map((file) => `      <file href="${escapeXml(file)}"/>`);
  const resources = course.modules.map(({ slug, href }) =>
    [
      `    <resource identifier="resource-${slug}" type="webcontent" ${scoType}="sco" href="${escapeXml(href)}">`,
      ...lines(own.get(slug) ?? []),
      ...(shared.length > 0 ? [`      <dependency identifierref="${SHARED_RESOURCE}"/>`] : []),
      '    </resource>',
    ].join('\n'),
  );
  if (shared.length > 0) {
    resources.push(
      [
        `    <resource identifier="${SHARED_RESOURCE}" type="webcontent" ${scoType}="asset">`,
        ...lines(shared),
        '    </resource>',
      ].join('\n'),
    );
  }
  return `  <resources>\n${resources.join('\n')}\n  </resources>`;
}
