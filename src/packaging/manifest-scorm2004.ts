import { type Course, type CourseModule, ID_PREFIX } from './course.ts';
import { manifestResources } from './manifest-resources.ts';
import { escapeXml } from './xml.ts';

/**
 * When a group counts as finished: passed when every module in it is passed, and complete at the
 * same moment. Once somebody has begun it is "incomplete" until then. LMSs evaluate the rule for
 * "incomplete" before the one for "completed" (Sequencing and Navigation 4th edition, RB.1.3).
 */
const ROLLUP = `<imsss:sequencing>
  <imsss:controlMode choice="true" flow="true"/>
  <imsss:rollupRules>
    <imsss:rollupRule childActivitySet="all">
      <imsss:rollupConditions><imsss:rollupCondition condition="satisfied"/></imsss:rollupConditions>
      <imsss:rollupAction action="satisfied"/>
    </imsss:rollupRule>
    <imsss:rollupRule childActivitySet="any">
      <imsss:rollupConditions><imsss:rollupCondition condition="attempted"/></imsss:rollupConditions>
      <imsss:rollupAction action="incomplete"/>
    </imsss:rollupRule>
    <imsss:rollupRule childActivitySet="all">
      <imsss:rollupConditions><imsss:rollupCondition condition="satisfied"/></imsss:rollupConditions>
      <imsss:rollupAction action="completed"/>
    </imsss:rollupRule>
  </imsss:rollupRules>
</imsss:sequencing>`;

/**
 * `imsmanifest.xml` in SCORM 2004 4th edition (Content Aggregation Model 4th edition, section 3.4).
 * Each module is passed by its measure; completion is what the module reports, never what an LMS
 * guesses from a closed window.
 */
export function manifestScorm2004(course: Course): string {
  const title = escapeXml(course.title);
  const items =
    course.kind === 'module'
      ? course.modules.map((module) => indented(moduleItem(module, true), 6))
      : [
          `      <item identifier="item-${course.slug}" isvisible="true">`,
          `        <title>${title}</title>`,
          ...course.modules.map((module) => indented(moduleItem(module, false), 8)),
          indented(ROLLUP, 8),
          '      </item>',
        ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${ID_PREFIX}.${course.slug}" version="${escapeXml(course.version)}"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
  xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization" adlseq:objectivesGlobalToSystem="false">
      <title>${title}</title>
${items.join('\n')}
${indented(ROLLUP, 6)}
    </organization>
  </organizations>
${manifestResources(course, 'adlcp:scormType')}
</manifest>
`;
}

/** @param alone true when there is no other module to go to: then the LMS's arrows lead nowhere */
function moduleItem({ slug, title, passMark }: CourseModule, alone: boolean): string {
  const presentation = `
  <adlnav:presentation>
    <adlnav:navigationInterface>
      <adlnav:hideLMSUI>previous</adlnav:hideLMSUI>
      <adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
    </adlnav:navigationInterface>
  </adlnav:presentation>`;
  return `<item identifier="item-${slug}" identifierref="resource-${slug}" isvisible="true">
  <title>${escapeXml(title)}</title>
  <imsss:sequencing>
    <imsss:objectives>
      <imsss:primaryObjective objectiveID="objective-${slug}" satisfiedByMeasure="true">
        <imsss:minNormalizedMeasure>${passMark / 100}</imsss:minNormalizedMeasure>
      </imsss:primaryObjective>
    </imsss:objectives>
    <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
  </imsss:sequencing>${alone ? presentation : ''}
</item>`;
}

function indented(xml: string, columns: number): string {
  return xml.replace(/^/gm, ' '.repeat(columns));
}
