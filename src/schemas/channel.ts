import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';

/** Kinds of a school's own channel (Điều 19 Thông tư 18/2025/TT-BGDĐT names most of them). */
export const CHANNEL_KINDS = {
  'hom-thu': 'Hòm thư góp ý',
  'duong-day': 'Đường dây nóng',
  'phong-tu-van': 'Phòng tư vấn',
  'truc-tuyen': 'Kênh trực tuyến',
} as const;

/** `content/channels.yaml`: a school's own way to be told, as the office or school sets it. */
export const channelSchema = z
  .strictObject({
    id: slugSchema,
    /** School or office whose channel it is. */
    unit: lineSchema.max(120),
    kind: z.enum(['hom-thu', 'duong-day', 'phong-tu-van', 'truc-tuyen']),
    /** Where it is, or how one gets there. */
    where: lineSchema.max(160),
    /** When somebody opens it or answers. */
    hours: lineSchema.max(120),
    /** Who reads or answers: a role, never a person's name. */
    who: lineSchema.max(120),
    /** How soon one hears back. */
    answer: lineSchema.max(160),
    /** The channel's own number. */
    number: z
      .string()
      .regex(
        /^0[0-9][0-9 .]{6,13}$/,
        'số điện thoại trong ngoặc kép, chỉ gồm chữ số, dấu cách, dấu chấm',
      )
      .optional(),
    /** The channel's page or form. */
    url: z.url({ protocol: /^https$/ }).optional(),
    /** A shared mailbox. */
    email: z.email().optional(),
    /** Day on which somebody tried it. */
    checked: daySchema,
  })
  .superRefine((channel, context) => {
    if (channel.kind === 'duong-day' && channel.number === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['number'],
        message: 'đường dây nóng phải có số điện thoại',
      });
    }
    if (channel.kind === 'truc-tuyen' && channel.url === undefined && channel.email === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['url'],
        message: 'kênh trực tuyến phải có url hoặc email',
      });
    }
  });
export const channelsFileSchema = z.array(channelSchema);

/** A school's own way to be told. */
export type Channel = z.infer<typeof channelSchema>;
