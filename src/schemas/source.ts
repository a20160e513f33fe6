import { z } from 'zod';
import { daySchema, lineSchema, partialDaySchema, slugSchema } from './scalars.ts';

/** `content/sources.yaml`: publications that facts in the content rest on. */
export const sourceSchema = z.strictObject({
  id: slugSchema,
  /** Title or short description. */
  title: lineSchema.max(200),
  /** Body or newspaper that published it. */
  publisher: lineSchema.max(120),
  /** Public address; left out where the source must not be linked. */
  url: z.url().optional(),
  /** Day, month or year of publication as far as known: `2025`, `2025-09` or `2025-09-24`. */
  published: partialDaySchema.optional(),
  /** Day on which the fact was checked against it. */
  checked: daySchema,
});
export const sourcesFileSchema = z.array(sourceSchema).min(1);

/** A publication that a fact rests on. */
export type Source = z.infer<typeof sourceSchema>;
