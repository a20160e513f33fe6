import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';
import { siteLinkSchema, statementSchema } from './statement.ts';

/**
 * Something to fill in. Labels that ask for more than a school needs are refused: the fewer facts
 * about a child lie on paper, the fewer can be lost.
 */
const TOO_MUCH =
  /căn cước|CCCD|định danh|ảnh (thẻ|chân dung)|tôn giáo|hộ khẩu|mật khẩu|tài khoản|chẩn đoán|nguyện vọng tình dục/iu;

const fieldShape = {
  /** Unique within the form. */
  id: slugSchema,
  label: lineSchema
    .max(140)
    .refine(
      (label) => !TOO_MUCH.test(label),
      'không hỏi điều này: phiếu chỉ ghi phần cần để giúp em',
    ),
  /** Help below the label. */
  hint: lineSchema.max(200).optional(),
};

const fieldSchema = z.discriminatedUnion('kind', [
  /** One line. */
  z.strictObject({ kind: z.literal('line'), ...fieldShape }),
  /** Several lines; `rows` of them stand empty on paper. */
  z.strictObject({ kind: z.literal('text'), ...fieldShape, rows: z.int().min(2).max(12) }),
  /** Boxes to tick. */
  z.strictObject({
    kind: z.literal('ticks'),
    ...fieldShape,
    options: z.array(lineSchema.max(120)).min(2).max(9),
  }),
  /** A table with empty rows. */
  z.strictObject({
    kind: z.literal('table'),
    ...fieldShape,
    columns: z.array(lineSchema.max(60)).min(2).max(7),
    rows: z.int().min(2).max(20),
  }),
]);

/** `content/forms/<slug>.yaml`: a form for the focal teacher, filled in the browser and printed. */
export const formSchema = z
  .strictObject({
    title: lineSchema.max(90),
    summary: lineSchema.max(160),
    /** Who fills it in, and when. */
    use: lineSchema.max(240),
    /** What comes before any paper. */
    first: z.array(lineSchema.max(240)).min(1).max(5),
    /** On what the form rests: an act's own form, or our suggestion. */
    basis: z.array(statementSchema).min(1),
    sections: z
      .array(
        z.strictObject({
          title: lineSchema.max(90),
          note: lineSchema.max(240).optional(),
          fields: z.array(fieldSchema).min(1),
        }),
      )
      .min(1),
    /** Who signs, left to right. */
    signatures: z.array(lineSchema.max(60)).max(3).default([]),
    /** Lies on its side on paper (registers). */
    wide: z.boolean().default(false),
    links: z.array(siteLinkSchema).max(4).default([]),
    reviewed: daySchema,
    order: z.int().min(0).default(100),
  })
  .superRefine(({ sections }, context) => {
    const seen = new Set<string>();
    sections.forEach(({ fields }, section) => {
      fields.forEach(({ id }, field) => {
        if (seen.has(id)) {
          context.addIssue({
            code: 'custom',
            path: ['sections', section, 'fields', field, 'id'],
            message: `mã “${id}” đã dùng ở trên; mỗi mã dùng một lần`,
          });
        }
        seen.add(id);
      });
    });
  });

/** A form for the focal teacher. */
export type Form = z.infer<typeof formSchema>;
export type FormField = Form['sections'][number]['fields'][number];
