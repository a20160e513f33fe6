import type { Kysely } from 'kysely';
import type { UnitsSeen } from '../access/units-seen.ts';
import type { ImportMapping } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { dayInVietnam } from '../wording/days.ts';
import { type FileContent, sheetsTaken } from './file-content.ts';
import { judgeClasses } from './judge-classes.ts';
import { judgeCompletions } from './judge-completions.ts';
import { judgeRoster } from './judge-roster.ts';
import { judgeSchoolFile } from './judge-school-file.ts';
import type { Judgement } from './judged.ts';
import type { Line, ReportedCompletion } from './lines.ts';
import type { KnownModule } from './module-titles.ts';
import type { Pace } from './pace.ts';
import { readClasses } from './read-classes.ts';
import { readCompletions } from './read-completions.ts';
import { moodleWarnings, readMoodle } from './read-moodle.ts';
import { readRecordFile } from './read-record-file.ts';
import { readRoster } from './read-roster.ts';

/** Judges a file under a mapping against what is kept now of the units seen. */
export async function judgeFile(
  db: Kysely<RecordsTables>,
  content: FileContent,
  mapping: ImportMapping,
  fileName: string,
  modules: readonly KnownModule[],
  seen: UnitsSeen,
  pace: Pace,
): Promise<Judgement> {
  const today = dayInVietnam(new Date());
  if (content.type === 'record-file') {
    return judgeCompletions(db, readRecordFile(content.file), fileName, today, seen, pace);
  }
  if (content.type === 'school-file') {
    return judgeSchoolFile(db, content.file, fileName, today, seen, pace);
  }
  const { table, kind } = content;
  const sheets = sheetsTaken(content, mapping);
  if (kind === 'roster') return judgeRoster(db, readRoster(table, sheets), today, seen, pace);
  if (kind === 'classes')
    return judgeClasses(db, readClasses(table, sheets, today), today, seen, pace);
  const choice = new Map(mapping.modules.map(({ title, module }) => [title, module]));
  const [first] = sheets;
  const lines: Line<ReportedCompletion>[] =
    kind === 'completions'
      ? readCompletions(table, sheets, choice)
      : first === undefined
        ? []
        : readMoodle(table, first, kind, choice, modules);
  const judgement = await judgeCompletions(db, lines, fileName, today, seen, pace);
  if (kind !== 'completions') judgement.warnings.push(...moodleWarnings(kind, lines, modules));
  return judgement;
}
