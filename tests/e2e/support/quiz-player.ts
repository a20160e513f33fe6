import { expect, type Frame, type Locator, type Page } from 'playwright/test';
import { type Question, type Quiz, quizSchema } from '../../../src/schemas/quiz.ts';

/** Plays a quiz through its interface, as a learner would, with the key read from the page's data. */
export interface QuizPlayer {
  /** Presses the start button and waits for a question or a result. */
  begin(): Promise<void>;
  /** Answers the question on the screen and stops at its feedback. */
  answer(how: 'right' | 'wrong'): Promise<Question>;
  /** Leaves the feedback for the next question or the result. */
  goOn(): Promise<void>;
  /** Answers questions until the result stands there; gives how many. */
  finish(how: 'right' | 'wrong'): Promise<number>;
}

/** A player for the quiz on a page or in a frame. */
export async function quizPlayer(place: Page | Frame): Promise<QuizPlayer> {
  const root = place.locator('[data-quiz]');
  const data = await place.locator('[data-quiz-data]').textContent();
  const quiz: Quiz = quizSchema.parse(JSON.parse(data ?? '{}').quiz);
  const heading = root.locator('.quiz-app .quiz-heading').first();

  const current = async (): Promise<Question> => {
    const prompt = fold(await heading.locator('.quiz-text').innerText());
    const found = quiz.questions.find((question) => fold(question.prompt) === prompt);
    if (found === undefined) throw new Error(`No question has the prompt “${prompt}”`);
    return found;
  };

  const player: QuizPlayer = {
    async begin() {
      await root.getByRole('button', { name: 'Bắt đầu / làm tiếp' }).click();
      await expect(heading).toBeVisible();
    },
    async answer(how) {
      const question = await current();
      if (question.kind === 'scenario') await playScenario(root, question, how);
      else {
        await fillIn(root, question, how);
        await root.getByRole('button', { name: 'Trả lời', exact: true }).click();
      }
      await expect(root.locator('.quiz-verdict')).toBeVisible();
      return question;
    },
    async goOn() {
      await root.getByRole('button', { name: /^(Câu tiếp theo|Xem kết quả)$/ }).click();
      await expect(root.locator('.quiz-verdict')).toHaveCount(0);
    },
    async finish(how) {
      let answered = 0;
      while ((await root.locator('.quiz-result').count()) === 0) {
        if ((await root.locator('.quiz-verdict').count()) === 0) {
          await player.answer(how);
          answered += 1;
        }
        await player.goOn();
      }
      return answered;
    },
  };
  return player;
}

/** Text as the eye sees it: runs of white space are one. */
function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function pick(root: Locator, name: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await root.locator(`input[name="${name}"][value="${id}"]`).check();
}

async function fillIn(
  root: Locator,
  question: Exclude<Question, { kind: 'scenario' }>,
  how: 'right' | 'wrong',
): Promise<void> {
  const right = how === 'right';
  switch (question.kind) {
    case 'single': {
      const option = question.options.find(({ correct }) => correct === right);
      return pick(root, question.id, [option?.id ?? '']);
    }
    case 'multiple': {
      const wanted = question.options.filter(({ correct }) => correct === right);
      return pick(
        root,
        question.id,
        wanted.map(({ id }) => id),
      );
    }
    case 'true-false':
      return pick(root, question.id, [String(question.answer === right)]);
    case 'fill':
      return root.locator('.quiz-input').fill(right ? (question.accept[0] ?? '') : 'không biết');
    case 'matching': {
      const selects = root.locator('.quiz-pair select');
      for (const [place, pair] of question.pairs.entries()) {
        const other = question.pairs[(place + 1) % question.pairs.length];
        const select = root.locator(`.quiz-pair select[name="${pair.id}"]`);
        await select.selectOption(right ? pair.id : (other?.id ?? ''));
      }
      return expect(selects).toHaveCount(question.pairs.length);
    }
    case 'ordering': {
      const wanted = right ? question.items : [...question.items].reverse();
      for (const [place, item] of wanted.entries()) {
        const up = root.getByRole('button', {
          name: `Chuyển lên: ${fold(item.text)}`,
          exact: true,
        });
        const rows = root.locator('.quiz-order li');
        for (;;) {
          const texts = (await rows.locator('.quiz-text').allInnerTexts()).map(fold);
          if (texts.indexOf(fold(item.text)) <= place) break;
          await up.click();
        }
      }
    }
  }
}

async function playScenario(
  root: Locator,
  question: Extract<Question, { kind: 'scenario' }>,
  how: 'right' | 'wrong',
): Promise<void> {
  const wanted = how === 'right' ? 'best' : 'harmful';
  let id: string | undefined = question.start;
  while (id !== undefined) {
    const step = question.steps.find((one) => one.id === id);
    const choice = step?.choices.find(({ quality }) => quality === wanted) ?? step?.choices[0];
    if (step === undefined || choice === undefined) throw new Error(`No step ${id}`);
    await pick(root, `${question.id}-${step.id}`, [choice.id]);
    await root.getByRole('button', { name: 'Chọn cách này' }).click();
    id = choice.next;
  }
}
