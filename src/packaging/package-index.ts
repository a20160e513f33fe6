import { z } from 'zod';
import { percentSchema, slugSchema } from '../schemas/scalars.ts';
import { PACKAGE_STANDARDS } from './package-name.ts';

/** `goi/index.json`: what is to be packaged in this build, written by the page of that name. */
export const packageListSchema = z.object({
  modules: z.array(
    z.object({
      slug: slugSchema,
      title: z.string().min(1),
      summary: z.string().min(1),
      version: z.string(),
      passMark: percentSchema,
    }),
  ),
  /** Programmes that are not over. */
  programmes: z.array(
    z.object({
      slug: slugSchema,
      title: z.string().min(1),
      version: z.string(),
      /** Slugs of the modules that any role must pass, in the order of learning. */
      modules: z.array(slugSchema).min(1),
    }),
  ),
});
export type PackageList = z.infer<typeof packageListSchema>;

/** One line of `scorm/index.json`. */
export const packageEntrySchema = z.object({
  /** File name within `scorm/`. */
  file: z.string(),
  kind: z.enum(['module', 'programme']),
  /** The module or programme that it holds. */
  slug: slugSchema,
  title: z.string(),
  version: z.string(),
  standard: z.enum(PACKAGE_STANDARDS),
  /** Size of the ZIP in bytes. */
  bytes: z.int(),
  /** SHA-256 of the ZIP, hex. */
  sha256: z.string(),
});
export type PackageEntry = z.infer<typeof packageEntrySchema>;
