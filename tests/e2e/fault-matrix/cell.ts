import { type BrowserContext, expect, type Frame, type Page } from 'playwright/test';
import type { Quiz } from '../../../src/schemas/quiz.ts';
import type { CompletionStatus } from '../../../src/schemas/vocabulary.ts';
import { type QuizPlayer, quizPlayer } from '../support/quiz-player.ts';
import type { Account } from './lms-server.ts';

/** What is persisted for the learner, wherever the record is kept. */
export interface Persisted {
  /** Best status over all attempts. */
  status: CompletionStatus | null;
  /** Best score over all attempts. */
  score: number | null;
  suspendData: string;
  /** Ids and results of the interactions of the last attempt, in order. */
  answers: { id: string; result: string }[];
}

/** Columns of the matrix. */
export const COLUMNS = ['SCORM 1.2', 'SCORM 2004', 'bare site'] as const;
export type Column = (typeof COLUMNS)[number];

/** Where the module stands that is put through a fault, and who keeps its record. */
export interface Place {
  /** Address that the learner opens. */
  address: string;
  /** Address of another page of the same site. */
  elsewhere: string;
  /** The LMS's account; null on the bare site. */
  account: Account | null;
  /** Where the lesson is within an open page. */
  lesson(page: Page): Promise<Page | Frame>;
  /** Reads what is kept, through no page of the module. */
  persisted(): Promise<Persisted>;
  /** Replaces the quiz's own state in what is kept. */
  setSuspendData(text: string): Promise<void>;
  /** Replaces the questions that the next visit finds. */
  setBank(bank: Quiz): void;
}

/** One learner at one module in one browser context; `page` is the tab of the moment. */
export interface Cell {
  readonly column: Column;
  readonly context: BrowserContext;
  readonly place: Place;
  readonly page: Page;
  /** The lesson of the moment. */
  readonly lesson: Page | Frame;
  /** Opens the module in a tab, a new one unless said, and starts the quiz. */
  open(tab?: Page): Promise<void>;
  /** Finds the lesson again in a tab that was loaded anew, and starts the quiz. */
  take(tab: Page): Promise<void>;
  /** Turns to another tab in which the quiz runs. */
  turnTo(tab: Page): Promise<void>;
  /** Answers the question on the screen rightly and goes on. */
  answer(): Promise<void>;
  /** Answers all that is left rightly, up to the result. */
  pass(): Promise<void>;
  /** The learner's account on the LMS; throws on the bare site, which has none. */
  account(): Account;
}

/** Makes a cell; nothing is open before `open`. */
export function makeCell(column: Column, place: Place, context: BrowserContext): Cell {
  let now: { page: Page; lesson: Page | Frame; player: QuizPlayer } | null = null;
  const open = () => {
    if (now === null) throw new Error('Nothing is open');
    return now;
  };
  const cell: Cell = {
    column,
    place,
    context,
    get page() {
      return open().page;
    },
    get lesson() {
      return open().lesson;
    },
    async open(tab) {
      const page = tab ?? (await context.newPage());
      await page.goto(place.address);
      await cell.take(page);
    },
    async take(page) {
      const lesson = await place.lesson(page);
      await lesson.waitForSelector('[data-quiz-start]:not([hidden])');
      await lesson.getByRole('button', { name: 'Bắt đầu / làm tiếp' }).click();
      await expect(lesson.locator('.quiz-app .quiz-heading').first()).toBeVisible();
      now = { page, lesson, player: await quizPlayer(lesson) };
    },
    async turnTo(page) {
      const lesson = await place.lesson(page);
      now = { page, lesson, player: await quizPlayer(lesson) };
    },
    async answer() {
      const { player } = open();
      await player.answer('right');
      await player.goOn();
    },
    async pass() {
      await open().player.finish('right');
    },
    account() {
      if (place.account === null) throw new Error('The bare site has no LMS');
      return place.account;
    },
  };
  return cell;
}
