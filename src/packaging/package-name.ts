/** File name of a module's SCORM 1.2 package; published, so never changed. */
export function packageFileName(slug: string): string {
  return `${slug}-scorm12.zip`;
}
