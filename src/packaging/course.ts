/** One module within a package: the lesson and quiz that an LMS launches and tracks (a SCO). */
export interface CourseModule {
  slug: string;
  title: string;
  /** What it is about, in a sentence or two. */
  summary: string;
  /** Per cent of the score needed to pass. */
  passMark: number;
  /** Its page within the package. */
  href: string;
}

/** What a manifest says of a package. */
export interface Course {
  slug: string;
  title: string;
  /** At most 20 characters (IMS Content Packaging). */
  version: string;
  /**
   * `module`: one module that owns all files. `programme`: modules under one root item, in the order
   * they are to be learned, with files that they share.
   */
  kind: 'module' | 'programme';
  modules: readonly CourseModule[];
  /** Every file of the package beside the manifest and its schemas, in any order. */
  files: Iterable<string>;
}

/** Prefix of manifest ids: ASCII, never changed, so that an LMS knows an update for what it is. */
export const ID_PREFIX = 'vn.truong-hoc-an-toan';

/** Id of the resource with the files that a programme's modules share. */
export const SHARED_RESOURCE = 'resource-shared';

/** The files of a course, sorted: those of each module by its slug, and those shared. */
export function splitFiles(course: Course): { own: Map<string, string[]>; shared: string[] } {
  const files = [...course.files].sort();
  const [first] = course.modules;
  if (course.kind === 'module' && first !== undefined) {
    return { own: new Map([[first.slug, files]]), shared: [] };
  }
  const own = new Map(course.modules.map(({ slug, href }) => [slug, [href]]));
  const pages = new Set(course.modules.map(({ href }) => href));
  return { own, shared: files.filter((file) => !pages.has(file)) };
}
