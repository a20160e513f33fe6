import { z } from 'zod';
import { daySchema, lineSchema, slugSchema, textSchema } from './scalars.ts';

/** `content/contacts.yaml`: the only place where a phone number stands. */
export const contactSchema = z.strictObject({
  id: slugSchema,
  /** Name of the service. */
  name: lineSchema.max(90),
  /** What to call it on a poster, in two or three words; the name where there is none. */
  shortName: lineSchema.max(24).optional(),
  /** Number as people read it, e.g. `096 306 1414`. */
  number: z.string().regex(/^[0-9][0-9 ]{1,14}$/, 'chỉ gồm chữ số và dấu cách'),
  /** When to call it, one sentence. */
  purpose: lineSchema.max(200),
  /** Opening hours, e.g. `24 giờ mỗi ngày`. */
  hours: lineSchema.max(120),
  /** What it costs, if known. */
  cost: lineSchema.max(80).optional(),
  /** What happens after one calls, step by step. */
  afterCall: z.array(textSchema).default([]),
  /** Other ways in: app, Zalo … */
  otherChannels: z.array(lineSchema).default([]),
  /** Ids of `content/sources.yaml`. */
  sources: z.array(slugSchema).min(1),
  /** Day the number was last checked. */
  checked: daySchema,
  /** Place in the list; smaller comes first. */
  order: z.int().min(0),
});
export const contactsFileSchema = z.array(contactSchema).min(1);

/** A helpline or emergency number. */
export type Contact = z.infer<typeof contactSchema>;
