import { expect, type Page } from 'playwright/test';
import type { Fault as LmsFault } from '../../../src/scorm/testing/fake-lms.ts';
import { UPDATED_BANKS } from './bank.ts';
import { type Cell, COLUMNS, type Column } from './cell.ts';

/** How much of what the learner did is kept. */
export type Kept =
  /** The visit alone. */
  | 'visit'
  /** The visit and one right answer. */
  | 'answer'
  /** A pass with all points. */
  | 'pass';

/** A row of the matrix: what happens to the learner, what is kept, what the learner reads. */
export interface Row {
  fault: string;
  /** Where it can happen; everywhere unless said. */
  columns?: readonly Column[];
  /** What the learner did before it: one right answer of three unless said. */
  after?: 'opening' | 'answer' | 'pass';
  /** The fault, and what the learner goes on doing. */
  strike(cell: Cell): Promise<unknown>;
  /** What is persisted then. */
  keeps: Kept;
  /** What the learner reads then; null when there is no page left to read. */
  reads: RegExp | null;
  /**
   * The quiz begins anew on the next visit, so one question is answered again. The list of answers
   * can be written but not read in SCORM 1.2: there the second answer to it stands beside the first.
   */
  forgets?: true;
  /** The end of the fault while the page stays open, where it has one. */
  mend?(cell: Cell): Promise<unknown>;
  /** What is persisted, and what the learner reads, after `mend`. */
  mended?: { keeps: Kept; reads: RegExp };
}

const IN_LMS: readonly Column[] = COLUMNS.filter((column) => column !== 'bare site');
const ON_SITE: readonly Column[] = ['bare site'];

const SAVED = /Đã ghi nhận/;
const UNSAVED = /Chưa lưu được/;
const SECOND_QUESTION = /Câu 2 trên/;

const fail = (fault: LmsFault | null) => (cell: Cell) =>
  cell.page.evaluate((next) => {
    window.lms.fault = next;
  }, fault);

/** Real hiding needs a window manager; what the page sees of it is this. */
const setHidden = (cell: Cell, hidden: boolean) =>
  cell.lesson.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Ends the page's process, as a phone short of memory does: no event reaches the page. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The answer never comes: who would give it is dead.
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

const retry = (cell: Cell) => cell.lesson.getByRole('button', { name: 'Thử lại' }).click();

/** Rows for a way in which commits fail, with everything else as it should be. */
function failingCommits(name: string, fault: LmsFault): Row {
  return {
    fault: name,
    columns: IN_LMS,
    async strike(cell) {
      await fail(fault)(cell);
      await cell.pass();
    },
    keeps: 'answer',
    reads: UNSAVED,
    async mend(cell) {
      await fail(null)(cell);
      await retry(cell);
    },
    mended: { keeps: 'pass', reads: SAVED },
  };
}

/** A server out of reach for so many seconds, with nobody pressing anything. */
function networkDown(seconds: number): Row {
  return {
    fault: `the network is down for ${seconds} s`,
    columns: IN_LMS,
    async strike(cell) {
      await cell.page.clock.install();
      cell.account().server = 'down';
      await cell.pass();
    },
    keeps: 'answer',
    reads: UNSAVED,
    async mend(cell) {
      await cell.page.clock.runFor(seconds * 1000);
      await expect(cell.lesson.getByText(UNSAVED)).toBeVisible();
      cell.account().server = 'up';
      await cell.page.clock.runFor(60_000);
    },
    mended: { keeps: 'pass', reads: SAVED },
  };
}

const leaving: readonly Row[] = [
  {
    fault: 'the tab is closed',
    strike: ({ page }) => page.close(),
    keeps: 'answer',
    reads: null,
  },
  {
    fault: 'the tab is closed as soon as the module is passed',
    after: 'pass',
    strike: ({ page }) => page.close(),
    keeps: 'pass',
    reads: null,
  },
  {
    fault: 'the page is reloaded',
    async strike(cell) {
      await cell.page.reload();
      await cell.take(cell.page);
    },
    keeps: 'answer',
    reads: SECOND_QUESTION,
  },
  {
    fault: "only the lesson's frame is reloaded, in a session that the LMS has closed",
    columns: IN_LMS,
    async strike(cell) {
      await cell.lesson.evaluate(() => location.reload());
      await cell.page.waitForFunction(() => window.lms.count('finish') === 1);
      await cell.lesson.waitForLoadState();
      await cell.take(cell.page);
    },
    keeps: 'answer',
    reads: /không mở được phiên học.*kết quả sẽ không được ghi/,
  },
  {
    fault: 'back, and forward again',
    async strike(cell) {
      await cell.page.goto(cell.place.elsewhere);
      await cell.page.goBack();
      await cell.take(cell.page);
    },
    keeps: 'answer',
    reads: SECOND_QUESTION,
  },
  {
    fault: 'another page is opened in the tab',
    strike: ({ page, place }) => page.goto(place.elsewhere),
    keeps: 'answer',
    reads: null,
  },
  {
    fault: 'the page goes into the back/forward cache and returns',
    async strike(cell) {
      await cell.lesson.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      });
      await cell.pass();
    },
    keeps: 'pass',
    reads: SAVED,
  },
  {
    fault: 'the page is hidden and then killed',
    async strike(cell) {
      await setHidden(cell, true);
      await kill(cell.page);
    },
    keeps: 'answer',
    reads: null,
  },
  {
    fault: 'the page is killed as soon as the module is passed',
    after: 'pass',
    strike: ({ page }) => kill(page),
    keeps: 'pass',
    reads: null,
  },
  {
    fault: 'the LMS takes the frame away',
    columns: IN_LMS,
    strike: ({ page }) => page.evaluate(() => document.querySelector('#sco')?.remove()),
    keeps: 'answer',
    reads: null,
  },
];

const lms: readonly Row[] = [
  failingCommits('a commit answers false', 'commit-false'),
  failingCommits('a commit throws', 'commit-throws'),
  failingCommits('a commit answers true with an error code', 'commit-true-with-error'),
  {
    ...failingCommits('the API answers true to everything and keeps nothing', 'stub'),
    reads: /Chưa lưu được.*nhận kết quả nhưng không giữ lại/,
  },
  {
    ...failingCommits('the API vanishes and comes back', 'gone'),
    reads: /Chưa lưu được.*mất liên lạc với LMS/,
  },
  {
    fault: 'the API vanishes for good, and the learner opens the module in another tab as told',
    columns: IN_LMS,
    async strike(cell) {
      await fail('gone')(cell);
      await cell.pass();
    },
    keeps: 'answer',
    reads: /Chưa lưu được.*mở lại mô-đun từ LMS ở một thẻ khác/,
    mend: (cell) => cell.open(),
    mended: { keeps: 'pass', reads: SECOND_QUESTION },
  },
  {
    fault: 'a commit answers true, gives values back and stores nothing',
    columns: IN_LMS,
    async strike(cell) {
      await fail('lies')(cell);
      await cell.pass();
    },
    // The one lie that no client can see through; the next visit starts from what the LMS has.
    keeps: 'answer',
    reads: SAVED,
  },
  networkDown(1),
  networkDown(30),
  networkDown(300),
  {
    fault: 'the session expires, and the learner signs in again in another tab',
    columns: IN_LMS,
    async strike(cell) {
      cell.account().server = 'expired';
      await cell.pass();
    },
    keeps: 'answer',
    reads: /Chưa lưu được.*đăng nhập lại/,
    async mend(cell) {
      cell.account().server = 'up';
      await retry(cell);
    },
    mended: { keeps: 'pass', reads: SAVED },
  },
];

const twoTabs: readonly Row[] = [
  {
    fault: 'two tabs: the second passes, the first goes on with what it knows',
    async strike(cell) {
      const first = cell.page;
      await cell.open();
      await cell.pass();
      await expect(cell.lesson.getByText(SAVED)).toBeVisible();
      await cell.page.close();
      await cell.turnTo(first);
      await cell.answer();
    },
    keeps: 'pass',
    reads: /Câu 3 trên/,
  },
  {
    fault: 'two tabs: the second passes, the first is closed untouched',
    async strike(cell) {
      const first = cell.page;
      await cell.open();
      await cell.pass();
      await expect(cell.lesson.getByText(SAVED)).toBeVisible();
      await first.close();
    },
    keeps: 'pass',
    reads: SAVED,
  },
];

/** Texts that no version of the quiz can read. */
const LOST_STATES = [
  ['from an older version', '0|q1=a;q2=b'],
  ['corrupt', '1.1.\u0001.P.zzzz~Rxxxx'],
  ['cut short', '1.'],
] as const;

const betweenVisits: readonly Row[] = [
  ...Object.entries(UPDATED_BANKS).map(
    ([name, bank]): Row => ({
      fault: `between two visits ${name}`,
      async strike(cell) {
        await cell.page.close();
        cell.place.setBank(bank);
        await cell.open();
      },
      keeps: 'answer',
      reads: SECOND_QUESTION,
    }),
  ),
  ...LOST_STATES.flatMap(([name, text]): Row[] => [
    {
      fault: `suspend_data is ${name} when the learner returns`,
      async strike(cell) {
        await cell.page.close();
        await cell.place.setSuspendData(text);
        await cell.open();
      },
      keeps: 'answer',
      reads: /Câu 1 trên/,
      forgets: true,
    },
    {
      fault: `suspend_data is ${name} after the module was passed`,
      // A SCORM 2004 LMS begins a new attempt after a pass, without any suspend_data.
      columns: COLUMNS.filter((column) => column !== 'SCORM 2004'),
      after: 'pass',
      async strike(cell) {
        await cell.page.close();
        await cell.place.setSuspendData(text);
        await cell.open();
      },
      keeps: 'pass',
      reads: /Đã đạt/,
    },
  ]),
];

const device: readonly Row[] = [
  {
    fault: 'the storage is full',
    columns: ON_SITE,
    async strike(cell) {
      await cell.page.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('The quota is used up', 'QuotaExceededError');
        };
      });
      await cell.pass();
    },
    keeps: 'answer',
    reads: /Chưa lưu được.*bộ nhớ đã đầy/,
  },
  {
    fault: 'the storage is forbidden, as in a private window',
    columns: ON_SITE,
    after: 'opening',
    async strike(cell) {
      await cell.page.addInitScript(() => {
        Object.defineProperty(window, 'indexedDB', {
          value: {
            open() {
              throw new DOMException('Storage is forbidden', 'SecurityError');
            },
          },
        });
      });
      await cell.open(cell.page);
      await cell.pass();
    },
    keeps: 'visit',
    reads: /không cho lưu dữ liệu.*kết quả sẽ mất khi đóng trang/,
  },
  {
    fault: 'the clock is set back by a day',
    async strike(cell) {
      await cell.page.clock.setSystemTime(Date.now() - 86_400_000);
      await cell.pass();
    },
    keeps: 'pass',
    reads: SAVED,
  },
];

/** The matrix: every fault that the record must stand. */
export const ROWS: readonly Row[] = [...leaving, ...lms, ...twoTabs, ...betweenVisits, ...device];
