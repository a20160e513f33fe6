import type { Quiz } from '../schemas/quiz.ts';
import type { ModuleIdentity } from '../scorm/learning-session.ts';

/** What `QuizSection.astro` puts into the page for the quiz. */
export interface QuizPageData {
  readonly module: ModuleIdentity;
  /** The module's objectives, to which questions refer by index. */
  readonly objectives: readonly string[];
  readonly quiz: Quiz;
}

/** As text for a `<script type="application/json">`: nothing in it can end the element. */
export function writePageData(data: QuizPageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/**
 * Reads what `writePageData` wrote. The build validated it against the schema with the same version of
 * this code, so it is not validated again here: that would cost the learner a schema library.
 *
 * @throws SyntaxError when the page arrived damaged
 */
export function readPageData(text: string): QuizPageData {
  return JSON.parse(text);
}
