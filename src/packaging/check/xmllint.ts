import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { schemaFolder } from '../schema-files.ts';

/** Versions of SCORM whose official schemas are at hand, by what a manifest calls them. */
const SCHEMAS = {
  '1.2': {
    standard: 'scorm12',
    parts: [
      ['http://www.imsproject.org/xsd/imscp_rootv1p1p2', 'imscp_rootv1p1p2.xsd'],
      ['http://www.adlnet.org/xsd/adlcp_rootv1p2', 'adlcp_rootv1p2.xsd'],
    ],
  },
  '2004 4th Edition': {
    standard: 'scorm2004',
    parts: [
      ['http://www.imsglobal.org/xsd/imscp_v1p1', 'imscp_v1p1.xsd'],
      ['http://www.adlnet.org/xsd/adlcp_v1p3', 'adlcp_v1p3.xsd'],
      ['http://www.adlnet.org/xsd/adlseq_v1p3', 'adlseq_v1p3.xsd'],
      ['http://www.adlnet.org/xsd/adlnav_v1p3', 'adlnav_v1p3.xsd'],
      ['http://www.imsglobal.org/xsd/imsss', 'imsss_v1p0.xsd'],
    ],
  },
} as const;

function hasSchemas(version: string): version is keyof typeof SCHEMAS {
  return Object.hasOwn(SCHEMAS, version);
}

/** What xmllint says of a manifest. */
export type SchemaVerdict =
  | { kind: 'valid' }
  | { kind: 'invalid'; messages: string[] }
  | { kind: 'unchecked'; why: string };

/**
 * Validates a manifest against the official XSD files of its version, our copies and not those of
 * the ZIP. Needs the program `xmllint`; the manifest goes to it through a pipe and nothing is fetched.
 * @param version `schemaversion` of the manifest
 */
export function validateManifest(
  manifest: Uint8Array,
  version: string,
  program = 'xmllint',
): SchemaVerdict {
  if (!hasSchemas(version)) {
    return { kind: 'unchecked', why: `không có lược đồ của phiên bản “${version}” để so` };
  }
  const { standard, parts } = SCHEMAS[version];
  const folder = pathToFileURL(`${schemaFolder(standard)}/`);
  const imports = parts.map(
    ([namespace, file]) =>
      `<xs:import namespace="${namespace}" schemaLocation="${new URL(file, folder).href}"/>`,
  );
  const place = mkdtempSync(join(tmpdir(), 'scorm-check-'));
  try {
    const driver = join(place, 'all.xsd');
    writeFileSync(
      driver,
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    );
    return validateAgainst(driver, manifest, program);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/**
 * Validates XML against a schema file.
 * @param schema path of the XSD
 */
export function validateAgainst(
  schema: string,
  xml: Uint8Array,
  program = 'xmllint',
): SchemaVerdict {
  const ran = spawnSync(program, ['--noout', '--nonet', '--schema', schema, '-'], {
    input: xml,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (ran.error !== undefined) {
    return {
      kind: 'unchecked',
      why: 'máy này chưa có chương trình xmllint (gói libxml2-utils trên Debian, Ubuntu)',
    };
  }
  if (ran.status === 0) return { kind: 'valid' };
  const messages = ran.stderr
    .split('\n')
    .filter((line) => /^-:\d+:/.test(line))
    .map((line) => line.replace(/^-:(\d+): (?:element \S+: )?/, 'dòng $1: '));
  if (messages.length > 0) return { kind: 'invalid', messages };
  return {
    kind: 'unchecked',
    why: `xmllint dừng giữa chừng: ${ran.stderr.trim().slice(0, 200)}`,
  };
}
