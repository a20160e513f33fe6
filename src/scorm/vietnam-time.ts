/** Vietnam has one time zone, UTC+7 all year round; dates of results are days there. */
function there(at: Date): Date {
  return new Date(at.getTime() + 7 * 3_600_000);
}

/** The day in Vietnam as `YYYY-MM-DD`. */
export function isoDay(at: Date): string {
  return there(at).toISOString().slice(0, 10);
}

/** The day in Vietnam as people write it: `21/11/2026`. */
export function shortDay(at: Date): string {
  return isoDay(at).split('-').reverse().join('/');
}

/** The day in Vietnam as a certificate has it: `ngày 21 tháng 11 năm 2026`. */
export function longDay(at: Date): string {
  const [year = '', month = '', day = ''] = isoDay(at).split('-');
  return `ngày ${day} tháng ${month} năm ${year}`;
}
