import type { Finding } from './finding.ts';
import type { Manifest, ManifestResource } from './manifest.ts';
import { pagePassMark } from './pass-mark.ts';
import type { ZipFiles } from './read-zip.ts';

/** Where every SCORM package has its manifest. */
export const MANIFEST = 'imsmanifest.xml';

/** Files that belong to the package itself, not to a resource: the manifest and schemas at its root. */
const OWN = /^(imsmanifest\.xml|[^/]+\.(xsd|dtd))$/i;

/** Checks that a schema cannot make on a manifest and the files around it. */
export function checkManifest(manifest: Manifest, files: ZipFiles): Finding[] {
  const messages = [
    ...checkStandard(manifest),
    ...checkIds(manifest),
    ...checkStructure(manifest),
    ...manifest.schemas
      .filter((schema) => !files.has(schema))
      .map((schema) => `nêu lược đồ ${schema} nhưng trong gói không có tệp này`),
    ...checkPassMarks(manifest, files),
  ];
  return [
    ...messages.map((message) => ({ file: MANIFEST, message })),
    ...checkFiles(manifest, files),
  ];
}

function checkStandard({ standard, schemaVersion, schemas }: Manifest): string[] {
  if (standard === null) {
    return [
      schemaVersion === ''
        ? 'không nêu phiên bản SCORM (schemaversion), LMS không biết mở theo chuẩn nào'
        : `phiên bản SCORM lạ: “${schemaVersion}” (cần “1.2” hoặc “2004 … Edition”)`,
    ];
  }
  return schemas.length > 0 ? [] : ['không nêu tệp lược đồ (XSD) nào trong schemaLocation'];
}

function checkIds({ ids }: Manifest): string[] {
  const messages = [...new Set(ids)]
    .filter((id) => !/^[A-Za-z_][A-Za-z0-9._-]*$/.test(id))
    .map((id) => `mã “${id}” phải bắt đầu bằng chữ cái và chỉ gồm a–z, 0–9, dấu chấm, gạch`);
  const twice = new Set(ids.filter((id, place) => ids.indexOf(id) !== place));
  return [...messages, ...[...twice].map((id) => `mã “${id}” dùng hai lần`)];
}

function checkStructure(manifest: Manifest): string[] {
  const { organizations, defaultOrganization, items, resources } = manifest;
  const messages: string[] = [];
  if (organizations.length === 0) messages.push('không có cây bài học (organization) nào');
  else if (defaultOrganization === null) messages.push('không nêu cây bài học mặc định (default)');
  else if (!organizations.includes(defaultOrganization)) {
    messages.push(`cây bài học mặc định “${defaultOrganization}” không có`);
  }
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  for (const { id, ref } of items) {
    if (ref === null) continue;
    const resource = byId.get(ref);
    if (resource === undefined) {
      messages.push(`mục “${id}” trỏ tới tài nguyên “${ref}” không có (identifierref)`);
    } else if (resource.href === null) {
      messages.push(
        `mục “${id}” mở tài nguyên “${ref}” nhưng tài nguyên này không có trang (href)`,
      );
    }
  }
  if (organizations.length > 0 && !items.some(({ ref }) => byId.get(ref ?? '')?.isSco === true)) {
    messages.push('không có mục nào mở một bài học ghi kết quả (SCO)');
  }
  for (const { id, dependencies } of resources) {
    for (const dependency of dependencies) {
      if (!byId.has(dependency)) {
        messages.push(`tài nguyên “${id}” cần “${dependency}” nhưng không có (dependency)`);
      }
    }
  }
  return messages;
}

function checkFiles({ resources }: Manifest, files: ZipFiles): Finding[] {
  const listed = new Set(resources.flatMap((resource) => resource.files));
  const missing = [...listed].flatMap((file): Finding[] => {
    if (files.has(file)) return [];
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(file)) {
      return [{ file: MANIFEST, message: `kê một địa chỉ ngoài gói: ${file}` }];
    }
    return [{ file, message: 'có trong bản kê (imsmanifest.xml) nhưng trong gói không có' }];
  });
  const unlaunched = resources.flatMap(({ id, href, files: own }): Finding[] => {
    const page = href?.split(/[?#]/)[0];
    if (page === undefined || own.includes(page)) return [];
    return [
      { file: MANIFEST, message: `tài nguyên “${id}” mở ${page} nhưng không kê tệp này (file)` },
    ];
  });
  const unlisted = [...files.keys()]
    .filter((file) => !listed.has(file) && !OWN.test(file))
    .map((file) => ({
      file,
      message: 'có trong gói nhưng không có trong bản kê (imsmanifest.xml)',
    }));
  return [...missing, ...unlaunched, ...unlisted];
}

function checkPassMarks({ items, resources }: Manifest, files: ZipFiles): string[] {
  const pages = new Map<string, ManifestResource>(resources.map((one) => [one.id, one]));
  return items.flatMap(({ id, ref, passMark }) => {
    if (passMark !== null && !(passMark >= 0 && passMark <= 100)) {
      return [`mục “${id}” có điểm đạt không hợp lệ (SCORM 1.2: 0–100; SCORM 2004: 0–1)`];
    }
    const page = files.get(pages.get(ref ?? '')?.href ?? '');
    const wanted = page === undefined ? null : pagePassMark(new TextDecoder().decode(page));
    if (wanted === null || wanted === passMark) return [];
    return [
      passMark === null
        ? `mục “${id}” không nêu điểm đạt; bài kiểm tra đạt từ ${wanted}%`
        : `mục “${id}” có điểm đạt ${passMark}% nhưng bài kiểm tra đạt từ ${wanted}%`,
    ];
  });
}
