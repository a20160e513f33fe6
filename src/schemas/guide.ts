import { z } from 'zod';
import { entryShape } from './entry.ts';

/** Front matter of `content/guides/<slug>.mdx`. */
export const guideSchema = z.strictObject({ ...entryShape });

/** A guide for parents or the community (cẩm nang). */
export type Guide = z.infer<typeof guideSchema>;
