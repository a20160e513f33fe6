import { z } from 'zod';
import { daySchema } from '../../schemas/scalars.ts';
import { readAudit } from '../access/audit.ts';
import { allows } from '../access/policy.ts';
import { auditLogSchema } from '../contract/accounts.ts';
import { writeCsv } from '../exports/csv-writer.ts';
import { showDay } from '../wording/days.ts';
import { type Call, endpoint } from './endpoint.ts';
import { csvFile, json } from './media.ts';
import { pageQuery, styleQuery } from './query.ts';

const filterQuery = z.object({
  from: z.union([daySchema, z.literal('')]).default(''),
  to: z.union([daySchema, z.literal('')]).default(''),
  words: z.string().max(200).default(''),
});
type FilterQuery = z.infer<typeof filterQuery>;

const HEADER = ['Lúc', 'Ai', 'Đơn vị', 'Việc', 'Lệnh'];

/** Calls that read the audit log; nothing rewrites it. */
export const auditEndpoints = [
  endpoint({
    method: 'get',
    path: '/audit',
    summary: 'Nhật ký: ai làm gì, khi nào, mới nhất trước',
    access: 'officer',
    query: filterQuery.extend(pageQuery.shape),
    answer: json(auditLogSchema),
    handle: (call) => read(call, call.query),
  }),
  endpoint({
    method: 'get',
    path: '/exports/audit.csv',
    summary: 'Nhật ký, CSV',
    access: 'officer',
    query: filterQuery.extend(styleQuery.shape),
    answer: csvFile,
    async handle(call) {
      const { entries } = await read(call, null);
      const lines = entries.map(({ at, actor, unit, text, call: name }) => [
        showInstant(at),
        actor,
        unit ?? '',
        text,
        name,
      ]);
      return { content: writeCsv([HEADER, ...lines], call.query.separator), name: 'nhat-ky.csv' };
    },
  }),
];

function read(
  { home, actor, seen, query: { from, to, words } }: Call<undefined, FilterQuery>,
  page: { offset: number; limit: number } | null,
) {
  const filter = { from: from || null, to: to || null, words };
  const whole = allows('whole', actor);
  return home.read(async (db) => readAudit(db, actor, await seen(db), whole, filter, page));
}

/** As `22/11/2026 09:05` in Vietnam (UTC+7, no daylight saving). */
function showInstant(at: string): string {
  const there = new Date(Date.parse(at) + 7 * 3_600_000).toISOString();
  return `${showDay(there.slice(0, 10))} ${there.slice(11, 16)}`;
}
