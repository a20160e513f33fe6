import { z } from 'zod';
import { wantedInVietnamese } from './messages.ts';
import { didYouMean } from './nearest.ts';
import { type ContentProblem, quoteFound } from './problem.ts';
import { type PathStep, showPath, type YamlSource } from './yaml-source.ts';

/**
 * Validates parsed YAML with its schema.
 * @returns The typed data, or null and the problems that stand in the way.
 */
export function validate<S extends z.ZodType>(
  schema: S,
  source: YamlSource,
  file: string,
): { data: z.output<S> | null; problems: ContentProblem[] } {
  if (source.errors.length > 0) {
    const problems = source.errors.map(
      ({ line, wanted }): ContentProblem => ({
        severity: 'problem',
        file,
        line,
        key: null,
        found: null,
        wanted,
      }),
    );
    return { data: null, problems };
  }

  const knownKeys = new Map<string, string[]>();
  const result = schema.safeParse(source.data ?? undefined, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') {
        knownKeys.set(showPath(pathOf(issue.path)), keysOf(issue.inst));
      }
      return wantedInVietnamese(issue);
    },
  });
  if (result.success) return { data: result.data, problems: [] };

  const problems = result.error.issues.flatMap((issue) => {
    const path = pathOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys.get(showPath(path)) ?? [];
      return issue.keys.map((key): ContentProblem => {
        const keyPath = [...path, key];
        return {
          severity: 'problem',
          file,
          line: source.lineOf(keyPath),
          key: showPath(keyPath),
          found: `khóa “${key}” không có trong quy định`,
          wanted: `một trong các khóa: ${known.join(', ')}.${didYouMean(key, known)}`,
        };
      });
    }
    const problem: ContentProblem = {
      severity: 'problem',
      file,
      line: source.lineOf(path),
      key: path.length === 0 ? null : showPath(path),
      found: foundAt(source.data, path),
      wanted: issue.message,
    };
    return [problem];
  });
  return { data: null, problems };
}

/** What stands at `path`, or where the data stops on the way. */
function foundAt(data: unknown, path: readonly PathStep[]): string | null {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return quoteFound(value);
    value = Reflect.get(value, step);
  }
  return value === undefined ? 'chưa có' : quoteFound(value);
}

function pathOf(path: readonly PropertyKey[] | undefined): PathStep[] {
  return (path ?? []).map((step) => (typeof step === 'number' ? step : String(step)));
}

/** Keys that an object or record schema knows. */
function keysOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return schema.keyType.options.map(String);
  }
  return [];
}
