import { z } from 'zod';

/** Lower-case ASCII words joined by hyphens: file names, URLs, SCORM ids. Never changed once published. */
export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'chỉ dùng chữ thường không dấu, số và dấu gạch nối (ví dụ: bao-luc-hoc-duong)',
  );

/** Id of a question, option or step; it becomes a SCORM interaction id, so it is short and ASCII. */
export const itemIdSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,23}$/,
    'mã bắt đầu bằng chữ thường, chỉ gồm a–z, 0–9, gạch nối, tối đa 24 ký tự',
  );

/** A calendar day as `YYYY-MM-DD`, in Asia/Ho_Chi_Minh. YAML dates are accepted and normalised. */
export const daySchema = z
  .union([z.string(), z.date().transform((date) => date.toISOString().slice(0, 10))], {
    error: (issue) =>
      issue.input === undefined ? undefined : 'ngày viết dạng NĂM-THÁNG-NGÀY, ví dụ 2026-11-21',
  })
  .pipe(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'ngày viết dạng NĂM-THÁNG-NGÀY, ví dụ 2026-11-21')
      .refine((day) => {
        const date = new Date(`${day}T00:00:00Z`);
        return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
      }, 'ngày không có trên lịch'),
  );

/** One line of text with something in it. */
export const lineSchema = z
  .string()
  .trim()
  .min(1, 'không được để trống')
  .refine((text) => !text.includes('\n'), 'chỉ được một dòng');

/** Text of one or more paragraphs. */
export const textSchema = z.string().trim().min(1, 'không được để trống');

/** A whole number of per cent, 1 to 100. */
export const percentSchema = z.int().min(1).max(100);

/** A day, month or year as far as it is known: `2025`, `2025-09` or `2025-09-15`. */
export const partialDaySchema = z
  .string()
  .regex(
    /^\d{4}(-\d{2}(-\d{2})?)?$/,
    'viết dạng "2025", "2025-09" hoặc "2025-09-15" (năm đứng một mình đặt trong ngoặc kép)',
  );
