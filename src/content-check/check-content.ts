import { checkBodies } from './body-rules.ts';
import { checkCitations } from './citation-rules.ts';
import { checkDates, judgingDay } from './date-rules.ts';
import { checkLegal } from './legal-rules.ts';
import { checkPhones } from './phone-rules.ts';
import { checkPlans } from './plan-rules.ts';
import { type ContentProblem, inReadingOrder } from './problem.ts';
import { checkQuiz } from './quiz-rules.ts';
import { type Content, readContent } from './read-content.ts';
import { checkReading } from './reading-rules.ts';
import { checkReferences } from './reference-rules.ts';
import { checkSchools } from './school-rules.ts';
import { checkTells } from './tell-rules.ts';
import { showPath } from './yaml-source.ts';

/**
 * Reads and checks everything under `content/`: each file by its schema, then the rules across
 * files. Changes nothing, prints nothing.
 * @param root The project's folder (that holds `content/`).
 * @param today Day by the clock, `YYYY-MM-DD`; acts and reviews are judged by it.
 */
export function checkContent(root: string, today: string = todayInVietnam()): ContentProblem[] {
  const { content, problems } = readContent(root);
  const { day, clockIsBehind } = judgingDay(content, today);
  if (clockIsBehind) {
    problems.push({
      severity: 'warning',
      file: 'content',
      line: null,
      key: null,
      found: `đồng hồ máy chỉ ${today}, sớm hơn ngày rà soát của phần lớn nội dung`,
      wanted: `chỉnh lại ngày của máy; tạm tính theo ngày ${day}`,
    });
  }
  return inReadingOrder([
    ...problems,
    ...checkReferences(content),
    ...checkLegal(content, day),
    ...checkDates(content, day),
    ...checkBodies(content),
    ...checkCitations(content),
    ...checkPlans(content),
    ...checkSchools(content, day),
    ...checkPhones(content),
    ...checkQuizzes(content),
    ...checkReading(content),
    ...checkTells(content),
  ]);
}

/** Today's date in Vietnam as `YYYY-MM-DD`. */
export function todayInVietnam(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
}

function checkQuizzes(content: Content): ContentProblem[] {
  return content.quizzes.flatMap(({ file, id, source, data }) => {
    if (data === null) return [];
    const module = content.modules.find((each) => each.id === id)?.data;
    return checkQuiz(data, module?.objectives.length ?? null).map(
      ({ severity, path, found, wanted }): ContentProblem => ({
        severity,
        file,
        line: source.lineOf(path),
        key: showPath(path),
        found,
        wanted,
      }),
    );
  });
}
