import { z } from 'zod';
import { daySchema, lineSchema, percentSchema, slugSchema } from './scalars.ts';
import { indicatorSchema, roleSchema } from './vocabulary.ts';

/** A day by which somebody reports, within the programme's period. */
const reportingDateSchema = z.strictObject({
  /** Last day for the report. */
  due: daySchema,
  /** What is reported, by whom to whom. */
  name: lineSchema.max(120),
});

/** `content/programmes/<id>.yaml`: targets and required modules per role for one period (chương trình). */
export const programmeSchema = z
  .strictObject({
    title: lineSchema.max(160),
    /** The plan it comes from, in words. */
    basis: lineSchema.max(240),
    /** Ids of legal documents it rests on. */
    legal: z.array(slugSchema).default([]),
    /** True when the plan's time is over; it is then kept for old reports. */
    past: z.boolean(),
    period: z.strictObject({
      /** First day, included (Asia/Ho_Chi_Minh). */
      from: daySchema,
      /** Last day, included. */
      to: daySchema,
    }),
    targets: z.strictObject({
      /** Per cent of people reached by propaganda (tuyên truyền). */
      reached: percentSchema,
      /** Per cent of people trained (bồi dưỡng). */
      trained: percentSchema,
    }),
    /** Per cent of units that must meet each school indicator; one not named has no target. */
    indicators: z.partialRecord(indicatorSchema, percentSchema).optional(),
    /** Module slugs that each role must pass; a role not named is outside the denominator. */
    required: z.partialRecord(roleSchema, z.array(slugSchema).min(1)),
    reportingDates: z.array(reportingDateSchema).default([]),
    order: z.int().min(0).default(100),
  })
  .refine((programme) => programme.period.from <= programme.period.to, {
    path: ['period', 'to'],
    message: 'ngày cuối phải sau ngày đầu của giai đoạn',
  })
  .refine((programme) => Object.keys(programme.required).length > 0, {
    path: ['required'],
    message: 'phải nêu ít nhất một vai trò và mô-đun bắt buộc',
  });

/** Targets and required modules per role for one period. */
export type Programme = z.infer<typeof programmeSchema>;
