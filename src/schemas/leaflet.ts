import { z } from 'zod';
import { entryShape } from './entry.ts';
import { lineSchema, textSchema } from './scalars.ts';

/** A panel of a tri-fold leaflet: short text for paper. */
const panelSchema = z.strictObject({
  /** Heading of the panel. */
  heading: lineSchema.max(60),
  /** Short paragraphs, at most 220 characters each. */
  text: z.array(textSchema.max(220)).max(3).default([]),
  /** Bullet points, at most 110 characters each. */
  points: z.array(lineSchema.max(110)).max(7).default([]),
});

/**
 * Front matter of `content/leaflets/<slug>.mdx`. The panels are what is printed; the MDX body, if
 * any, is a note for those who hand the leaflet out.
 */
export const leafletSchema = z.strictObject({
  ...entryShape,
  /** The sentence on the cover. */
  slogan: lineSchema.max(90),
  /** Inside panels and back, in reading order. The cover is made from title and slogan. */
  panels: z.array(panelSchema).length(5, 'tờ gấp ba có bìa và đúng 5 mặt nội dung'),
  /** Address within the site, with slashes at both ends, that the QR code leads to. */
  link: z.string().regex(/^\/([a-z0-9-]+\/)+$/, 'viết dạng /hoc-sinh/thcs/bao-luc/'),
});

/** Printable propaganda material (tờ gấp, áp phích). */
export type Leaflet = z.infer<typeof leafletSchema>;
