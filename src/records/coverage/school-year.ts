/**
 * The school year a day lies in, as `2026-2027`: from 1 September to 31 August, so that what is done
 * in summer counts to the year that ends.
 */
export function schoolYearOf(day: string): string {
  const year = Number(day.slice(0, 4));
  const first = day.slice(5, 7) >= '09' ? year : year - 1;
  return `${first}-${first + 1}`;
}

/**
 * Whether a class of a school year can meet on a day: from August, when pupils gather before the year
 * begins, to the end of the next August.
 */
export function isOfSchoolYear(schoolYear: string, day: string): boolean {
  const [first = '', second = ''] = schoolYear.split('-');
  return day >= `${first}-08-01` && day <= `${second}-08-31`;
}

/** First day of a school year. */
export function schoolYearStart(schoolYear: string): string {
  return `${schoolYear.slice(0, 4)}-09-01`;
}
