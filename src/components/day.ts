/**
 * A day as Vietnamese readers write it: `2025-09-15` becomes `15/9/2025`, `2025-09` becomes `9/2025`,
 * `2025` stays.
 */
export function formatDay(day: string): string {
  return day
    .split('-')
    .reverse()
    .map((part) => String(Number(part)))
    .join('/');
}
