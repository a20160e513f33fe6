import { expect, type Locator, type Page, test } from 'playwright/test';
import type { Quiz } from '../../src/schemas/quiz.ts';
import { demoQuiz } from '../fixtures/quiz/demo.ts';
import { pageFaults } from './support/page-faults.ts';
import { answerSomehow, goOn, MODULE_PAGE, startQuiz, withBank } from './support/quiz-page.ts';

/** The demo bank with one question in it. */
function only(id: string): Quiz {
  const questions = demoQuiz.questions.filter((question) => question.id === id);
  expect(questions).toHaveLength(1);
  return { ...demoQuiz, draw: 1, questions };
}

const focused = (page: Page) => page.locator(':focus');

/** Presses Tab until the focus is on what `target` finds. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('Tab never reaches the target');
}

/** A device whose storage can be made to refuse what is put into it. */
async function withFickleStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (Reflect.get(window, 'refuses')) throw new DOMException('Full', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
}

const refuse = (page: Page, on: boolean) =>
  page.evaluate((value) => Reflect.set(window, 'refuses', value), on);

test.describe('by keyboard alone', () => {
  /** Starts the quiz with the keyboard and checks that the question has the focus. */
  async function start(page: Page, id: string): Promise<Locator> {
    await withBank(page, () => only(id));
    await page.goto(MODULE_PAGE);
    await page.locator('[data-quiz-start]').focus();
    await page.keyboard.press('Enter');
    await expect(focused(page)).toContainText('Câu 1 trên 1');
    return page.locator('.quiz-app');
  }

  /** Checks that the verdict has the focus, then goes on to the result. */
  async function toResult(page: Page, quiz: Locator, verdict: string): Promise<void> {
    await expect(focused(page)).toContainText(verdict);
    await tabTo(page, quiz.getByRole('button', { name: 'Xem kết quả' }));
    await page.keyboard.press('Enter');
    await expect(focused(page)).toContainText(/Đã đạt|Lần này chưa đạt/);
    await expect(quiz.locator('.quiz-save')).toContainText('Đã ghi nhận');
  }

  test('a single choice is answered', async ({ page }) => {
    const quiz = await start(page, 'goi-so-nao');
    const right = quiz.getByRole('radio', { name: /gọi 111/ });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    while (!(await right.isChecked())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await toResult(page, quiz, 'Đúng rồi');
    await expect(quiz).toContainText('100%');
  });

  test('several options are ticked', async ({ page }) => {
    const quiz = await start(page, 'dau-hieu');
    for (const name of [/Sợ đến lớp/, /Hay mất đồ/]) {
      await quiz.locator('h3').focus();
      await tabTo(page, quiz.getByRole('checkbox', { name }));
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await expect(quiz.getByText('Ý đúng, chưa chọn')).toHaveCount(1);
    await expect(quiz.getByText('Đã chọn, đúng')).toHaveCount(2);
    await toResult(page, quiz, 'Đúng một phần: được 0,66 trên 1 điểm');
    await expect(quiz).toContainText('66%');
  });

  test('a statement is judged', async ({ page }) => {
    const quiz = await start(page, 'giu-kin');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(quiz).toContainText('Lời hứa này không giữ được');
    await toResult(page, quiz, 'Chưa đúng');
  });

  test('an answer is typed', async ({ page }) => {
    const quiz = await start(page, 'so-tong-dai');
    await page.keyboard.press('Tab');
    await page.keyboard.type(' 1 11.');
    await page.keyboard.press('Enter');
    await toResult(page, quiz, 'Đúng rồi');
  });

  test('pairs are matched by selects', async ({ page }) => {
    const quiz = await start(page, 'ai-lam-gi');
    const right = { 'Giáo viên': 'Lắng nghe', 'Đầu mối': 'Đánh giá', 'Hiệu trưởng': 'Quyết định' };
    for (const [left, text] of Object.entries(right)) {
      const select = quiz.getByRole('combobox', { name: new RegExp(`^${left}`) });
      await quiz.locator('h3').focus();
      await tabTo(page, select);
      while (!(await select.locator('option:checked').innerText()).includes(text)) {
        await page.keyboard.press('ArrowDown');
      }
    }
    await tabTo(page, quiz.getByRole('button', { name: 'Trả lời', exact: true }));
    await page.keyboard.press('Enter');
    await toResult(page, quiz, 'Đúng rồi');
  });

  test('items are moved by buttons that keep the focus and say where the item went', async ({
    page,
  }) => {
    const quiz = await start(page, 'cac-buoc');
    const items = ['Mời em ngồi', 'Nói với em', 'Ghi lại đúng', 'Báo cho người'];
    for (const [place, text] of items.entries()) {
      const entry = quiz.locator('.quiz-order li').filter({ hasText: text });
      const at = () => entry.evaluate((li) => [...(li.parentElement?.children ?? [])].indexOf(li));
      if ((await at()) === place) continue;
      await quiz.locator('h3').focus();
      await tabTo(page, entry.getByRole('button', { name: /^Chuyển lên/ }));
      while ((await at()) > place) {
        await page.keyboard.press('Enter');
        await expect(focused(page)).toHaveAttribute('aria-label', new RegExp(`lên: ${text}`));
        await expect(quiz.locator('[aria-live]').first()).toContainText(
          `vị trí ${(await at()) + 1} trên 4`,
        );
      }
    }
    await tabTo(page, quiz.getByRole('button', { name: 'Trả lời', exact: true }));
    await page.keyboard.press('Enter');
    await toResult(page, quiz, 'Đúng rồi');
  });

  test('a case is decided step by step, each with its consequence', async ({ page }) => {
    const quiz = await start(page, 'nhom-chat');
    const choose = async (name: RegExp) => {
      const radio = quiz.getByRole('radio', { name });
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      while (!(await radio.isChecked())) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    };
    await choose(/để cuối tuần/);
    await expect(focused(page)).toContainText('Tạm được');
    await expect(focused(page)).toContainText('Vừ nghỉ học');
    await choose(/cô tin em/);
    await expect(focused(page)).toContainText('Cách làm tốt');
    await expect(quiz).toContainText('Tình huống kết thúc: được 0,75 trên 1 điểm');
    await toResult(page, quiz, 'Cách làm tốt');
    await expect(quiz).toContainText('75%');
  });

  test('an answer that is missing is asked for', async ({ page }) => {
    const quiz = await start(page, 'giu-kin');
    await tabTo(page, quiz.getByRole('button', { name: 'Trả lời', exact: true }));
    await page.keyboard.press('Enter');
    await expect(quiz.getByRole('alert')).toHaveText('Hãy chọn “Đúng” hoặc “Sai”.');
  });
});

test.describe('between visits', () => {
  const onScreen = (quiz: Locator) =>
    quiz.locator('.quiz-heading, .quiz-option, .quiz-order .quiz-text, select').allInnerTexts();

  test('a reload goes on at the same question in the same order', async ({ page }) => {
    await withBank(page, () => demoQuiz);
    let quiz = await startQuiz(page);
    for (let answered = 0; answered < 4; answered += 1) {
      await answerSomehow(quiz);
      await expect(quiz.locator('.quiz-save')).toContainText('Đã ghi nhận trên thiết bị này');
      await goOn(quiz);
      const before = await onScreen(quiz);
      quiz = await startQuiz(page);
      await expect(quiz).toContainText('Đang làm tiếp từ lần trước');
      expect(await onScreen(quiz)).toEqual(before);
    }
    await expect(quiz).toContainText('Câu 5 trên 7');
  });

  test('an update of the bank in between keeps what was answered, and says so', async ({
    page,
  }) => {
    let bank: Quiz = {
      ...demoQuiz,
      draw: 6,
      questions: demoQuiz.questions.map((question) => ({ ...question, always: false })),
    };
    await withBank(page, () => bank);
    let quiz = await startQuiz(page);
    await answerSomehow(quiz);
    await expect(quiz.locator('.quiz-save')).toContainText('Đã ghi nhận');
    await goOn(quiz);
    const open = await quiz.locator('.quiz-heading').innerText();
    bank = { ...bank, questions: bank.questions.filter(({ prompt }) => !open.includes(prompt)) };
    quiz = await startQuiz(page);
    await expect(quiz).toContainText('Bài kiểm tra đã được cập nhật');
    await expect(quiz).toContainText('Câu 2 trên 6');
    expect(await quiz.locator('.quiz-heading').innerText()).not.toBe(open);
  });

  test('the last result, its review and the attempts left are there again', async ({ page }) => {
    const bank = { ...only('giu-kin'), attempts: 2 };
    await withBank(page, () => bank);
    let quiz = await startQuiz(page);
    await quiz.getByRole('radio', { name: 'Đúng' }).click();
    await quiz.getByRole('button', { name: 'Trả lời', exact: true }).click();
    await goOn(quiz);
    await expect(quiz).toContainText('Còn 1 lượt làm');
    await expect(quiz.locator('.quiz-save')).toContainText('Đã ghi nhận');
    quiz = await startQuiz(page);
    await quiz.getByRole('button', { name: 'Xem lại các câu' }).click();
    await expect(quiz).toContainText('Đã chọn “Đúng”. Câu này sai.');
    await quiz.getByRole('button', { name: 'Về kết quả' }).first().click();
    await quiz.getByRole('button', { name: 'Làm lại' }).click();
    await answerSomehow(quiz);
    await goOn(quiz);
    await expect(quiz).toContainText('Đã dùng hết 2 lượt');
    await expect(quiz.getByRole('button', { name: 'Làm lại' })).toHaveCount(0);
  });
});

test.describe('when something fails', () => {
  test('a save that fails is said, with a button that tries again', async ({ page }) => {
    await withFickleStorage(page);
    await withBank(page, () => demoQuiz);
    const quiz = await startQuiz(page);
    await expect(quiz.locator('.quiz-save')).toContainText('Đã ghi nhận');
    await refuse(page, true);
    await answerSomehow(quiz);
    const alert = quiz.locator('.quiz-save[role=alert]');
    await expect(alert).toContainText('Chưa lưu được.');
    await expect(alert.getByRole('button', { name: 'Thử lại' })).toBeVisible();
    await refuse(page, false);
    await alert.getByRole('button', { name: 'Thử lại' }).click();
    await expect(quiz.locator('.quiz-save')).toContainText('Đã ghi nhận');
    await expect(alert).toHaveCount(0);
  });

  test('a download that fails is said, and trying again works', async ({ page }) => {
    let broken = true;
    let refused = 0;
    await page.route('**/_astro/mount.*.js', (route) => {
      if (!broken) return route.continue();
      refused += 1;
      return route.abort();
    });
    await page.goto(MODULE_PAGE);
    const button = page.locator('[data-quiz-start]');
    await button.click();
    await expect(page.locator('[data-quiz-status]')).toContainText('Chưa tải được bài kiểm tra');
    await expect(button).toHaveText('Thử lại');
    expect(refused).toBeGreaterThan(0);
    broken = false;
    await button.click();
    await expect(page.locator('.quiz-app')).toBeVisible();
  });

  test('without JavaScript the questions stand there to be read, without their key', async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      ...(baseURL && { baseURL }),
    });
    const page = await context.newPage();
    await page.goto(MODULE_PAGE);
    const quiz = page.locator('.quiz');
    await expect(quiz.locator('.quiz-note')).toBeVisible();
    expect(await quiz.locator('.quiz-note').innerHTML()).toContain('cần JavaScript');
    expect(await quiz.locator('.quiz-read > li').count()).toBeGreaterThan(11);
    await expect(quiz.locator('[data-quiz-start]')).toBeHidden();
    await context.close();
  });
});

test('nothing of the quiz loads before the learner starts', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto(MODULE_PAGE, { waitUntil: 'networkidle' });
  expect(scripts.filter((url) => /mount|preact|session|device/.test(url))).toEqual([]);
  await page.locator('[data-quiz-start]').click();
  await expect(page.locator('.quiz-app')).toBeVisible();
  expect(scripts.some((url) => url.includes('mount'))).toBe(true);
});

for (const width of [320, 1280]) {
  test(`every state is accessible and fits, in light and dark, at ${width} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    await withBank(page, () => demoQuiz);
    await page.addInitScript(() => {
      Reflect.set(window, 'shift', 0);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (!Reflect.get(entry, 'hadRecentInput')) {
            Reflect.set(
              window,
              'shift',
              Reflect.get(window, 'shift') + Reflect.get(entry, 'value'),
            );
          }
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const check = async (state: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await pageFaults(page, '.quiz'), `${state}, ${colorScheme}`).toEqual([]);
      }
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            '.quiz :is(button, select, label.quiz-option, input.quiz-input)',
          ),
        ]
          .filter(
            (element) => element.checkVisibility() && element.getBoundingClientRect().height < 44,
          )
          .map((element) => element.outerHTML),
      );
      expect(small, state).toEqual([]);
    };

    const quiz = await startQuiz(page);
    for (let number = 1; number <= 7; number += 1) {
      await expect(quiz).toContainText(`Câu ${number} trên 7`);
      await check(`question ${number}`);
      await answerSomehow(quiz);
      await check(`feedback ${number}`);
      await goOn(quiz);
    }
    await check('result');
    await quiz.getByRole('button', { name: 'Xem lại các câu' }).click();
    for (const summary of await quiz.locator('summary').all()) await summary.click();
    await check('review');
    expect(await page.evaluate(() => Reflect.get(window, 'shift'))).toBe(0);
  });
}
