import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';
import { statementSchema } from './statement.ts';

/** `content/duties.yaml`: what one role does for safety at school. */
export const dutySchema = z.strictObject({
  id: slugSchema,
  /** Name of the role. */
  name: lineSchema.max(80),
  /** The heart of it in one sentence. */
  summary: lineSchema.max(200),
  duties: z.array(statementSchema).min(1).max(9),
  /** Day of the last review. */
  reviewed: daySchema,
  /** Place on the page; smaller comes first. */
  order: z.int().min(0),
});
export const dutiesFileSchema = z.array(dutySchema).min(1);

/** What one role does for safety at school. */
export type Duty = z.infer<typeof dutySchema>;
