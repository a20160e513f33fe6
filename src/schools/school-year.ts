import { getCollection } from 'astro:content';
import { entryOf } from '../components/entries.ts';
import { SCHOOL_MONTHS } from '../schemas/calendar.ts';
import { site } from '../site.ts';
import { type ReportDay, reportDays } from './year.ts';

/** The months of the calendar in the order of the school year, and this year's report days. */
export async function schoolYear() {
  const place = (id: string) => SCHOOL_MONTHS.findIndex((month) => `thang-${month}` === id);
  const months = (await getCollection('calendar'))
    .map(({ data }) => data)
    .sort((a, b) => place(a.id) - place(b.id));
  const programme = (await entryOf('programmes', site.currentProgramme)).data;
  const reports: ReportDay[] = reportDays(programme.reportingDates, site.reportDates);
  const reviewed =
    months
      .map((month) => month.reviewed)
      .sort()
      .at(-1) ?? site.schoolYear.from;
  return { months, reports, reviewed };
}
