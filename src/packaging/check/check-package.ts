import { COURSE_STRUCTURE, checkCourseStructure } from './cmi5-checks.ts';
import { checkContent } from './content-checks.ts';
import type { Finding } from './finding.ts';
import { readManifest } from './manifest.ts';
import { checkManifest, MANIFEST } from './manifest-checks.ts';
import { readZip, UnreadablePackage, type ZipFiles } from './read-zip.ts';
import { checkSchemas } from './schema-checks.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

export interface PackageCheck {
  /** What the package was made for, as far as it says. */
  standard: 'scorm' | 'cmi5' | null;
  /** Version of SCORM as the manifest spells it; null for cmi5 and for what could not be read. */
  schemaVersion: string | null;
  /** The manifest's or course structure's bytes, for a validator; null when there is none. */
  manifest: Uint8Array | null;
  findings: Finding[];
}

/** Above this a manifest is not read (bytes): real ones are a few hundred kB at most. */
const LARGEST_MANIFEST = 8 * 1024 * 1024;

/** Checks a SCORM or cmi5 package, whoever made it. Never throws for what is in the ZIP. */
export function checkPackage(zip: Uint8Array): PackageCheck {
  let files: ZipFiles;
  try {
    files = readZip(zip);
  } catch (error) {
    if (!(error instanceof UnreadablePackage)) throw error;
    return unread(null, { file: '(tệp .zip)', message: error.message });
  }
  const structure = files.get(COURSE_STRUCTURE);
  const manifest = files.get(MANIFEST);
  // Some packages serve both standards; then SCORM's manifest is the stricter one.
  if (manifest === undefined && structure !== undefined) return checkCmi5(structure, files);
  if (manifest === undefined) return unread(null, noManifest(files));
  const root = readRoot(manifest);
  if (typeof root === 'string') return unread(manifest, { file: MANIFEST, message: root });
  if (root.name !== 'manifest') {
    const message = `phải bắt đầu bằng <manifest>, nhưng đang là <${root.name}>`;
    return unread(manifest, { file: MANIFEST, message });
  }
  const read = readManifest(root);
  const findings = [
    ...checkNames(files),
    ...checkManifest(read, files),
    ...checkSchemas(read.schemas, files),
    ...checkContent(files),
  ];
  return { standard: 'scorm', schemaVersion: read.schemaVersion, manifest, findings };
}

function checkCmi5(structure: Uint8Array, files: ZipFiles): PackageCheck {
  const root = readRoot(structure);
  if (typeof root === 'string') return unread(structure, { file: COURSE_STRUCTURE, message: root });
  const findings = [
    ...checkNames(files),
    ...checkCourseStructure(root, files),
    ...checkContent(files),
  ];
  return { standard: 'cmi5', schemaVersion: null, manifest: structure, findings };
}

function unread(manifest: Uint8Array | null, finding: Finding): PackageCheck {
  return { standard: null, schemaVersion: null, manifest, findings: [finding] };
}

/** The root of an XML file, or why it cannot be read. */
function readRoot(xml: Uint8Array): XmlElement | string {
  try {
    if (xml.length > LARGEST_MANIFEST) throw new Error('tệp quá lớn');
    return readXml(decodeXml(xml));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `không đọc được như tệp XML (${why})`;
  }
}

function noManifest(files: ZipFiles): Finding {
  const deeper = [...files.keys()].find((file) =>
    [MANIFEST, COURSE_STRUCTURE].some((name) => file.toLowerCase().endsWith(`/${name}`)),
  );
  return {
    file: MANIFEST,
    message:
      deeper === undefined
        ? `không có tệp này và không có ${COURSE_STRUCTURE}, nên đây không phải gói SCORM hay cmi5`
        : `phải nằm ngay ở gốc tệp .zip, nhưng đang ở ${deeper}. Hãy nén lại từ bên trong thư mục.`,
  };
}

/** File names that some LMS cannot unpack, or that reach outside the package. */
function checkNames(files: ZipFiles): Finding[] {
  const lower = new Map<string, string>();
  return [...files.keys()].flatMap((file) => {
    const findings: Finding[] = [];
    if (file.startsWith('/') || /^[a-z]:/i.test(file) || file.split(/[\\/]/).includes('..')) {
      findings.push({ file, message: 'tên tệp trỏ ra ngoài gói; không nên đưa gói này lên LMS' });
    } else if (file.includes('\\')) {
      findings.push({ file, message: 'tên tệp dùng dấu “\\”; hãy nén lại bằng công cụ khác' });
    }
    const same = lower.get(file.toLowerCase());
    if (same !== undefined) {
      findings.push({
        file,
        message: `chỉ khác ${same} ở chữ hoa; trên máy chủ Windows sẽ đè nhau`,
      });
    }
    lower.set(file.toLowerCase(), file);
    return findings;
  });
}

/** XML text by its byte order mark; UTF-8 without one. */
function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
