import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';
import { checkBasis, statementShape } from './statement.ts';

/** `content/checklist.yaml`: one part of the school's own round of what is safe and what is not yet. */
export const checklistPartSchema = z.strictObject({
  id: slugSchema,
  title: lineSchema.max(90),
  items: z
    .array(z.strictObject({ id: slugSchema, ...statementShape }).superRefine(checkBasis))
    .min(1)
    .max(10),
  /** Day of the last review. */
  reviewed: daySchema,
  /** Place on the page; smaller comes first. */
  order: z.int().min(0),
});
export const checklistFileSchema = z.array(checklistPartSchema).min(1);

/** One part of the school's own round. */
export type ChecklistPart = z.infer<typeof checklistPartSchema>;
