import { sql } from 'kysely';
import { z } from 'zod';
import { ApiProblem } from '../records/api-problem.ts';
import { endpoint } from '../records/routes/endpoint.ts';
import { json } from '../records/routes/media.ts';

/** How long the database may take to answer before the server counts as unwell (milliseconds). */
const PATIENCE_MS = 3000;

/** `GET /api/health`, for whoever watches the server: well when the database answers. */
export const healthEndpoint = endpoint({
  method: 'get',
  path: '/health',
  summary: 'Máy chủ và cơ sở dữ liệu có chạy không',
  access: 'everyone',
  answer: json(
    z.object({ status: z.literal('ok'), storage: z.enum(['file', 'postgres', 'memory', 'opfs']) }),
  ),
  async handle({ home: { database } }) {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The database does not answer')), PATIENCE_MS);
    });
    try {
      // Beside what waits in line: health is about the database, not about the queue.
      const { kysely, reader = kysely } = database;
      await Promise.race([sql`select 1`.execute(reader), tooLong]);
    } catch {
      throw new ApiProblem(503, 'unwell', 'Cơ sở dữ liệu không trả lời. Hãy xem nhật ký máy chủ.');
    } finally {
      clearTimeout(timer);
    }
    return { status: 'ok' as const, storage: database.storage };
  },
});
