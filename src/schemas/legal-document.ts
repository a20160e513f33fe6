import { z } from 'zod';
import { daySchema, lineSchema, partialDaySchema, slugSchema } from './scalars.ts';

/** Standing of an act today. */
export const LEGAL_STATUSES = {
  'con-hieu-luc': 'Còn hiệu lực',
  'het-hieu-luc': 'Hết hiệu lực',
  'het-giai-doan': 'Đã hết giai đoạn thực hiện',
  'chua-ro': 'Chưa rõ hiệu lực',
} as const;

/** `content/legal/<id>.yaml`: one numbered act (căn cứ pháp lý). */
export const legalDocumentSchema = z
  .strictObject({
    /** Number and sign, e.g. `18/2025/TT-BGDĐT`. */
    number: lineSchema.max(60),
    /** Kind and subject, e.g. `Thông tư hướng dẫn …`. */
    title: lineSchema.max(240),
    /** Body that issued it. */
    issuer: lineSchema.max(80),
    /** Day of issue as far as known: `2025`, `2025-09` or `2025-09-15`. */
    issued: partialDaySchema.optional(),
    /** First day in force. */
    inForceFrom: daySchema.optional(),
    /** First day on which it is no longer in force. */
    inForceUntil: daySchema.optional(),
    status: z.enum(['con-hieu-luc', 'het-hieu-luc', 'het-giai-doan', 'chua-ro']),
    /** Ids of the documents that replaced it. */
    replacedBy: z.array(slugSchema).default([]),
    /** Ids of the documents that amended it. */
    amendedBy: z.array(slugSchema).default([]),
    /** What it means for a school, in one or two sentences. */
    meaning: lineSchema.max(320).optional(),
    /** What could not be confirmed, said plainly. */
    note: lineSchema.max(320).optional(),
    /** Public pages where it can be read; no bare IP addresses. */
    links: z.array(z.url()).default([]),
    /** Whether number, dates and status were confirmed. */
    verified: z.enum(['day-du', 'mot-phan']),
    /** Day of the check. */
    checked: daySchema,
    /** Place in the register; smaller comes first. */
    order: z.int().min(0).default(100),
  })
  .refine(
    (act) =>
      act.status !== 'het-hieu-luc' || act.inForceUntil !== undefined || act.replacedBy.length > 0,
    {
      path: ['inForceUntil'],
      message: 'văn bản hết hiệu lực phải ghi ngày hết hiệu lực hoặc văn bản thay thế',
    },
  )
  .refine(
    (act) =>
      act.inForceFrom === undefined ||
      act.inForceUntil === undefined ||
      act.inForceFrom < act.inForceUntil,
    {
      path: ['inForceUntil'],
      message: 'ngày hết hiệu lực phải sau ngày có hiệu lực',
    },
  );

/** A numbered act with its dates and status. */
export type LegalDocument = z.infer<typeof legalDocumentSchema>;
