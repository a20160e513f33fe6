import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage } from './check-package.ts';
import { MANIFEST } from './manifest-checks.ts';
import { validateManifest } from './xmllint.ts';

/**
 * `npm run scorm:check [tệp.zip …]`: checks SCORM packages, ours (those in `dist/scorm/` when none is
 * named) or anybody's. Ends with 1 when something is wrong.
 */
const named = process.argv.slice(2);
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
  const { schemaVersion, manifest, findings } = checkPackage(bytes);
  const all = [...findings];
  let note = '';
  if (manifest !== null && schemaVersion !== null) {
    const verdict = validateManifest(manifest, schemaVersion);
    if (verdict.kind === 'invalid') {
      all.push(...verdict.messages.map((message) => ({ file: MANIFEST, message })));
    }
    note =
      verdict.kind === 'unchecked'
        ? ` · CHƯA so với lược đồ XSD: ${verdict.why}`
        : ' · đã so với lược đồ XSD';
  }
  const standard = schemaVersion ? `SCORM ${schemaVersion}` : 'không rõ chuẩn';
  console.log(`${all.length === 0 ? '✓' : '✗'} ${zip} · ${standard}${note}`);
  for (const { file, message } of all) console.log(`    ${file}: ${message}`);
  return all.length === 0;
}
