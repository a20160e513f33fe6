import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage } from './check/check-package.ts';
import type { Course } from './course.ts';
import { fillDownloadsPage } from './downloads-page.ts';
import { manifestCmi5 } from './manifest-cmi5.ts';
import { manifestScorm12 } from './manifest-scorm12.ts';
import { manifestScorm2004 } from './manifest-scorm2004.ts';
import { collectPackageFiles, type PackageFiles } from './package-files.ts';
import { type PackageEntry, type PackageList, packageListSchema } from './package-index.ts';
import {
  PACKAGE_STANDARDS,
  type PackageStandard,
  packageFileName,
  standardsOf,
} from './package-name.ts';
import { schemaFiles } from './schema-files.ts';
import { packZip } from './zip.ts';

/** Folder of the built site with the pages that are only there to be packaged. */
export const PACKAGE_PAGES = 'goi';

/** What says how to launch a package, by standard: its place and what is in it. */
const MANIFESTS: Record<PackageStandard, { place: string; make: (course: Course) => string }> = {
  scorm12: { place: 'imsmanifest.xml', make: manifestScorm12 },
  scorm2004: { place: 'imsmanifest.xml', make: manifestScorm2004 },
  cmi5: { place: 'cmi5.xml', make: manifestCmi5 },
};

/**
 * Makes `scorm/<slug>-<standard>.zip` for every module and running programme and `scorm/index.json`,
 * tells the downloads page of them, then takes the package pages out of the site: nobody should land
 * on a lesson without a way back.
 * @param dist folder of the built site
 * @throws Error when a page is missing a file or loads one from elsewhere, or a package breaks a
 *   rule that LMSs rely on
 */
export async function makePackages(dist: string): Promise<PackageEntry[]> {
  const listed = await readFile(join(dist, PACKAGE_PAGES, 'index.json'), 'utf8');
  const courses = coursesOf(packageListSchema.parse(JSON.parse(listed)));
  const target = join(dist, 'scorm');
  await mkdir(target, { recursive: true });

  const entries: PackageEntry[] = [];
  for (const standard of PACKAGE_STANDARDS) {
    // cmi5 names its schema by an address for good; nothing stands beside `cmi5.xml`.
    const schemas: PackageFiles = standard === 'cmi5' ? new Map() : await schemaFiles(standard);
    for (const course of courses) {
      if (!standardsOf(course.kind).includes(standard)) continue;
      const zip = await makePackage(dist, course, standard, schemas);
      const file = packageFileName(course.slug, standard);
      refuseBroken(file, zip);
      await writeFile(join(target, file), zip);
      entries.push({
        file,
        kind: course.kind,
        slug: course.slug,
        title: course.title,
        version: course.version,
        standard,
        bytes: zip.length,
        sha256: createHash('sha256').update(zip).digest('hex'),
      });
    }
  }
  entries.sort((a, b) => (a.file < b.file ? -1 : 1));
  await writeFile(join(target, 'index.json'), `${JSON.stringify(entries, null, 2)}\n`);
  await fillDownloadsPage(dist, entries);
  await rm(join(dist, PACKAGE_PAGES), { recursive: true });
  return entries;
}

type CourseOutline = Omit<Course, 'files'>;

/** Every package to make, apart from its files. */
export function coursesOf({ modules, programmes }: PackageList): CourseOutline[] {
  const courses: CourseOutline[] = modules.map(({ slug, title, summary, version, passMark }) => ({
    slug,
    title,
    version,
    kind: 'module',
    modules: [{ slug, title, summary, passMark, href: 'index.html' }],
  }));
  for (const { slug, title, version, modules: wanted } of programmes) {
    // They would overwrite each other's package.
    if (modules.some((module) => module.slug === slug)) {
      throw new Error(`Chương trình và mô-đun trùng mã: ${slug}. Hãy đổi tên tệp chương trình.`);
    }
    courses.push({
      slug,
      title,
      version,
      kind: 'programme',
      modules: wanted.map((name) => {
        const module = modules.find((one) => one.slug === name);
        if (module === undefined) throw new Error(`Chương trình ${slug}: không có mô-đun ${name}`);
        const { title, summary, passMark } = module;
        return { slug: name, title, summary, passMark, href: `${name}/index.html` };
      }),
    });
  }
  return courses;
}

async function makePackage(
  dist: string,
  course: CourseOutline,
  standard: PackageStandard,
  schemas: PackageFiles,
): Promise<Uint8Array> {
  const pages = course.modules.map(({ slug }) => ({
    page: `${PACKAGE_PAGES}/${slug}/index.html`,
    folder: course.kind === 'module' ? '' : slug,
  }));
  const files = await collectPackageFiles(dist, pages, standard);
  const { place, make } = MANIFESTS[standard];
  const manifest = make({ ...course, files: files.keys() });
  return packZip(new Map([...files, ...schemas, [place, new TextEncoder().encode(manifest)]]));
}

/** The same checks as `npm run scorm:check`, apart from xmllint, on what was just made. */
function refuseBroken(file: string, zip: Uint8Array): void {
  const { findings } = checkPackage(zip);
  if (findings.length === 0) return;
  const lines = findings.map(({ file: place, message }) => `  ${place}: ${message}`);
  throw new Error(`Gói ${file} chưa đúng chuẩn:\n${lines.join('\n')}`);
}
