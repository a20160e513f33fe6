/** The standards that packages are made in, in the order in which they are offered. */
export const PACKAGE_STANDARDS = ['scorm12', 'scorm2004', 'cmi5'] as const;
export type PackageStandard = (typeof PACKAGE_STANDARDS)[number];

/** Those in which a whole programme is one package too. */
export const SCORM_STANDARDS = ['scorm12', 'scorm2004'] as const;
export type ScormStandard = (typeof SCORM_STANDARDS)[number];

/** The standards in which a module or a programme is packaged. */
export function standardsOf(kind: 'module' | 'programme'): readonly PackageStandard[] {
  return kind === 'module' ? PACKAGE_STANDARDS : SCORM_STANDARDS;
}

/** The standards as people name them. */
export const STANDARD_NAMES: Record<PackageStandard, string> = {
  scorm12: 'SCORM 1.2',
  scorm2004: 'SCORM 2004 (bản 4)',
  cmi5: 'cmi5',
};

/** File name of the package of a module or programme; published, so never changed. */
export function packageFileName(slug: string, standard: PackageStandard): string {
  return `${slug}-${standard}.zip`;
}
