import type { Statement } from '../schemas/statement.ts';

/** What a page's statements rest on together, in the shape that `Sources` and `LegalBasis` list. */
export function groundsOf(statements: readonly Pick<Statement, 'legal' | 'sources'>[]): {
  data: { legal: string[]; sources: string[] };
} {
  const unique = (ids: string[]) => [...new Set(ids)];
  return {
    data: {
      legal: unique(statements.flatMap(({ legal }) => legal)),
      sources: unique(statements.flatMap(({ sources }) => sources)),
    },
  };
}
