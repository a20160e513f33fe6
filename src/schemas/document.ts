import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';
import { statementSchema } from './statement.ts';

/** A place in the text that the school fills in: `{truong}`. */
export const PLACE = /\{([a-z][a-z0-9-]*)\}/g;

const paragraphSchema = lineSchema.max(600);

/**
 * `content/documents/<slug>.yaml`: a model of an official document, laid out as Nghị định
 * 30/2020/NĐ-CP asks. `{id}` in any text is a field of `fields`, or one of the given ones:
 * `{nam-hoc}`, `{tuyen-truyen}`, `{boi-duong}` (from site.yaml and the current programme).
 */
export const documentSchema = z
  .strictObject({
    title: lineSchema.max(90),
    summary: lineSchema.max(160),
    /** Kind in capitals, above the subject: `KẾ HOẠCH`. */
    kind: lineSchema.max(30),
    /** Abbreviation of the kind in the number: `KH`. */
    sign: z.string().regex(/^[A-ZĐ]{2,4}$/, 'viết tắt tên loại, ví dụ KH, QĐ, BC'),
    /** Subject below the kind. */
    subject: lineSchema.max(200),
    /** What the school fills in, beside its name, the number, the place and the day. */
    fields: z
      .array(
        z.strictObject({
          id: slugSchema,
          label: lineSchema.max(80),
          /** What stands there until it is filled in. */
          blank: lineSchema.max(40).default('…………………'),
        }),
      )
      .max(12),
    /** Grounds: acts in force, in the words of the document. */
    grounds: z.array(statementSchema).min(1).max(9),
    /** A sentence between grounds and body. */
    opening: paragraphSchema.optional(),
    parts: z
      .array(
        z.strictObject({
          heading: lineSchema.max(120).optional(),
          paragraphs: z.array(paragraphSchema).default([]),
          points: z.array(paragraphSchema).max(14).default([]),
          /** First row: headings. */
          table: z
            .array(z.array(z.string().max(300)).min(2).max(6))
            .min(2)
            .optional(),
        }),
      )
      .min(1),
    /** Who gets it. */
    recipients: z.array(lineSchema.max(80)).min(1).max(6),
    /** Title of who signs, in capitals. */
    signer: lineSchema.max(60),
    /** What to know before using it. */
    notes: z.array(statementSchema).max(6).default([]),
    reviewed: daySchema,
    order: z.int().min(0).default(100),
  })
  .superRefine((document, context) => {
    const known = new Set([...document.fields.map(({ id }) => id), ...GIVEN_PLACES]);
    for (const [, id = ''] of JSON.stringify(document).matchAll(PLACE)) {
      if (known.has(id)) continue;
      context.addIssue({
        code: 'custom',
        path: ['fields'],
        message: `khai báo {${id}} trong fields, hoặc dùng một trong: ${[...known].join(', ')}`,
      });
    }
  });

/** Places filled by every document's own head, or by the site's settings. */
export const GIVEN_PLACES = [
  'truong',
  'ky-hieu',
  'so',
  'dia-danh',
  'ngay',
  'cap-tren',
  'hieu-truong',
  'nam-hoc',
  'tuyen-truyen',
  'boi-duong',
] as const;

/** A model of an official document. */
export type SchoolDocument = z.infer<typeof documentSchema>;
