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
 *
 * Version 2 is whole: it tells the earlier posts of its people and sizes of its classes, and what it
 * does not name of classes, sessions and statements the school keeps no more. Version 1 told neither.
 */
export const SCHOOL_FILE_FORMAT = 'truong-hoc-an-toan/school-file';

const text = (most: number) => z.string().trim().max(most);
const personSchema = z.strictObject({
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
});
const classSchema = z.strictObject({
  id: z.string().min(1).max(64),
  schoolYear: schoolYearSchema,
  name: text(60).min(1),
  level: levelSchema.nullable(),
  size: z.int().min(1).max(500),
});
const firstSchema = z.strictObject({
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
  people: z.array(personSchema),
  classes: z.array(classSchema),
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

const contentSchema = firstSchema.extend({
  version: z.literal(2),
  people: z.array(
    personSchema.extend({
      /** What they were until each day, the earliest first; `here`: at this school, else elsewhere or nowhere. */
      past: z.array(
        z.strictObject({
          until: daySchema,
          here: z.boolean(),
          level: levelSchema.nullable(),
          role: roleSchema,
        }),
      ),
    }),
  ),
  classes: z.array(
    classSchema.extend({
      /** Its sizes until each day, the earliest first. */
      past: z.array(z.strictObject({ until: daySchema, size: z.int().min(1).max(500) })),
    }),
  ),
});
export type SchoolFileContent = z.infer<typeof contentSchema>;

/** SHA-256 (hex) of the JSON of all above. */
const checksum = z.string().regex(/^[0-9a-f]{64}$/);

/** A school's file as it is read, whichever version it was written in. */
export interface SchoolFile extends Omit<SchoolFileContent, 'version'> {
  version: 1 | 2;
  checksum: string;
}

/** By version: what turns a file's JSON into the shape of now, without checking its checksum. */
export const SCHOOL_FILE_VERSIONS = {
  1: firstSchema.extend({ checksum }).transform(
    (file): SchoolFile => ({
      ...file,
      people: file.people.map((person) => ({ ...person, past: [] })),
      classes: file.classes.map((each) => ({ ...each, past: [] })),
    }),
  ),
  2: contentSchema.extend({ checksum }).transform((file): SchoolFile => file),
};

/** The checksum of a school's file as its version writes it; the order of keys is the schema's. */
export function schoolFileChecksum(
  content: Omit<SchoolFile, 'checksum'> | SchoolFileContent,
): string {
  const written =
    content.version === 1
      ? firstSchema.parse({
          ...content,
          people: content.people.map(({ past: _, ...person }) => person),
          classes: content.classes.map(({ past: _, ...each }) => each),
        })
      : contentSchema.parse(content);
  return sha256(JSON.stringify(written));
}
