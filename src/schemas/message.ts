import { z } from 'zod';
import { countSms, isPlainSms } from '../schools/sms.ts';
import { daySchema, lineSchema, slugSchema, textSchema } from './scalars.ts';
import { siteLinkSchema } from './statement.ts';

/** The school's own name, as long as most are, when an SMS is measured. */
export const SAMPLE_SCHOOL = 'THCS Lê Quý Đôn';

/** Puts the sample school in the place of `{truong}`. */
export function asSent(text: string): string {
  return text.replaceAll('{truong}', SAMPLE_SCHOOL);
}

/** The same for a message without diacritics. */
export function asSentPlain(text: string): string {
  return text.replaceAll('{truong}', 'THCS Le Quy Don');
}

/**
 * `content/messages/<slug>.yaml`: ready texts on one topic for each place they are posted. `{truong}`
 * is the school, `{dau-moi}` the focal teacher and `{noi-gap}` where to meet, filled in on the page;
 * `{so:tong-dai-111}` is a number of contacts.yaml.
 */
export const messageSchema = z.strictObject({
  title: lineSchema.max(90),
  summary: lineSchema.max(160),
  /** When to send it. */
  use: lineSchema.max(200),
  topics: z.array(slugSchema).min(1),
  /** For a board on the wall: a heading and short lines. */
  board: z.strictObject({
    heading: lineSchema.max(70),
    lines: z.array(lineSchema.max(160)).min(2).max(8),
  }),
  /** For the school's website. */
  website: z.strictObject({ heading: lineSchema.max(90), text: textSchema.max(1800) }),
  email: z.strictObject({ subject: lineSchema.max(90), text: textSchema.max(1500) }),
  /** For a class group. */
  zalo: textSchema.max(700),
  sms: z.strictObject({
    /** With diacritics. */
    text: lineSchema.refine(
      (text) => countSms(asSent(text)).parts <= 3,
      'tin có dấu dài nhất ba tin nối (201 ký tự)',
    ),
    /** Without diacritics: one SMS. */
    plain: lineSchema
      .refine(
        (text) => isPlainSms(asSentPlain(text)),
        'chỉ dùng chữ không dấu, số và dấu câu thường',
      )
      .refine(
        (text) => countSms(asSentPlain(text)).parts === 1,
        'tin không dấu phải gọn trong một tin 160 ký tự (tính cả tên trường)',
      ),
  }),
  links: z.array(siteLinkSchema).max(6).default([]),
  /** Ids of sources, acts the texts rest on. */
  legal: z.array(slugSchema).default([]),
  sources: z.array(slugSchema).default([]),
  reviewed: daySchema,
  order: z.int().min(0).default(100),
});

/** Ready texts on one topic. */
export type Message = z.infer<typeof messageSchema>;
