import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { percentSchema, slugSchema } from '../schemas/scalars.ts';
import { fillDownloadsPage } from './downloads-page.ts';
import { manifestScorm12 } from './manifest-scorm12.ts';
import { collectPackageFiles, type PackageFiles } from './package-files.ts';
import { packageFileName } from './package-name.ts';
import { scorm12SchemaFiles } from './schema-files.ts';
import { packZip } from './zip.ts';

/** Folder of the built site with the pages that are only there to be packaged. */
export const PACKAGE_PAGES = 'goi';

/** `goi/index.json`: the modules of this build, written by the page of that name. */
export const packageModulesSchema = z.array(
  z.object({
    slug: slugSchema,
    title: z.string().min(1),
    version: z.string(),
    passMark: percentSchema,
  }),
);

/** One line of `scorm/index.json`. */
export const packageEntrySchema = z.object({
  /** File name within `scorm/`. */
  file: z.string(),
  module: slugSchema,
  title: z.string(),
  version: z.string(),
  standard: z.literal('scorm12'),
  /** Size of the ZIP in bytes. */
  bytes: z.int(),
  /** SHA-256 of the ZIP, hex. */
  sha256: z.string(),
});
export type PackageEntry = z.infer<typeof packageEntrySchema>;

/**
 * Makes `scorm/<slug>-scorm12.zip` for every module and `scorm/index.json`, tells the downloads page
 * of them, then takes the package
 * pages out of the site: nobody should land on a lesson without a way back.
 * @param dist folder of the built site
 * @throws Error when a page is missing a file or loads one from elsewhere
 */
export async function packageModules(dist: string): Promise<PackageEntry[]> {
  const listed = await readFile(join(dist, PACKAGE_PAGES, 'index.json'), 'utf8');
  const modules = packageModulesSchema.parse(JSON.parse(listed));
  const schemas = await scorm12SchemaFiles();
  const target = join(dist, 'scorm');
  await mkdir(target, { recursive: true });

  const entries: PackageEntry[] = [];
  for (const module of modules) {
    const files = await collectPackageFiles(dist, `${PACKAGE_PAGES}/${module.slug}/index.html`);
    const manifest = manifestScorm12(module, files.keys());
    const all: PackageFiles = new Map([
      ...files,
      ...schemas,
      ['imsmanifest.xml', new TextEncoder().encode(manifest)],
    ]);
    const zip = packZip(all);
    const file = packageFileName(module.slug);
    await writeFile(join(target, file), zip);
    entries.push({
      file,
      module: module.slug,
      title: module.title,
      version: module.version,
      standard: 'scorm12',
      bytes: zip.length,
      sha256: createHash('sha256').update(zip).digest('hex'),
    });
  }
  await writeFile(join(target, 'index.json'), `${JSON.stringify(entries, null, 2)}\n`);
  await fillDownloadsPage(dist, entries);
  await rm(join(dist, PACKAGE_PAGES), { recursive: true });
  return entries;
}
