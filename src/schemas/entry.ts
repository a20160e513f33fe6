import { z } from 'zod';
import { daySchema, lineSchema, slugSchema } from './scalars.ts';
import { audienceSchema, levelSchema } from './vocabulary.ts';

/** Front matter that every page entry (module, skill, guide, leaflet) has. */
export const entryShape = {
  /** Title as readers see it; sentence case, no final full stop. */
  title: lineSchema.max(90),
  /** What the reader gets, for lists and search results; at most 160 characters. */
  summary: lineSchema.max(160),
  /** Who it is written for. */
  audience: z.array(audienceSchema).min(1),
  /** School levels it concerns. */
  levels: z.array(levelSchema).min(1),
  /** Topic ids of `content/topics.yaml`. */
  topics: z.array(slugSchema).min(1),
  /** Ids of the legal documents in `content/legal/` it stands on and that are in force. */
  legal: z.array(slugSchema).default([]),
  /** Ids of documents no longer in force that it cites as history, and says so. */
  legalHistory: z.array(slugSchema).default([]),
  /** Ids of `content/sources.yaml`: where its facts come from. */
  sources: z.array(slugSchema).default([]),
  /** Day of the last review of the content. */
  reviewed: daySchema,
  /** Shows "Thoát nhanh": for pages a child may have to hide from somebody. */
  sensitive: z.boolean().default(false),
  /** Place in lists; smaller comes first. */
  order: z.int().min(0).default(100),
  /** File name (without `.svg`) of a drawing in `src/components/drawings/`. */
  drawing: slugSchema.optional(),
};
