import type { Quiz } from '../schemas/quiz.ts';
import type { LearningSession, SaveState, SessionStart } from '../scorm/learning-session.ts';
import type { Attempt } from './attempt.ts';
import { attemptScore, openIndex, questionOf } from './attempt.ts';
import { interactionOf } from './interactions.ts';
import type { QuizEvent, QuizState } from './state.ts';
import { openState, reduce } from './state.ts';
import { decodeMemory, encodeMemory } from './suspend.ts';

/** What the screen shows: nothing else decides it. */
export interface QuizView {
  readonly state: QuizState;
  readonly save: SaveState;
  readonly start: SessionStart;
}

/** Clock and chance, handed in so that tests can hold them. */
export interface QuizWorld {
  now(): Date;
  /** A new 32-bit seed. */
  seed(): number;
}

/** The one place where events change the state and the session hears of it. */
export interface QuizController {
  readonly quiz: Quiz;
  view(): QuizView;
  /** Sets who is called after every change of the view. */
  onChange(listener: () => void): void;
  dispatch(event: QuizEvent): void;
  /** Begins an attempt with a new seed. */
  begin(): void;
  /** Tries the last commit again. */
  retry(): void;
}

/** `QuizEvent`s come from the screen; the session hears: progress after each answer, the result at the end. */
export async function openQuiz(
  quiz: Quiz,
  session: LearningSession,
  world: QuizWorld,
): Promise<QuizController> {
  const start = await session.start();
  const memory = decodeMemory(quiz, start.suspendData);
  let state = openState(quiz, memory, start, world.seed());
  let save: SaveState = { kind: 'idle' };
  let shownAt = world.now();
  let calls: Promise<unknown> = Promise.resolve();
  let notify = () => {};

  const setSave = (next: SaveState) => {
    save = next;
    notify();
  };
  /** One call after the other: SCORM has no notion of two at once. */
  const call = (action: () => Promise<SaveState>) => {
    calls = calls.then(action).then(setSave, () =>
      setSave({
        kind: 'unsaved',
        message: 'Chưa ghi được vì lỗi ngoài dự kiến. Giữ trang này mở rồi bấm “Thử lại”.',
      }),
    );
  };

  const report = (before: Attempt | null) => {
    const { attempt, record } = state;
    if (!attempt || attempt === before) return;
    const suspendData = encodeMemory({ record, attempt });
    const score = attemptScore(attempt);
    const open = openIndex(attempt);
    const interaction = interactionFor(before, attempt);
    const place = open < 0 ? 'end' : `q${open + 1}-${attempt.items.length}`;
    call(() => session.save({ suspendData, score, location: place, interaction }));
    if (attempt.finished && !before?.finished) {
      call(() => session.complete({ suspendData, score, passed: score >= quiz.passMark }));
    }
  };

  const interactionFor = (before: Attempt | null, after: Attempt) => {
    if (before?.seed !== after.seed) return null;
    const index = after.items.findIndex(
      ({ points }, i) => points !== null && before.items[i]?.points === null,
    );
    const item = after.items[index];
    const question = item && questionOf(quiz, item);
    if (!question || !item.answer || item.points === null) return null;
    const at = world.now();
    return interactionOf(question, item.answer, {
      attempt: state.record.attempts + (after.finished ? 0 : 1),
      points: item.points,
      latencyMs: at.getTime() - shownAt.getTime(),
      at,
    });
  };

  const dispatch = (event: QuizEvent) => {
    const before = state;
    state = reduce(quiz, state, event);
    if (state === before) return;
    report(before.attempt);
    if (state.screen !== before.screen) shownAt = world.now();
    notify();
  };

  session.onSaveState(setSave);
  report(memory?.attempt ?? null);

  return {
    quiz,
    view: () => ({ state, save, start }),
    onChange(listener) {
      notify = listener;
    },
    dispatch,
    begin: () => dispatch({ type: 'begin', seed: world.seed() }),
    retry: () => call(() => session.retry()),
  };
}
