import { z } from 'zod';
import { daySchema, slugSchema } from '../schemas/scalars.ts';
import {
  completionSourceSchema,
  completionStatusSchema,
  indicatorSchema,
  levelSchema,
  roleSchema,
  unitKindSchema,
} from '../schemas/vocabulary.ts';
import { newIdSchema, schoolYearSchema } from './contract/classes.ts';
import { sha256 } from './wording/sha256.ts';

/**
 * The school's file (tệp của trường gửi Phòng): everything kept of one school, to be imported by the
 * office above it, any number of times. The checksum finds damage and careless editing; it proves nothing.
 */
export const SCHOOL_FILE_FORMAT = 'truong-hoc-an-toan/school-file';

const text = (most: number) => z.string().trim().max(most);
const contentSchema = z.strictObject({
  format: z.literal(SCHOOL_FILE_FORMAT),
  version: z.literal(1),
  createdAt: z.iso.datetime({ offset: true }),
  unit: z.strictObject({
    code: text(80),
    name: text(200).min(1),
    kind: unitKindSchema,
    level: levelSchema.nullable(),
    /** Name of the unit above, or empty. */
    parent: text(200),
  }),
  people: z.array(
    z.strictObject({
      /** Key within this file. */
      id: z.string().min(1).max(64),
      code: text(80),
      name: text(200).min(1),
      level: levelSchema.nullable(),
      role: roleSchema,
      email: text(200),
      username: text(200),
      from: daySchema.nullable(),
      to: daySchema.nullable(),
    }),
  ),
  classes: z.array(
    z.strictObject({
      id: z.string().min(1).max(64),
      schoolYear: schoolYearSchema,
      name: text(60).min(1),
      level: levelSchema.nullable(),
      size: z.int().min(1).max(500),
    }),
  ),
  sessions: z.array(
    z.strictObject({
      id: newIdSchema,
      day: daySchema,
      topic: slugSchema.nullable(),
      module: slugSchema.nullable(),
      leader: text(120),
      note: text(500),
      enteredAt: z.string().max(40),
      classes: z.array(
        z.strictObject({ classId: z.string().max(64), headcount: z.int().min(0).max(500) }),
      ),
    }),
  ),
  statements: z.array(
    z.strictObject({
      id: newIdSchema,
      indicator: indicatorSchema,
      day: daySchema,
      met: z.boolean(),
      statedBy: text(120),
      note: text(500),
      enteredAt: z.string().max(40),
    }),
  ),
  completions: z.array(
    z.strictObject({
      /** Key of one of `people`. */
      person: z.string().max(64),
      module: slugSchema,
      day: daySchema,
      status: completionStatusSchema,
      /** 0–100, or null. */
      score: z.number().min(0).max(100).nullable(),
      source: completionSourceSchema,
    }),
  ),
});
export type SchoolFileContent = z.infer<typeof contentSchema>;

export const schoolFileSchema = contentSchema.extend({
  /** SHA-256 (hex) of the JSON of all above. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SchoolFile = z.infer<typeof schoolFileSchema>;

/** The checksum of a school's file; the order of keys is the schema's. */
export function schoolFileChecksum(content: SchoolFileContent): string {
  return sha256(JSON.stringify(contentSchema.strip().parse(content)));
}
