import { formatDay } from '../day.ts';
import type { ContentProblem } from './problem.ts';
import { type Content, type ContentFile, entriesOf } from './read-content.ts';
import { type PathStep, showPath } from './yaml-source.ts';

interface DatedCheck {
  file: ContentFile<unknown>;
  path: PathStep[];
  day: string;
}

/** Days on which somebody reviewed or checked something: never in the future. */
export function checkDates(content: Content, day: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  for (const { file, path, day: reviewed } of datedChecks(content)) {
    if (reviewed <= day) continue;
    problems.push({
      severity: 'problem',
      file: file.file,
      line: file.source.lineOf(path),
      key: showPath(path),
      found: formatDay(reviewed),
      wanted: `ngày đã rà soát thật, không muộn hơn hôm nay (${formatDay(day)})`,
    });
  }
  for (const programme of content.programmes) {
    if (programme.data === null) continue;
    const { period, reportingDates } = programme.data;
    reportingDates.forEach(({ due }, index) => {
      if (due >= period.from && due <= period.to) return;
      problems.push({
        severity: 'problem',
        file: programme.file,
        line: programme.source.lineOf(['reportingDates', index, 'due']),
        key: showPath(['reportingDates', index, 'due']),
        found: formatDay(due),
        wanted: `ngày trong giai đoạn ${formatDay(period.from)}–${formatDay(period.to)}`,
      });
    });
  }
  const year = content.site.data?.schoolYear;
  if (year !== undefined && year.from >= year.to) {
    problems.push({
      severity: 'problem',
      file: content.site.file,
      line: content.site.source.lineOf(['schoolYear', 'to']),
      key: 'schoolYear.to',
      found: formatDay(year.to),
      wanted: `ngày sau ngày bắt đầu năm học (${formatDay(year.from)})`,
    });
  }
  return problems;
}

/**
 * The day to judge by: today by the clock, unless the clock is plainly wrong. When more than half of
 * the content was reviewed "in the future", it is the clock that is behind, not the content; the
 * newest review is then the better guess.
 */
export function judgingDay(
  content: Content,
  clock: string,
): { day: string; clockIsBehind: boolean } {
  const days = datedChecks(content)
    .map(({ day }) => day)
    .sort();
  const median = days[Math.floor(days.length / 2)];
  const newest = days.at(-1);
  if (median === undefined || newest === undefined || median <= clock) {
    return { day: clock, clockIsBehind: false };
  }
  return { day: newest, clockIsBehind: true };
}

function datedChecks(content: Content): DatedCheck[] {
  return [
    ...entriesOf(content).flatMap((file) =>
      file.data === null ? [] : [{ file, path: ['reviewed'], day: file.data.reviewed }],
    ),
    ...content.legal.flatMap((file) =>
      file.data === null ? [] : [{ file, path: ['checked'], day: file.data.checked }],
    ),
    ...[...content.documents, ...content.forms, ...content.messages].flatMap((file) =>
      file.data === null ? [] : [{ file, path: ['reviewed'], day: file.data.reviewed }],
    ),
    ...[content.calendar, content.duties, content.checklist].flatMap((file) =>
      (file.data ?? []).map(({ reviewed }, index) => ({
        file,
        path: [index, 'reviewed'],
        day: reviewed,
      })),
    ),
    ...[content.contacts, content.sources, content.channels].flatMap((file) =>
      (file.data ?? []).map((item, index) => ({
        file,
        path: [index, 'checked'],
        day: item.checked,
      })),
    ),
  ];
}
