import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPackage, type PackageCheck } from './check-package.ts';
import { COURSE_STRUCTURE } from './cmi5-checks.ts';
import { MANIFEST } from './manifest-checks.ts';
import { type SchemaVerdict, validateAgainst, validateManifest } from './xmllint.ts';

/**
 * `npm run scorm:check [tệp.zip …]`: checks SCORM and cmi5 packages, ours (those in `dist/scorm/` when
 * none is named) or anybody's. `-- --cmi5-xsd CourseStructure.xsd` also compares with cmi5's official
 * schema, which is in no package that could be installed. Ends with 1 when something is wrong.
 */
const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { 'cmi5-xsd': { type: 'string' } },
});
const cmi5Schema = values['cmi5-xsd'];
const zips = named.length > 0 ? named : await builtPackages();
const broken = zips.filter((zip) => !report(zip));
console.log(
  broken.length === 0
    ? `\nĐã kiểm tra ${zips.length} gói: không thấy lỗi.`
    : `\nĐã kiểm tra ${zips.length} gói: ${broken.length} gói có lỗi.`,
);
process.exitCode = broken.length === 0 && zips.length > 0 ? 0 : 1;

async function builtPackages(): Promise<string[]> {
  const folder = 'dist/scorm';
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) console.log('Chưa có gói nào trong dist/scorm/. Hãy chạy npm run scorm.');
  return names
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => join(folder, name));
}

/** Prints what is found in a ZIP; true when nothing is wrong. */
function report(zip: string): boolean {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(zip);
  } catch {
    console.log(`✗ ${zip}: không đọc được tệp. Hãy xem lại tên và nơi đặt tệp.`);
    return false;
  }
  const check = checkPackage(bytes);
  const { schemaVersion } = check;
  const all = [...check.findings];
  let note = '';
  const verdict = compareWithSchema(check);
  if (verdict !== null) {
    if (verdict.kind === 'invalid') {
      const file = check.standard === 'cmi5' ? COURSE_STRUCTURE : MANIFEST;
      all.push(...verdict.messages.map((message) => ({ file, message })));
    }
    note =
      verdict.kind === 'unchecked'
        ? ` · CHƯA so với lược đồ XSD: ${verdict.why}`
        : ' · đã so với lược đồ XSD';
  }
  const standard =
    check.standard === 'cmi5'
      ? 'cmi5'
      : schemaVersion
        ? `SCORM ${schemaVersion}`
        : 'không rõ chuẩn';
  console.log(`${all.length === 0 ? '✓' : '✗'} ${zip} · ${standard}${note}`);
  for (const { file, message } of all) console.log(`    ${file}: ${message}`);
  return all.length === 0;
}

/** What the official schemas say; null when the package could not be read at all. */
function compareWithSchema({
  standard,
  schemaVersion,
  manifest,
}: PackageCheck): SchemaVerdict | null {
  if (manifest === null) return null;
  if (standard === 'cmi5') {
    return cmi5Schema === undefined
      ? { kind: 'unchecked', why: 'cần tệp CourseStructure.xsd của cmi5 (--cmi5-xsd)' }
      : validateAgainst(cmi5Schema, manifest);
  }
  return schemaVersion === null ? null : validateManifest(manifest, schemaVersion);
}
