import { z } from 'zod';
import { daySchema, slugSchema } from '../../schemas/scalars.ts';
import { completionStatusSchema } from '../../schemas/vocabulary.ts';
import { readLearnerCode } from '../learners/code.ts';

/**
 * What devices of learners and the server say to one another, and what the office sees of learner
 * codes. A device sends each commit until its id comes back among `acknowledged`.
 */

const instantSchema = z.iso.datetime({ offset: true }).max(40);
/** Random id made by a device. */
const deviceIdSchema = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

/** A learner code however it is typed; becomes its twelve characters. */
export const typedCodeSchema = z
  .string()
  .max(60)
  .transform((typed, context) => {
    const { code } = readLearnerCode(typed);
    if (code !== null) return code;
    context.addIssue({ code: 'custom', message: 'mã học viên gõ chưa đúng' });
    return z.NEVER;
  });

/** Asks whose code this is, before a device is bound. */
export const identifySchema = z.strictObject({ code: typedCodeSchema });

/** Whom a code names, in part: enough for its owner to know, not for a finder of the card. */
export const identifiedSchema = z.object({
  /** Opaque; the same for all codes of one person. */
  person: z.string(),
  /** E.g. `Nguyễn T. H.` */
  name: z.string(),
  unit: z.string(),
});
export type Identified = z.infer<typeof identifiedSchema>;

/** State of an attempt after one commit. Later commits of an attempt tell all that earlier ones did. */
export const learnerCommitSchema = z.strictObject({
  /** Random; the same each time the commit is sent. */
  id: deviceIdSchema,
  /** Counts up within the attempt, from 1. */
  sequence: z.int().min(1).max(1_000_000),
  module: slugSchema.max(120),
  attempt: z.int().min(1).max(10_000),
  status: completionStatusSchema,
  /** Best score 0–100, or null when nothing was graded. */
  score: z.number().min(0).max(100).nullable(),
  startedAt: instantSchema,
  /** When the status was reached, by the device's clock. */
  at: instantSchema,
  /** Learning time; at most a year. */
  seconds: z.number().min(0).max(31_622_400),
  moduleVersion: z.string().max(40),
  quizVersion: z.int().min(0).max(1_000_000),
});
export type LearnerCommit = z.infer<typeof learnerCommitSchema>;

/** How many commits a device sends at once. */
export const MAX_COMMITS = 50;

export const commitsSchema = z.strictObject({
  code: typedCodeSchema,
  /** The device's id of its learner: attempts of two devices, or of two learners of one, stay apart. */
  device: deviceIdSchema,
  /** What the device's clock shows now. */
  sentAt: instantSchema,
  /** One that cannot be understood is refused by its id; the others are taken. */
  commits: z
    .array(z.union([learnerCommitSchema, z.object({ id: deviceIdSchema })]))
    .min(1)
    .max(MAX_COMMITS),
});

export const commitsAnswerSchema = z.object({
  /** Ids of what is durably kept. */
  acknowledged: z.array(z.string()),
  /** What cannot be kept as it is; the device keeps it and says why. */
  refused: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
});
export type CommitsAnswer = z.infer<typeof commitsAnswerSchema>;

/** Somebody on the roster and whether they have a code; the code itself only stands on cards. */
export const codeHolderSchema = z.object({
  personId: z.string(),
  name: z.string(),
  /** Code on the office's roster. */
  rosterCode: z.string(),
  unitId: z.string(),
  unit: z.string(),
  /** Day the good code was issued, or null when there is none. */
  issued: daySchema.nullable(),
  /** Last day a device used it, or null. */
  used: daySchema.nullable(),
});
export type CodeHolder = z.infer<typeof codeHolderSchema>;
export const codeHoldersSchema = z.object({
  total: z.int(),
  /** How many of `total` have a good code. */
  withCode: z.int(),
  /** How many of `withCode` have used it on a device. */
  used: z.int(),
  people: z.array(codeHolderSchema),
});
export type CodeHolders = z.infer<typeof codeHoldersSchema>;

/** A card to print. */
export const codeCardSchema = z.object({
  personId: z.string(),
  name: z.string(),
  rosterCode: z.string(),
  unit: z.string(),
  /** In groups of four. */
  code: z.string(),
});
export type CodeCard = z.infer<typeof codeCardSchema>;

/** Whose codes: of a unit and all below it (empty: everybody), or of those named alone. */
export const whoseCodesSchema = z.strictObject({
  unit: z.string().max(64).default(''),
  people: z.array(z.string().max(64)).max(1000).optional(),
});

/** How many codes were issued, renewed or stopped. */
export const changedCodesSchema = z.object({ changed: z.int() });
