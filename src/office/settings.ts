import { z } from 'zod';
import { catalogueSchema } from '../records/contract.ts';
import { daySchema } from '../schemas/scalars.ts';
import { legalActSchema } from './exports/letter.ts';

/**
 * What the page hands to the office island: the site's own settings and the catalogue of this build.
 * Parsed once when the island starts, because island props arrive as JSON.
 */
export const officeSettingsSchema = z.object({
  siteName: z.string(),
  officeName: z.string(),
  officeParent: z.string(),
  place: z.string(),
  /** Days by which the office reports, for every programme. */
  reportDates: z.array(z.object({ due: daySchema, name: z.string() })),
  /** Id of the programme shown first. */
  currentProgramme: z.string(),
  /** Topics a class session can be about. */
  topics: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  /** The acts that programmes name. */
  legalActs: z.array(legalActSchema),
  /** Where learners find the site, without a slash at the end; null while nobody has set it. */
  publicAddress: z.string().nullable().default(null),
  catalogue: catalogueSchema,
});

/** Settings of the office island. */
export type OfficeSettings = z.infer<typeof officeSettingsSchema>;
