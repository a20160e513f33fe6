import { z } from 'zod';
import { daySchema, lineSchema } from '../../schemas/scalars.ts';

/**
 * What only the office can say of its report: the parts of the page round the figures, in the layout
 * of Nghị định 30/2020/NĐ-CP. An empty part leaves room to fill in by hand.
 */
export const reportLetterSchema = z.object({
  /** The body above (cơ quan chủ quản); empty for none. */
  parent: z.string().trim().max(160).default(''),
  /** The body that reports (cơ quan ban hành). */
  issuer: lineSchema.max(160),
  /** After `Số: …/`, e.g. `BC-VHXH`. */
  symbol: z.string().trim().max(40).default('BC-'),
  /** Where it is dated (địa danh). */
  place: z.string().trim().max(80).default(''),
  /** Its date, or empty: the clerk writes it when it is signed. */
  dated: z.union([daySchema, z.literal('')]).default(''),
  /** What it is about (trích yếu). */
  about: lineSchema.max(400),
  /** What it rests on (căn cứ), each a line without `;`. */
  bases: z.array(lineSchema.max(500)).max(30).default([]),
  /** Whom it goes to (nơi nhận). */
  recipients: z.array(lineSchema.max(160)).max(30).default([]),
  /** Office of who signs, a line each, e.g. `KT. TRƯỞNG PHÒNG`, `PHÓ TRƯỞNG PHÒNG`. */
  signer: z.array(lineSchema.max(80)).max(3).default([]),
});
export type ReportLetter = z.infer<typeof reportLetterSchema>;
