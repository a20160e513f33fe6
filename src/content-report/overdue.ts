import { type Content, entriesOf } from '../content-check/read-content.ts';

/** Something that should be looked at again, and since when. */
export interface Overdue {
  file: string;
  /** Day of the last review or check, or the day an act stops being in force. */
  day: string;
  why: string;
}

/** Months after which a review or check is too old: one school year. */
const KEPT_MONTHS = 12;

/** Acts that stop being in force within this many months are named ahead. */
const AHEAD_MONTHS = 6;

/** Entries, acts, sources and contacts whose last look is over a year ago, oldest first. */
export function overdueReviews(content: Content, today: string): Overdue[] {
  const since = monthsFrom(today, -KEPT_MONTHS);
  const old = (file: string, day: string | undefined, why: string): Overdue[] =>
    day !== undefined && day < since ? [{ file, day, why }] : [];
  return [
    ...entriesOf(content).flatMap(({ file, data }) => old(file, data?.reviewed, 'rà soát bài')),
    ...content.legal.flatMap(({ file, data }) => old(file, data?.checked, 'kiểm tra văn bản')),
    ...[content.sources, content.contacts].flatMap(({ file, data }) =>
      (data ?? []).flatMap(({ id, checked }) => old(`${file} · ${id}`, checked, 'kiểm tra nguồn')),
    ),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Acts that an editor must follow: soon out of force, of unknown standing, or confirmed in part only. */
export function actsToFollow(content: Content, today: string): Overdue[] {
  const ahead = monthsFrom(today, AHEAD_MONTHS);
  return content.legal.flatMap(({ file, data }): Overdue[] => {
    if (data === null) return [];
    if (data.inForceUntil !== undefined && data.inForceUntil >= today && data.inForceUntil <= ahead)
      return [{ file, day: data.inForceUntil, why: `${data.number} sắp hết hiệu lực` }];
    if (data.status === 'chua-ro')
      return [{ file, day: data.checked, why: `${data.number} chưa rõ hiệu lực` }];
    if (data.verified === 'mot-phan' && data.status === 'con-hieu-luc')
      return [{ file, day: data.checked, why: `${data.number} mới xác minh một phần` }];
    return [];
  });
}

/** Sources of `sources.yaml` that no entry, duty or text refers to. */
export function unusedSources(content: Content, referred: ReadonlySet<string>): string[] {
  return (content.sources.data ?? []).map(({ id }) => id).filter((id) => !referred.has(id));
}

/** The day this many months later (earlier when negative), never beyond the end of its month. */
export function monthsFrom(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}
