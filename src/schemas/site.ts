import { z } from 'zod';
import { daySchema, lineSchema, slugSchema, textSchema } from './scalars.ts';
import { unitKindSchema } from './vocabulary.ts';

/** `content/site.yaml`: what an office changes first. */
export const siteSchema = z.strictObject({
  /** Name of the site, in header and titles. */
  name: lineSchema.max(40),
  /** One sentence below the name on the home page. */
  tagline: lineSchema.max(160),
  /** Public address, e.g. `https://antoan.donvi.gov.vn`; printed as QR code on leaflets. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** The office that runs the site. */
  office: z.strictObject({
    name: lineSchema.max(120),
    kind: unitKindSchema,
    /** Name of the unit above it. */
    parent: lineSchema.max(120),
    /** Place name for reports, e.g. `Sơn La`. */
    place: lineSchema.max(60),
    /** True for the sample office; shows a notice on every page until an office puts its own name. */
    sample: z.boolean(),
    /** Public address of the office, if it wants it shown. */
    address: lineSchema.max(200).optional(),
    /** The office's own phone, if it wants it shown. */
    phone: z
      .string()
      .regex(/^[0-9][0-9 .]{5,14}$/, 'chỉ gồm chữ số, dấu cách và dấu chấm')
      .optional(),
    /** The office's shared mailbox (never a person's). */
    email: z.email().optional(),
  }),
  schoolYear: z.strictObject({
    /** E.g. `2026–2027`. */
    name: lineSchema.max(20),
    from: daySchema,
    to: daySchema,
  }),
  /** Days by which the office reports. */
  reportDates: z.array(z.strictObject({ due: daySchema, name: lineSchema.max(120) })).min(1),
  /** Id of the programme shown first on the office page. */
  currentProgramme: slugSchema,
  /** What is said on the sample notice. */
  sampleNotice: textSchema.max(240).optional(),
});

/** The site's own settings. */
export type Site = z.infer<typeof siteSchema>;
