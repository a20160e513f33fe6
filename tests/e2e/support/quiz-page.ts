import { expect, type Locator, type Page } from 'playwright/test';
import { readPageData, writePageData } from '../../../src/quiz/page-data.ts';
import type { Quiz } from '../../../src/schemas/quiz.ts';

/** A module page as built; which one does not matter, its bank is replaced. */
export const MODULE_PAGE = '/tap-huan/tong-quan-cong-tac-xa-hoi/';

/** Serves the built module page with another bank in it. */
export async function withBank(page: Page, bank: () => Quiz): Promise<void> {
  await page.route(`**${MODULE_PAGE}`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const body = html.replace(
      /(data-quiz-data[^>]*>)([^<]*)/,
      (_, start: string, data: string) =>
        start + writePageData({ ...readPageData(data), quiz: bank() }),
    );
    await route.fulfill({ response, body });
  });
}

/** Opens the module page and starts the quiz. */
export async function startQuiz(page: Page): Promise<Locator> {
  await page.goto(MODULE_PAGE);
  await page.locator('[data-quiz-start]').click();
  const quiz = page.locator('.quiz-app');
  await expect(quiz).toBeVisible();
  return quiz;
}

/** Answers the question on the screen somehow, by what is on the screen, and stops at its feedback. */
export async function answerSomehow(quiz: Locator): Promise<void> {
  const submit = quiz.locator('button[type=submit]');
  await expect(submit).toBeVisible();
  while (await submit.isVisible()) {
    for (const select of await quiz.locator('select').all())
      await select.selectOption({ index: 1 });
    const text = quiz.locator('input.quiz-input');
    if (await text.isVisible()) await text.fill('113');
    const option = quiz.locator('.quiz-option').first();
    if (await option.isVisible()) await option.click();
    const steps = await quiz.locator('.quiz-step').count();
    await submit.click();
    await expect(quiz.locator('.quiz-step')).toHaveCount(
      (await quiz.locator('.quiz-scenario').count()) > 0 ? steps + 1 : 0,
    );
  }
}

/** Goes on from feedback, and waits until it is gone. */
export async function goOn(quiz: Locator): Promise<void> {
  await quiz.getByRole('button', { name: /Câu tiếp theo|Xem kết quả/ }).click();
  await expect(quiz.locator('.quiz-verdict')).toHaveCount(0);
}
