import { readPageData, writePageData } from '../../../src/quiz/page-data.ts';
import type { Quiz } from '../../../src/schemas/quiz.ts';

/** The built page of a module with other questions in it. */
export function putBank(html: string, quiz: Quiz): string {
  return html.replace(
    /(data-quiz-data[^>]*>)([^<]*)/,
    (_all, start: string, data: string) =>
      start +
      writePageData({
        ...readPageData(data),
        module: {
          ...readPageData(data).module,
          passMark: quiz.passMark,
          quizVersion: quiz.version,
        },
        quiz,
      }),
  );
}
