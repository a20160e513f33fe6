import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ApiProblem } from '../api-problem.ts';
import { readBackup, writeBackup } from '../backup.ts';
import type { State } from '../contract.ts';
import type { RecordsTables } from '../database/tables.ts';
import { eraseEverything } from '../erase.ts';
import { type ImportDesk, touch } from '../imports/import-desk.ts';
import { keepSetting } from '../settings.ts';
import { dayInVietnam } from '../wording/days.ts';
import type { WorkQueue } from '../work-queue.ts';
import { body } from './request.ts';

/** Calls about the records as a whole: state, back-up, restore, erase. */
export function keepingRoutes(
  app: Hono,
  db: Kysely<RecordsTables>,
  desk: ImportDesk,
  queue: WorkQueue,
  state: () => Promise<State>,
): void {
  app.get('/state', async (context) => context.json(await queue.run(state)));

  app.get('/backup', async () => {
    const now = new Date();
    const bytes = await queue.run(async () => {
      const file = await writeBackup(db, now);
      await keepSetting(db, 'last-backup', dayInVietnam(now));
      return file;
    });
    const headers = {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="sao-luu-${dayInVietnam(now)}.json.gz"`,
    };
    return new Response(bytes, { headers });
  });

  app.post('/restore', async (context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    const restored = await queue.run(async () => {
      const restore = readBackup(bytes);
      await db.transaction().execute(async (transaction) => {
        await restore(transaction);
        await touch(transaction);
      });
      desk.discardAll();
      return state();
    });
    return context.json(restored);
  });

  app.post('/erase', async (context) => {
    const { confirm } = await body(context, z.object({ confirm: z.string() }));
    if (confirm.normalize('NFC') !== 'XÓA HẾT') {
      throw new ApiProblem(400, 'not-confirmed', 'Chưa xóa gì. Hãy gõ đúng "XÓA HẾT" để xác nhận.');
    }
    const left = await queue.run(async () => {
      await db.transaction().execute(eraseEverything);
      desk.discardAll();
      return state();
    });
    return context.json(left);
  });
}
