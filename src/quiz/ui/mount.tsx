import { render } from 'preact';
import type { LearningSession } from '../../scorm/learning-session.ts';
import type { QuizController } from '../controller.ts';
import { openQuiz } from '../controller.ts';
import type { QuizPageData } from '../page-data.ts';
import { QuizApp } from './QuizApp.tsx';
import type { AfterPass } from './Result.tsx';

/**
 * Starts the session and shows the quiz in `element`, in place of what is there. Every change of the
 * controller's view draws the screen anew; what is new on it takes the focus.
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
  let place = '';
  const draw = () => {
    render(
      <QuizApp controller={controller} objectives={data.objectives} afterPass={afterPass} />,
      element,
    );
    if (place !== placeOf(controller)) focusNew(element);
    place = placeOf(controller);
  };
  element.replaceChildren();
  controller.onChange(draw);
  draw();
}

/** Changes when something new is on the screen, not when only the save state changed. */
function placeOf(controller: QuizController): string {
  const { attempt, screen } = controller.view().state;
  const item = screen.name === 'question' ? attempt?.items[screen.index] : undefined;
  const steps = item?.answer?.kind === 'path' ? item.answer.choices.length : 0;
  return [attempt?.seed, screen.name, item?.tag, item?.points, steps].join();
}

/** Keyboard and screen reader go on from what is new. */
function focusNew(element: HTMLElement): void {
  const target = [...element.querySelectorAll<HTMLElement>('[data-focus]')].at(-1);
  target?.focus({ preventScroll: true });
  if (target?.matches('.quiz-heading')) element.scrollIntoView({ block: 'start' });
  else target?.scrollIntoView({ block: 'nearest' });
}
