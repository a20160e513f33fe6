import { type BrowserContext, expect } from 'playwright/test';
import { z } from 'zod';
import { SCORM_12 } from '../../../src/scorm/scorm-12.ts';
import { SCORM_2004 } from '../../../src/scorm/scorm-2004.ts';
import type { Standard } from '../../../src/scorm/standard.ts';
import { statusOf } from '../../../src/scorm/status-rank.ts';
import { bestOf, fakeServer } from '../../../src/scorm/testing/fake-server.ts';
import { SHORT_BANK } from './bank.ts';
import type { Persisted, Place } from './cell.ts';
import { type LmsServer, SLUG } from './lms-server.ts';
import { putBank } from './put-bank.ts';

/** The module in a frame of the strict LMS. */
export function lmsPlace(server: LmsServer, name: Standard['name']): Place {
  const standard = name === '1.2' ? SCORM_12 : SCORM_2004;
  const account = server.account(name);
  return {
    address: account.player,
    elsewhere: account.course,
    account,
    async lesson(page) {
      const frame = await (await page.waitForSelector('#sco')).contentFrame();
      if (frame === null) throw new Error('The lesson has no frame');
      return frame;
    },
    async persisted() {
      const last = account.attempts.at(-1) ?? {};
      const answers: Persisted['answers'] = [];
      for (let at = 0; `cmi.interactions.${at}.id` in last; at += 1) {
        const row = `cmi.interactions.${at}.`;
        // The strict LMS takes no malformed time, so a latency that is there is a sound one.
        expect(last[`${row}latency`], `latency of answer ${at}`).toBeDefined();
        answers.push({ id: last[`${row}id`] ?? '', result: last[`${row}result`] ?? '' });
      }
      return {
        ...bestOf(fakeServer(account.attempts), standard),
        suspendData: last[standard.suspendData] ?? '',
        answers,
      };
    },
    async setSuspendData(text) {
      const last = account.attempts.at(-1);
      if (last === undefined) throw new Error('The LMS holds no attempt');
      last[standard.suspendData] = text;
    },
    setBank(bank) {
      account.bank = bank;
    },
  };
}

const keptSchema = z.array(
  z.object({
    status: z.string(),
    score: z.number().nullable(),
    suspendData: z.string().nullable(),
    interactions: z.record(z.string(), z.object({ result: z.string() })),
  }),
);

/** The module on the bare site: this device keeps the record, a page apart reads it. */
export async function sitePlace(context: BrowserContext, baseURL: string): Promise<Place> {
  const address = new URL(`/tap-huan/${SLUG}/`, baseURL).href;
  const reader = new URL('/doc-kho/', baseURL).href;
  let bank = SHORT_BANK;
  await context.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: putBank(await response.text(), bank) });
  });
  await context.route(reader, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Đọc kho</title>' }),
  );

  /** All attempts; with `suspendData`, puts it into the last one first. */
  async function attempts(suspendData: string | null) {
    const page = await context.newPage();
    await page.goto(reader);
    const kept = await page.evaluate(async (text) => {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const known = await indexedDB.databases();
      if (!known.some(({ name }) => name === 'truong-hoc-an-toan')) return [];
      const database = await answer(indexedDB.open('truong-hoc-an-toan'));
      const table = () => database.transaction('attempts', 'readwrite').objectStore('attempts');
      const rows = await answer(table().getAll());
      if (text !== null) {
        await answer(table().put({ ...rows.at(-1), suspendData: text }));
      }
      database.close();
      return rows;
    }, suspendData);
    await page.close();
    return keptSchema.parse(kept);
  }

  return {
    address,
    elsewhere: reader,
    account: null,
    lesson: async (page) => page,
    async persisted() {
      const kept = await attempts(null);
      const last = kept.at(-1);
      return {
        status: statusOf(last?.status),
        score: last?.score ?? null,
        suspendData: last?.suspendData ?? '',
        answers: Object.entries(last?.interactions ?? {}).map(([id, { result }]) => ({
          id,
          result,
        })),
      };
    },
    async setSuspendData(text) {
      await attempts(text);
    },
    setBank(next) {
      bank = next;
    },
  };
}
