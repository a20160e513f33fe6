import { z } from 'zod';
import { daySchema, slugSchema } from '../../schemas/scalars.ts';
import { csvStyleSchema } from '../exports/csv-writer.ts';

/** What calls ask for in their query. */

/** A page of a long list. */
export const pageQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Which programme, and the reporting date. */
export const reportQuery = z.object({ programme: slugSchema, on: daySchema });
export type ReportQuery = z.infer<typeof reportQuery>;

/** A unit to keep to, empty for all. */
export const unitQuery = z.object({ unit: z.string().default('') });

/** How a CSV is laid out. */
export const styleQuery = z.object({ separator: csvStyleSchema.default('semicolon') });
