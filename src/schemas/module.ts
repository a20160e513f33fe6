import { z } from 'zod';
import { entryShape } from './entry.ts';
import { lineSchema } from './scalars.ts';

/** Front matter of `content/modules/<slug>/index.mdx`: a training unit of a lesson and a quiz. */
export const moduleSchema = z.strictObject({
  ...entryShape,
  /** Version of lesson and quiz, `major.minor`; raise it when what is tested changes. */
  version: z.string().regex(/^\d+\.\d+$/, 'viết dạng số.số, ví dụ "1.0"'),
  /** Time an average learner needs, in minutes, quiz included. */
  minutes: z.int().min(5).max(90),
  /** What the learner can do afterwards; each starts with a verb. */
  objectives: z.array(lineSchema.max(200)).min(2).max(8),
  /** The lines to keep at hand afterwards; printed as a card. */
  summaryCard: z.array(lineSchema.max(240)).min(3).max(10),
});

/** A training module (mô-đun tập huấn). */
export type Module = z.infer<typeof moduleSchema>;
