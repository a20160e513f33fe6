import { escapeXml } from './xml.ts';

/** What the manifest says of a module. */
export interface ManifestModule {
  slug: string;
  title: string;
  version: string;
  /** Per cent needed to pass: `adlcp:masteryscore`. */
  passMark: number;
}

/** Prefix of manifest ids: ASCII, never changed, so that an LMS knows an update for what it is. */
const ID_PREFIX = 'vn.truong-hoc-an-toan';

/**
 * `imsmanifest.xml` of a package with one SCO, in SCORM 1.2 (Content Aggregation Model 1.2,
 * section 2.3; IMS Content Packaging 1.1.2). Element order within `item` is the schema's.
 * @param files every file of the package beside the manifest and its schemas, in any order
 */
export function manifestScorm12(module: ManifestModule, files: Iterable<string>): string {
  const listed = [...files].sort().map((file) => `      <file href="${escapeXml(file)}"/>`);
  const title = escapeXml(module.title);
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${ID_PREFIX}.${module.slug}" version="${escapeXml(module.version)}"
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
      <item identifier="item-${module.slug}" identifierref="resource-${module.slug}" isvisible="true">
        <title>${title}</title>
        <adlcp:masteryscore>${module.passMark}</adlcp:masteryscore>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource-${module.slug}" type="webcontent" adlcp:scormtype="sco" href="index.html">
${listed.join('\n')}
    </resource>
  </resources>
</manifest>
`;
}
