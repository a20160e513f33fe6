import { render } from 'preact';
import type { LearningSession } from '../../scorm/learning-session.ts';
import { openQuiz } from '../controller.ts';
import type { QuizPageData } from '../page-data.ts';
import { QuizApp } from './QuizApp.tsx';
import type { AfterPass } from './Result.tsx';

/**
 * Starts the session and shows the quiz in `element`, in place of what is there.
 *
 * @param afterPass a link offered after passing, or null
 */
export async function mountQuiz(
  element: HTMLElement,
  data: QuizPageData,
  session: LearningSession,
  afterPass: AfterPass | null,
): Promise<void> {
  const controller = await openQuiz(data.quiz, session, {
    now: () => new Date(),
    seed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  });
  element.replaceChildren();
  render(
    <QuizApp controller={controller} objectives={data.objectives} afterPass={afterPass} />,
    element,
  );
}
