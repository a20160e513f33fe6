import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from '../../schemas/scalars.ts';
import { levelSchema } from '../../schemas/vocabulary.ts';

/** Classes and class sessions (buổi tuyên truyền): headcounts, never a pupil's name. */

/** Key that the page makes for what it enters, so that sending it twice keeps it once. */
export const newIdSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'mã phải là ULID (26 ký tự chữ hoa và số)');

/** `2026-2027`: two years in a row. */
export const schoolYearSchema = z
  .string()
  .regex(/^\d{4}-\d{4}$/, 'năm học viết dạng 2026-2027')
  .refine((year) => Number(year.slice(5)) === Number(year.slice(0, 4)) + 1, {
    message: 'năm học gồm hai năm liền nhau, ví dụ 2026-2027',
  });

export const classInputSchema = z.object({
  unitId: z.string().min(1),
  schoolYear: schoolYearSchema,
  name: lineSchema.max(60),
  level: levelSchema.nullable().default(null),
  /** Pupils in the class. */
  size: z.int().min(1).max(500),
  /**
   * Of a class that is there: first day of this size, so that reports on earlier days keep the size of
   * then; null when it was always so (a correction). Left out: today.
   */
  sizeFrom: daySchema.nullable().optional(),
});
export type ClassInput = z.infer<typeof classInputSchema>;

export const schoolClassSchema = classInputSchema.omit({ sizeFrom: true }).extend({
  id: z.string(),
  unit: z.string(),
  /** How many sessions it was in. */
  sessions: z.int(),
});
export type SchoolClass = z.infer<typeof schoolClassSchema>;

export const sessionInputSchema = z
  .object({
    unitId: z.string().min(1),
    day: daySchema,
    topic: slugSchema.nullable(),
    module: slugSchema.nullable(),
    /** Who led it. */
    leader: lineSchema.max(120),
    note: z.string().trim().max(500).default(''),
    classes: z
      .array(z.object({ classId: z.string().min(1), headcount: z.int().min(0).max(500) }))
      .min(1, 'chọn ít nhất một lớp'),
  })
  .refine(({ topic, module }) => topic !== null || module !== null, {
    path: ['topic'],
    message: 'chọn chủ đề hoặc mô-đun của buổi',
  })
  .refine(({ classes }) => new Set(classes.map(({ classId }) => classId)).size === classes.length, {
    path: ['classes'],
    message: 'mỗi lớp chỉ ghi một lần trong một buổi',
  });
export type SessionInput = z.infer<typeof sessionInputSchema>;

export const classSessionSchema = z.object({
  id: z.string(),
  unitId: z.string(),
  unit: z.string(),
  day: daySchema,
  topic: z.string().nullable(),
  module: z.string().nullable(),
  leader: z.string(),
  note: z.string(),
  classes: z.array(
    z.object({ classId: z.string(), name: z.string(), size: z.int(), headcount: z.int() }),
  ),
});
export type ClassSession = z.infer<typeof classSessionSchema>;

export const keptSessionSchema = z.object({
  session: classSessionSchema,
  /** Vietnamese: what to look at again; it was kept all the same. */
  warnings: z.array(z.string()),
});
export type KeptSession = z.infer<typeof keptSessionSchema>;

export const classSessionsSchema = z.object({
  total: z.int(),
  sessions: z.array(classSessionSchema),
});
export type ClassSessions = z.infer<typeof classSessionsSchema>;
