import { z } from 'zod';
import { daySchema, lineSchema } from '../../schemas/scalars.ts';
import { indicatorSchema, unitKindSchema } from '../../schemas/vocabulary.ts';
import { newIdSchema } from './classes.ts';
import { indicatorCoverageSchema } from './figures.ts';

/** School indicators (chỉ tiêu của trường): dated statements of units. */

export const statementInputSchema = z.object({
  id: newIdSchema,
  unitId: z.string().min(1),
  indicator: indicatorSchema,
  /** The day of which it is true. */
  day: daySchema,
  met: z.boolean(),
  /** Who makes the statement. */
  statedBy: lineSchema.max(120),
  /** Where the evidence is: number and date of the plan, address of the page … */
  note: z.string().trim().max(500).default(''),
});
export type StatementInput = z.infer<typeof statementInputSchema>;

export const statementsInputSchema = z.object({
  statements: z.array(statementInputSchema).min(1).max(5000),
});

export const statementSchema = z.object({
  id: z.string(),
  indicator: indicatorSchema,
  day: daySchema,
  met: z.boolean(),
  statedBy: z.string(),
  note: z.string(),
});
export type Statement = z.infer<typeof statementSchema>;

/** The units of a node with what holds of each indicator on a day, and the rates. */
export const indicatorGridSchema = z.object({
  on: daySchema,
  path: z.array(z.object({ id: z.string(), name: z.string() })),
  rates: z.array(indicatorCoverageSchema),
  units: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: unitKindSchema,
      parent: z.string(),
      /** The statements that hold on the day; an indicator of which nothing was said is missing. */
      statements: z.array(statementSchema),
    }),
  ),
});
export type IndicatorGrid = z.infer<typeof indicatorGridSchema>;
