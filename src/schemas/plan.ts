import { z } from 'zod';
import { lineSchema, partialDaySchema, slugSchema } from './scalars.ts';

/** What a row of a plan is. */
export const PLAN_ROW_KINDS = { task: 'Việc', target: 'Chỉ tiêu', duty: 'Trách nhiệm' } as const;

/** One line without an e-mail address: plans name people's own ones, which are not republished. */
const plainLineSchema = lineSchema.refine(
  (text) => !text.includes('@'),
  'không đăng lại địa chỉ thư điện tử của ai',
);

/** A page of this site that serves a row. */
const servedSchema = z.strictObject({
  /** Address within the site, with slashes at both ends; the content check looks it up. */
  page: z
    .string()
    .regex(/^\/([a-z0-9-]+\/)+$/, 'viết dạng /tap-huan/phong-chong-bao-luc-hoc-duong/'),
  /** What a reader finds there, as the words of the link. */
  how: plainLineSchema.max(90),
});

/** One task, target or duty of a plan. */
const planRowSchema = z
  .strictObject({
    /** Unique within the plan; part of the row's address. */
    id: slugSchema,
    /** Place in the plan, as the plan numbers it: `II.1.a`. */
    section: plainLineSchema.max(24),
    kind: z.enum(['task', 'target', 'duty']),
    /** Who is to do it, by the names of that time. */
    who: plainLineSchema.max(90),
    /** What the plan asks, in our own words: one sentence. */
    says: plainLineSchema.max(240),
    /** Pages that serve it; none: outside this product, and `note` says why. */
    served: z.array(servedSchema).max(4).default([]),
    /** What is not served here, or not yet, said plainly. */
    note: plainLineSchema.max(200).optional(),
  })
  .refine((row) => row.served.length > 0 || row.note !== undefined, {
    path: ['served'],
    message: 'phải có ít nhất một trang, hoặc note nói vì sao việc này ở ngoài trang',
  });

/** `content/plans/<id>.yaml`: what one plan asks and where this site serves it. */
export const planSchema = z
  .strictObject({
    title: plainLineSchema.max(160),
    /** Body that issued it, by its name of that time. */
    issuer: plainLineSchema.max(100),
    /** Day, month or year of the plan, as far as known. */
    issued: partialDaySchema,
    /** What kind of paper it is and for whom, in one sentence. */
    about: plainLineSchema.max(240),
    /** What has changed since: the period, agencies, acts. */
    changed: z.array(plainLineSchema.max(260)).min(1),
    /** Ids of acts in the register: those it rests on and those that stand today. */
    acts: z.array(slugSchema).default([]),
    /** Its parts, in the plan's order. */
    parts: z
      .array(
        z.strictObject({
          title: plainLineSchema.max(120),
          rows: z.array(planRowSchema).min(1),
        }),
      )
      .min(1),
    /** Place on the page; smaller comes first. */
    order: z.int().min(0).default(100),
  })
  .superRefine((plan, context) => {
    const seen = new Set<string>();
    plan.parts.forEach((part, partIndex) => {
      part.rows.forEach(({ id }, rowIndex) => {
        if (seen.has(id)) {
          context.addIssue({
            code: 'custom',
            path: ['parts', partIndex, 'rows', rowIndex, 'id'],
            message: `mã “${id}” đã dùng ở một dòng khác; mỗi mã dùng một lần`,
          });
        }
        seen.add(id);
      });
    });
  });

/** What one plan asks and where this site serves it. */
export type Plan = z.infer<typeof planSchema>;

/** One task, target or duty of a plan. */
export type PlanRow = Plan['parts'][number]['rows'][number];
