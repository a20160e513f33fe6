import type { CompletionSource } from '../../schemas/vocabulary.ts';

/**
 * Sources by the strength of their evidence, strongest first. Kept histories name them by their place
 * here (`standings/history.ts`): another order needs a migration that computes the standings anew.
 */
export const SOURCES_BY_STRENGTH = [
  'lms',
  'site',
  'session',
  'import',
  'device',
] as const satisfies readonly CompletionSource[];
