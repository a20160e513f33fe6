import type { Context } from 'hono';
import { z } from 'zod';
import { daySchema, slugSchema } from '../../schemas/scalars.ts';
import { ApiProblem } from '../api-problem.ts';
import { csvStyleSchema } from '../exports/csv-writer.ts';

/** What calls ask for in their query, and how it is read. */

export const pageSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type Page = z.infer<typeof pageSchema>;

/** Which programme, and the reporting date. */
export const reportSchema = z.object({ programme: slugSchema, on: daySchema });
export type ReportQuery = z.infer<typeof reportSchema>;

/** A unit to keep to, empty for all. */
export const unitSchema = z.object({ unit: z.string().default('') });

export const styleSchema = z.object({ separator: csvStyleSchema.default('semicolon') });

/** Parses what came in; a mistake is the caller's, told with the key it is in. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` (ở "${issue.path.join('.')}")`;
  throw new ApiProblem(
    400,
    'invalid-request',
    `Yêu cầu chưa đúng${where}: ${issue?.message ?? 'không đọc được'}. Hãy sửa rồi thử lại.`,
  );
}

/** The JSON body, parsed. */
export async function body<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const json: unknown = await context.req.json().catch(() => undefined);
  return parse(schema, json);
}
