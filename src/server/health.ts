import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { ApiProblem } from '../records/api-problem.ts';
import type { RecordsHome } from '../records/home.ts';
import { endpoint } from '../records/routes/endpoint.ts';
import { json } from '../records/routes/media.ts';
import { keepSetting } from '../records/settings.ts';

/** How long the database may take to answer before the server counts as unwell (milliseconds). */
const PATIENCE_MS = 3000;

/** How long a change that could not be kept is news (milliseconds). */
const RECENT_MS = 30_000;

/** Less room than this on the disk of the records counts as full (bytes): time is left to make some. */
const LEAST_ROOM = 32 * 1024 * 1024;

/**
 * `GET /api/health`, for whoever watches the server: well when the database answers, the last change
 * was kept and the disk has room for more. Otherwise 503 with the code of what is wrong: `database-away`, `disk-full`, `disk-trouble`.
 */
export const healthEndpoint = endpoint({
  method: 'get',
  path: '/health',
  summary: 'Máy chủ và cơ sở dữ liệu có chạy không, có ghi được không',
  access: 'everyone',
  answer: json(
    z.object({ status: z.literal('ok'), storage: z.enum(['file', 'postgres', 'memory', 'opfs']) }),
  ),
  async handle({ home }) {
    if (!(await isSoon(answers(home)))) {
      throw new ApiProblem(
        503,
        'database-away',
        'Cơ sở dữ liệu không trả lời. Hãy xem cơ sở dữ liệu có chạy không và nhật ký máy chủ.',
      );
    }
    // When the last change could not be kept, a small one is tried: nobody else may come to try. It may
    // find room where a larger one did not, so a failure that is recent counts all the same.
    const { trouble } = home;
    if (trouble !== null) {
      const isBetter = await isSoon(writes(home));
      if (!isBetter || Date.now() - trouble.at < RECENT_MS)
        throw new ApiProblem(503, trouble.problem.code, trouble.problem.message);
    }
    if ((await roomFor(home)) < LEAST_ROOM) {
      throw new ApiProblem(
        503,
        'disk-full',
        'Đĩa chứa dữ liệu sắp đầy. Hãy xóa bớt tệp không cần, hoặc dời bản sao lưu cũ sang máy khác.',
      );
    }
    return { status: 'ok' as const, storage: home.database.storage };
  },
});

/** Asks beside what waits in line: health is about the database, not about the queue. */
function answers({ database: { kysely, reader = kysely } }: RecordsHome): Promise<unknown> {
  return sql`select 1`.execute(reader);
}

function writes(home: RecordsHome): Promise<unknown> {
  return home.write((db) => keepSetting(db, 'last-trouble', new Date().toISOString()));
}

/** Room on the disk of the records' file (bytes); without end where there is no such file. */
async function roomFor({ database }: RecordsHome): Promise<number> {
  if (database.storage !== 'file') return Number.POSITIVE_INFINITY;
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(
    database.reader ?? database.kysely,
  );
  const { bavail, bsize } = await statfs(dirname(rows[0]?.file ?? '.'));
  return bavail * bsize;
}

/** Whether work is done well within `PATIENCE_MS`. */
async function isSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([done, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
