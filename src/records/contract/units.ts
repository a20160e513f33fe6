import { z } from 'zod';
import { daySchema, lineSchema } from '../../schemas/scalars.ts';
import { levelSchema, unitKindSchema } from '../../schemas/vocabulary.ts';
import { newIdSchema } from './classes.ts';

/** Units in time: entered by hand, moved and renamed from a day on. */

export const newUnitSchema = z.object({
  id: newIdSchema,
  name: lineSchema.max(160),
  kind: unitKindSchema,
  level: levelSchema.nullable().default(null),
  code: z.string().trim().max(60).default(''),
  parentId: z.string().min(1),
  /** First day it exists, or null when it always did. */
  from: daySchema.nullable().default(null),
});
export type NewUnit = z.infer<typeof newUnitSchema>;

/** Units that belong elsewhere, are called otherwise or have ended, from a day on. */
export const unitChangesSchema = z.object({
  /** First day it is so. */
  from: daySchema,
  changes: z
    .array(
      z.object({
        unitId: z.string().min(1),
        /** Left out: stays. */
        parentId: z.string().min(1).optional(),
        name: lineSchema.max(160).optional(),
        /** True: it exists no more from that day. */
        ended: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(1000),
});
export type UnitChanges = z.infer<typeof unitChangesSchema>;

/** All that is kept of a unit in time: how it is now (or will be), and how it was until each day. */
export const unitHistorySchema = z.object({
  unitId: z.string().min(1),
  name: z.string().min(1).max(1000),
  parentId: z.string().nullable(),
  endedOn: daySchema.nullable(),
  past: z
    .array(
      z.object({
        until: daySchema,
        name: z.string().max(1000),
        parentId: z.string().nullable(),
        importId: z.string().nullable(),
      }),
    )
    .max(500),
});
export type UnitHistory = z.infer<typeof unitHistorySchema>;

/** What a change did, as it is taken back: `before` is put again where there is `after` still. */
export const unitsChangedSchema = z.object({
  before: z.array(unitHistorySchema).min(1).max(1000),
  after: z.array(unitHistorySchema).min(1).max(1000),
});
export type UnitsChanged = z.infer<typeof unitsChangedSchema>;

/** A unit in the tree of one day, with how it was before. */
export const treeUnitSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: unitKindSchema,
  level: levelSchema.nullable(),
  parentId: z.string().nullable(),
  exists: z.boolean(),
  /** First day it exists no more, or null. */
  endedOn: daySchema.nullable(),
  /** People on the roster of that day, with all below. */
  people: z.int(),
  /** Earlier names and places, the latest first. */
  past: z.array(
    z.object({
      until: daySchema,
      name: z.string(),
      parentId: z.string().nullable(),
      parent: z.string(),
    }),
  ),
});
export type TreeUnit = z.infer<typeof treeUnitSchema>;
