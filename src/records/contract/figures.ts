import { z } from 'zod';
import { daySchema, slugSchema } from '../../schemas/scalars.ts';
import {
  completionSourceSchema,
  completionStatusSchema,
  indicatorSchema,
  levelSchema,
  roleSchema,
} from '../../schemas/vocabulary.ts';
import { rateSchema } from '../contract.ts';

/** Figures beside the coverage of staff, and the rows behind every figure. */

const placeSchema = z.object({ id: z.string(), name: z.string() });

/** Pupils reached, for one unit or level: the pupils of classes, each class by its best session. */
export const pupilGroupSchema = z.object({
  /** Unit id or level. */
  id: z.string(),
  name: z.string(),
  classes: z.int(),
  /** Classes with a session that counts. */
  classesReached: z.int(),
  pupils: rateSchema,
});
export type PupilGroup = z.infer<typeof pupilGroupSchema>;

export const pupilCoverageSchema = z.object({
  on: daySchema,
  /** The classes counted are those of this school year, `2026-2027`. */
  schoolYear: z.string(),
  path: z.array(placeSchema),
  total: pupilGroupSchema,
  /** As in `coverageSchema`. */
  children: z.array(pupilGroupSchema.extend({ own: z.boolean(), divided: z.boolean() })),
  /** Furthest from the target first. */
  byUnit: z.array(pupilGroupSchema),
  byLevel: z.array(pupilGroupSchema),
});
export type PupilCoverage = z.infer<typeof pupilCoverageSchema>;

/** One school indicator over the units it is asked of. */
export const indicatorCoverageSchema = z.object({
  indicator: indicatorSchema,
  /** Per cent, or null when the programme sets none. */
  target: z.int().nullable(),
  /** Units that meet it over units it is asked of; `met` is null without a target. */
  units: rateSchema,
  /** Units that have said nothing yet in the time that counts. */
  silent: z.int(),
  /** First day a statement counts from. */
  since: daySchema,
});
export type IndicatorCoverage = z.infer<typeof indicatorCoverageSchema>;

/** The figures of one day in a trend. */
export const trendPointSchema = z.object({
  on: daySchema,
  trained: rateSchema,
  reached: rateSchema,
  pupils: rateSchema,
});
export type TrendPoint = z.infer<typeof trendPointSchema>;

/**
 * Figures of people, classes or units that can be opened into rows. `required`: who must take a module;
 * `outside`: on the roster, but of a role the programme does not name; `indicator-not-met`: whoever does
 * not meet it, the silent (who have said nothing yet) among them.
 */
export const FIGURES = [
  'people',
  'trained',
  'not-trained',
  'reached',
  'not-reached',
  'required',
  'passed',
  'not-passed',
  'outside',
  'classes',
  'classes-reached',
  'classes-not-reached',
  'indicator',
  'indicator-met',
  'indicator-not-met',
  'indicator-silent',
] as const;
export const figureSchema = z.enum(FIGURES);
export type Figure = z.infer<typeof figureSchema>;

/** Which rows are asked for: a figure, and the group it stands in. */
export const figureQuery = z.object({
  figure: figureSchema,
  /** The unit with all below it; empty for everybody. */
  unit: z.string().default(''),
  /** `self`: the unit's own people only, as its own line among its children. */
  within: z.enum(['below', 'self']).default('below'),
  /** Empty for all; `none` for people or classes whose level is not known. */
  level: z.union([levelSchema, z.literal(''), z.literal('none')]).default(''),
  role: z.union([roleSchema, z.literal('')]).default(''),
  /** For `required`, `passed` and `not-passed`. */
  module: z.union([slugSchema, z.literal('')]).default(''),
  /** For `trained`: only those whose strongest evidence is of this source. */
  source: z.union([completionSourceSchema, z.literal('')]).default(''),
  /** For the figures of indicators. */
  indicator: z.union([indicatorSchema, z.literal('')]).default(''),
});
export type FigureQuery = z.infer<typeof figureQuery>;

export const figureRowSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    id: z.string(),
    code: z.string(),
    name: z.string(),
    unit: z.string(),
    role: roleSchema,
    level: levelSchema.nullable(),
    /** The day the last required module was passed, or null while one is missing. */
    trainedOn: daySchema.nullable(),
    /** The first day of any completion in the period. */
    reachedOn: daySchema.nullable(),
    modules: z.array(
      z.object({
        module: slugSchema,
        status: completionStatusSchema.nullable(),
        passedOn: daySchema.nullable(),
        source: completionSourceSchema.nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('class'),
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    level: levelSchema.nullable(),
    size: z.int(),
    /** Pupils counted: the largest headcount of a single session, at most the size. */
    reached: z.int(),
    /** That session, or null when there was none. */
    session: z
      .object({
        id: z.string(),
        day: daySchema,
        topic: z.string().nullable(),
        module: z.string().nullable(),
        leader: z.string(),
        headcount: z.int(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('unit'),
    id: z.string(),
    name: z.string(),
    parent: z.string(),
    /** Null: nothing said yet. */
    met: z.boolean().nullable(),
    day: daySchema.nullable(),
    statedBy: z.string(),
    note: z.string(),
  }),
]);
export type FigureRow = z.infer<typeof figureRowSchema>;

export const figureRowsSchema = z.object({
  /** Rows in all; `rows` is a page of them. */
  total: z.int(),
  /** Pupils of all rows together, of figures of classes. */
  pupils: z.object({ reached: z.int(), size: z.int() }).nullable(),
  rows: z.array(figureRowSchema),
});
export type FigureRows = z.infer<typeof figureRowsSchema>;

/** Something learned after a day that changed what is known of it; `at` is the (latest) instant. */
export const laterChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('import'),
    importId: z.string(),
    fileName: z.string(),
    at: z.string(),
    /** Results dated within the period up to the day. */
    completions: z.int(),
    /** People who were on the roster on the day, or whose place on it was corrected. */
    people: z.int(),
    /** Classes, their sizes, sessions, statements and units. */
    others: z.int(),
  }),
  z.object({
    /** Results that learners' devices sent later. */
    kind: z.literal('commits'),
    at: z.string(),
    completions: z.int(),
  }),
  z.object({
    /** Entries and corrections by hand. */
    kind: z.literal('entries'),
    what: z.enum([
      'sessions',
      'classes',
      'statements',
      'units',
      'programmes',
      'undone',
      /** Everything restored or erased. */
      'other',
    ]),
    at: z.string(),
    entries: z.int(),
  }),
]);
export type LaterChange = z.infer<typeof laterChangeSchema>;
