import { z } from 'zod';
import { entryShape } from './entry.ts';
import { lineSchema, slugSchema, textSchema } from './scalars.ts';

/** A panel of a tri-fold leaflet: short text for paper. */
const panelSchema = z.strictObject({
  /** Heading of the panel. */
  heading: lineSchema.max(60),
  /** Short paragraphs, at most 220 characters each. */
  text: z.array(textSchema.max(220)).max(3).default([]),
  /** Bullet points, at most 110 characters each. */
  points: z.array(lineSchema.max(110)).max(7).default([]),
});

/** The poster of the same topic: few words, read at two metres. Its title is the leaflet's. */
const posterSchema = z.strictObject({
  /** The one sentence that somebody walking past takes along, at most 56 characters. */
  slogan: lineSchema.max(56),
  /** Three to five things to do, at most 44 characters each: one line on the sheet. */
  actions: z.array(lineSchema.max(44)).min(3, 'ba đến năm việc').max(5, 'ba đến năm việc'),
});

/**
 * Front matter of `content/leaflets/<slug>.mdx`. The panels and the poster are what is printed; the
 * MDX body, if any, is a note for those who hand the leaflet out.
 */
export const leafletSchema = z.strictObject({
  ...entryShape,
  /** Title, short enough to stand large on cover and poster. */
  title: lineSchema.max(28),
  /** The drawing on cover and poster. */
  drawing: slugSchema,
  /** The sentence on the cover. */
  slogan: lineSchema.max(90),
  /** Inside panels, flap and back. The cover is made from title and slogan. */
  panels: z.array(panelSchema).length(5, 'tờ gấp ba có bìa và đúng 5 mặt nội dung'),
  /** What the poster says. */
  poster: posterSchema,
  /**
   * Ids of three contacts, below the inside panels and on the poster. The first stands largest, on
   * cover and poster: in a fire or at the water that is not 111.
   */
  calls: z
    .array(slugSchema)
    .length(3, 'đúng ba số')
    .default(['tong-dai-111', 'cong-an-113', 'cap-cuu-115']),
  /** Address within the site, with slashes at both ends, that the QR code leads to. */
  link: z.string().regex(/^\/([a-z0-9-]+\/)+$/, 'viết dạng /hoc-sinh/thcs/bao-luc/'),
});

/** Printable material (tờ gấp, áp phích). */
export type Leaflet = z.infer<typeof leafletSchema>;
