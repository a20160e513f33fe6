import { type BrowserContext, expect, test as plainTest } from 'playwright/test';
import { SHORT_BANK } from './bank.ts';
import { type Cell, COLUMNS, type Column, makeCell, type Persisted, type Place } from './cell.ts';
import { type LmsServer, serveLms } from './lms-server.ts';
import { lmsPlace, sitePlace } from './places.ts';
import { type Kept, ROWS, type Row } from './rows.ts';

/**
 * Every fault under every standard: what is persisted is asked of the record's keeper, never of the
 * page. Each cell ends with another visit that finishes the module: nothing that was kept has to be
 * earned again, and nothing is counted twice.
 */
const test = plainTest.extend<object, { lms: LmsServer }>({
  lms: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures off this pattern
    async ({}, use) => {
      const server = await serveLms();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

/** How often to look, in milliseconds; then how long at most. */
const POLL = { intervals: [50, 100, 200, 500], timeout: 20_000 };

const QUESTIONS = SHORT_BANK.draw;

/** Asserts that the record's keeper holds so much, and of that nothing twice. */
async function expectKept(place: Place, kept: Kept): Promise<void> {
  await expect
    .poll(async () => {
      const { status, answers } = await place.persisted();
      return { status, answers: answers.length };
    }, POLL)
    .toEqual(WANTED[kept]);
  const held: Persisted = await place.persisted();
  const ids = held.answers.map(({ id }) => id);
  expect(new Set(ids).size, `answers ${ids.join(' ')}`).toBe(ids.length);
  for (const { result } of held.answers) expect(result).toBe('correct');
  if (kept === 'answer') expect(held.suspendData).not.toBe('');
  if (kept === 'pass') expect(held.score).toBe(100);
}

const WANTED: Record<Kept, { status: string; answers: number }> = {
  visit: { status: 'incomplete', answers: 0 },
  answer: { status: 'incomplete', answers: 1 },
  pass: { status: 'passed', answers: QUESTIONS },
};

/** A later visit: what was kept need not be done again, and the rest is a pass. */
async function expectLaterVisit(cell: Cell, row: Row): Promise<void> {
  const { column, context, place } = cell;
  const kept = row.mended?.keeps ?? row.keeps;
  for (const page of context.pages()) await page.close();
  await cell.open(await context.newPage());
  if (kept === 'pass') {
    expect(await place.persisted()).toMatchObject({ status: 'passed', score: 100 });
  } else {
    await cell.pass();
    if (row.forgets === true && column === 'SCORM 1.2') {
      expect(await place.persisted()).toMatchObject({ status: 'passed', score: 100 });
    } else {
      await expectKept(place, 'pass');
    }
  }
}

/** Asserts what the learner reads, wherever it stands in the lesson. */
async function expectReads(cell: Cell, text: RegExp): Promise<void> {
  const app = cell.lesson.locator('.quiz-app');
  await expect.poll(async () => (await app.innerText()).replace(/\s+/g, ' '), POLL).toMatch(text);
}

for (const row of ROWS) {
  for (const column of row.columns ?? COLUMNS) {
    test(`${column}: ${row.fault}`, async ({ context, baseURL, lms }) => {
      const place = await openPlace(column, context, baseURL ?? '', lms);
      const cell = makeCell(column, place, context);
      await cell.open(await context.newPage());
      const after = row.after ?? 'answer';
      if (after === 'answer') await cell.answer();
      if (after === 'pass') await cell.pass();
      await expectKept(place, after === 'opening' ? 'visit' : after);

      await row.strike(cell);
      await expectKept(place, row.keeps);
      if (row.reads !== null) await expectReads(cell, row.reads);

      if (row.mend !== undefined && row.mended !== undefined) {
        await row.mend(cell);
        await expectKept(place, row.mended.keeps);
        await expectReads(cell, row.mended.reads);
      }
      await expectLaterVisit(cell, row);
    });
  }
}

function openPlace(column: Column, context: BrowserContext, baseURL: string, lms: LmsServer) {
  switch (column) {
    case 'SCORM 1.2':
      return lmsPlace(lms, '1.2');
    case 'SCORM 2004':
      return lmsPlace(lms, '2004');
    case 'bare site':
      return sitePlace(context, baseURL);
  }
}
