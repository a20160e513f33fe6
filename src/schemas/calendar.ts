import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';
import { checkBasis, statementShape } from './statement.ts';

/** Months of a Vietnamese school year, in its order: preparation in August, summer until July. */
export const SCHOOL_MONTHS = [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7] as const;

/** A day of any school year as `MM-DD`. */
const monthDaySchema = z
  .string()
  .regex(
    /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    'viết dạng "09-05" (tháng-ngày) trong ngoặc kép',
  )
  .refine((day) => Number(day.slice(3)) <= new Date(2027, Number(day.slice(0, 2)), 0).getDate(), {
    message: 'ngày không có trên lịch (29/02 không có ở mọi năm)',
  });

/** Something the school does within a month. */
const activitySchema = z
  .strictObject({
    /** Unique within the calendar; part of the event's UID, never renamed. */
    id: slugSchema,
    ...statementShape,
    /** Short name, for the calendar of a phone. */
    title: lineSchema.max(70),
    /** First day, `MM-DD`, within the month. */
    from: monthDaySchema,
    /** Last day, included; none: one day. */
    to: monthDaySchema.optional(),
    /** Who leads. */
    lead: lineSchema.max(80),
    /** Who joins. */
    join: lineSchema.max(140),
  })
  .superRefine(checkBasis);

/** `content/calendar.yaml`: one month of the school's year. */
export const calendarMonthSchema = z
  .strictObject({
    /** `thang-8` to `thang-7`. */
    id: z.string().regex(/^thang-(1[0-2]|[1-9])$/, 'viết dạng thang-8'),
    /** What the month is about. */
    theme: lineSchema.max(80),
    activities: z.array(activitySchema).min(1).max(5),
    /** Day of the last review. */
    reviewed: daySchema,
  })
  .superRefine(({ id, activities }, context) => {
    const month = Number(id.slice('thang-'.length));
    activities.forEach((activity, index) => {
      for (const key of ['from', 'to'] as const) {
        const day = activity[key];
        if (day === undefined || Number(day.slice(0, 2)) === month) continue;
        context.addIssue({
          code: 'custom',
          path: ['activities', index, key],
          message: `ngày trong tháng ${month}`,
        });
      }
      if (activity.to !== undefined && activity.to < activity.from) {
        context.addIssue({
          code: 'custom',
          path: ['activities', index, 'to'],
          message: 'ngày cuối không trước ngày đầu',
        });
      }
    });
  });

/** The whole calendar: each month once, from August to July. */
export const calendarFileSchema = z.array(calendarMonthSchema).superRefine((months, context) => {
  const wanted = SCHOOL_MONTHS.map((month) => `thang-${month}`).join(', ');
  if (months.map(({ id }) => id).join(', ') !== wanted) {
    context.addIssue({
      code: 'custom',
      path: [],
      message: `đủ mười hai tháng, theo thứ tự: ${wanted}`,
    });
  }
});

/** One month of the school's year. */
export type CalendarMonth = z.infer<typeof calendarMonthSchema>;
export type CalendarActivity = CalendarMonth['activities'][number];
