import type { KeptProgramme } from '../../records/contract.ts';
import type { Route } from '../routes.ts';
import type { OfficeSettings } from '../settings.ts';

/** Programme and reporting date that figures are shown for. */
export interface ChosenScope {
  kept: KeptProgramme;
  /** `YYYY-MM-DD`. */
  on: string;
}

/** A reporting date offered as a quick pick. */
export interface QuickDate {
  day: string;
  /** What the day is, e.g. `Báo cáo năm`. */
  name: string;
}

/**
 * The programme and day of an address, or their defaults: the site's current programme (else the
 * first), and today, or the programme's last day once that is over.
 * @returns null when there is no programme at all
 */
export function chooseScope(
  route: Pick<Route, 'programme' | 'on'>,
  programmes: KeptProgramme[],
  current: string,
  today: string,
): ChosenScope | null {
  const kept =
    programmes.find(({ id }) => id === route.programme) ??
    programmes.find(({ id }) => id === current) ??
    programmes[0];
  if (kept === undefined) return null;
  const end = kept.programme.period.to;
  return { kept, on: route.on ?? (today > end ? end : today) };
}

/** Days worth a click: today, the programme's reporting dates and the site's that fall in its period. */
export function quickDates(
  kept: KeptProgramme,
  reportDates: OfficeSettings['reportDates'],
  today: string,
): QuickDate[] {
  const { period, reportingDates } = kept.programme;
  const named = [
    ...reportingDates,
    ...reportDates.filter(({ due }) => period.from <= due && due <= period.to),
  ];
  const days = new Map<string, string>();
  for (const { due, name } of named) if (!days.has(due)) days.set(due, name);
  if (today <= period.to) days.set(today, 'Hôm nay');
  else if (!days.has(period.to)) days.set(period.to, 'Hết giai đoạn');
  return [...days]
    .map(([day, name]) => ({ day, name }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
