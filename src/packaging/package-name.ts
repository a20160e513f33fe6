/** The standards that packages are made in, in the order in which they are offered. */
export const PACKAGE_STANDARDS = ['scorm12', 'scorm2004'] as const;
export type PackageStandard = (typeof PACKAGE_STANDARDS)[number];

/** The standards as people name them. */
export const STANDARD_NAMES: Record<PackageStandard, string> = {
  scorm12: 'SCORM 1.2',
  scorm2004: 'SCORM 2004 (bản 4)',
};

/** File name of the package of a module or programme; published, so never changed. */
export function packageFileName(slug: string, standard: PackageStandard): string {
  return `${slug}-${standard}.zip`;
}
