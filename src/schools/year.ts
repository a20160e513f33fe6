import type { CalendarMonth } from '../schemas/calendar.ts';
import type { DayEvent } from './ics.ts';

/** A day by which somebody reports. */
export interface ReportDay {
  due: string;
  name: string;
}

/**
 * A day `MM-DD` of the school year, as `YYYY-MM-DD`: August to December lie in the year the school
 * year begins, January to July in the next.
 * @param begin First day of the school year, `YYYY-MM-DD`.
 */
export function dayOfYear(monthDay: string, begin: string): string {
  const first = Number(begin.slice(0, 4));
  return `${Number(monthDay.slice(0, 2)) >= 8 ? first : first + 1}-${monthDay}`;
}

/**
 * The report days of the year, by day: the programme's own, and those of the site's settings on days
 * that the programme does not name.
 */
export function reportDays(
  programme: readonly ReportDay[],
  site: readonly ReportDay[],
): ReportDay[] {
  const named = new Set(programme.map(({ due }) => due));
  return [...programme, ...site.filter(({ due }) => !named.has(due))].sort((a, b) =>
    a.due < b.due ? -1 : a.due > b.due ? 1 : 0,
  );
}

/** Report days of a month (`thang-12`). */
export function reportsIn(id: string, reports: readonly ReportDay[]): ReportDay[] {
  const month = Number(id.slice('thang-'.length));
  return reports.filter(({ due }) => Number(due.slice(5, 7)) === month);
}

/** Everything a phone's calendar should know of the school year. */
export function yearEvents(
  months: readonly CalendarMonth[],
  reports: readonly ReportDay[],
  { begin, site }: { begin: string; site: string },
): DayEvent[] {
  const year = begin.slice(0, 4);
  const events = months.flatMap(({ id, theme, activities }) =>
    activities.map(
      (activity): DayEvent => ({
        uid: `${activity.id}-${year}@truong-hoc-an-toan`,
        from: dayOfYear(activity.from, begin),
        to: dayOfYear(activity.to ?? activity.from, begin),
        summary: activity.title,
        description: `${activity.text}\nChủ trì: ${activity.lead}\nCùng làm: ${activity.join}`,
        url: new URL(`/nha-truong/lich-nam/#${id}`, site).href,
        categories: [theme],
      }),
    ),
  );
  const due = reports.map(
    ({ due, name }): DayEvent => ({
      uid: `bao-cao-${due}@truong-hoc-an-toan`,
      from: due,
      to: due,
      summary: `Hạn: ${name}`,
      description: 'Mốc do đơn vị đặt trong thiết lập của trang. Làm theo công văn của cấp trên.',
      categories: ['Báo cáo'],
      remindDaysBefore: 7,
    }),
  );
  return [...events, ...due].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
