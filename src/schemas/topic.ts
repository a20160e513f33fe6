import { z } from 'zod';
import { lineSchema, slugSchema } from './scalars.ts';

/** `content/topics.yaml`: the topics (chủ đề) that entries are filed under. */
export const topicSchema = z.strictObject({
  id: slugSchema,
  /** Name in lists and filters. */
  name: lineSchema.max(50),
  /** Name as a child would say it, for pupils' pages. */
  childName: lineSchema.max(50),
  /** One sentence on what it covers. */
  summary: lineSchema.max(160),
  /** Words people type when they look for it (search aliases). */
  keywords: z.array(lineSchema).default([]),
  /** Drawing of its entries that have none of their own: a file name, as in `entry.ts`. */
  drawing: slugSchema.optional(),
});
export const topicsFileSchema = z.array(topicSchema).min(1);

/** A topic (chủ đề). */
export type Topic = z.infer<typeof topicSchema>;
