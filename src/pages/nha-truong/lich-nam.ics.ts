import type { APIRoute } from 'astro';
import { calendarFile } from '../../schools/ics.ts';
import { schoolYear } from '../../schools/school-year.ts';
import { yearEvents } from '../../schools/year.ts';
import { site } from '../../site.ts';

/** The school's year for the calendar of a phone. */
export const GET: APIRoute = async ({ site: address, url }) => {
  const { months, reports, reviewed } = await schoolYear();
  const events = yearEvents(months, reports, {
    begin: site.schoolYear.from,
    site: (address ?? url).href,
  });
  return new Response(
    calendarFile(`An toàn trường học ${site.schoolYear.name}`, reviewed, events),
    { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } },
  );
};
