/**
 * A day as Vietnamese offices write it on every page and in messages: days below 10 and the months 1
 * and 2 take a zero, so that no other figure can be slipped in front (`05/6/2026`, `15/01/2024`).
 * As exact as it is known: `2025-09` becomes `9/2025`, `2025` stays; anything else is given back as
 * it came. (CSV has its own form, which Excel reads: `showDay` in `records/wording/days.ts`.)
 */
export function formatDay(day: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(day);
  if (match === null) return day;
  const [, year = '', month = '', date] = match;
  return [...(date === undefined ? [] : [date]), formatMonth(month), year].join('/');
}

/** The month of a written day, from its two digits: `01`, `02`, then `3` to `12`. */
export function formatMonth(month: string): string {
  return Number(month) > 2 ? String(Number(month)) : month;
}
