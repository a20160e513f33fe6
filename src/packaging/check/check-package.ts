import { checkContent } from './content-checks.ts';
import type { Finding } from './finding.ts';
import { readManifest } from './manifest.ts';
import { checkManifest, MANIFEST } from './manifest-checks.ts';
import { readZip, UnreadablePackage, type ZipFiles } from './read-zip.ts';
import { checkSchemas } from './schema-checks.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

export interface PackageCheck {
  /** Version of SCORM as the manifest spells it; null when the package could not be read. */
  schemaVersion: string | null;
  /** The manifest's bytes, for a validator; null when there is none. */
  manifest: Uint8Array | null;
  findings: Finding[];
}

/** Above this a manifest is not read (bytes): real ones are a few hundred kB at most. */
const LARGEST_MANIFEST = 8 * 1024 * 1024;

/** Checks a SCORM package, whoever made it. Never throws for what is in the ZIP. */
export function checkPackage(zip: Uint8Array): PackageCheck {
  let files: ZipFiles;
  try {
    files = readZip(zip);
  } catch (error) {
    if (!(error instanceof UnreadablePackage)) throw error;
    return {
      schemaVersion: null,
      manifest: null,
      findings: [{ file: '(tệp .zip)', message: error.message }],
    };
  }
  const manifest = files.get(MANIFEST);
  if (manifest === undefined) {
    return { schemaVersion: null, manifest: null, findings: [noManifest(files)] };
  }
  let root: XmlElement;
  try {
    if (manifest.length > LARGEST_MANIFEST) throw new Error('tệp quá lớn');
    root = readXml(decodeXml(manifest));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `không đọc được như tệp XML (${why})`;
    return { schemaVersion: null, manifest, findings: [{ file: MANIFEST, message }] };
  }
  if (root.name !== 'manifest') {
    const message = `phải bắt đầu bằng <manifest>, nhưng đang là <${root.name}>`;
    return { schemaVersion: null, manifest, findings: [{ file: MANIFEST, message }] };
  }
  const read = readManifest(root);
  const findings = [
    ...checkNames(files),
    ...checkManifest(read, files),
    ...checkSchemas(read.schemas, files),
    ...checkContent(files),
  ];
  return { schemaVersion: read.schemaVersion, manifest, findings };
}

function noManifest(files: ZipFiles): Finding {
  const deeper = [...files.keys()].find((file) => file.toLowerCase().endsWith(`/${MANIFEST}`));
  return {
    file: MANIFEST,
    message:
      deeper === undefined
        ? 'không có tệp này, nên đây không phải gói SCORM'
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
