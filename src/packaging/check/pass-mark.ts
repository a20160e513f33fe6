import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { z } from 'zod';

const dataSchema = z.object({ module: z.object({ passMark: z.number() }) });

/**
 * The pass mark in per cent that a page of ours grades with, read from its quiz data. Null for a page
 * without such data, that is for packages made by others.
 */
export function pagePassMark(html: string): number | null {
  const text = quizData(parse(html));
  if (text === null) return null;
  try {
    const data = dataSchema.safeParse(JSON.parse(text));
    return data.success ? data.data.module.passMark : null;
  } catch {
    return null;
  }
}

type Node = DefaultTreeAdapterMap['node'];

function quizData(node: Node): string | null {
  if ('attrs' in node && node.attrs.some(({ name }) => name === 'data-quiz-data')) {
    return node.childNodes.map((one) => ('value' in one ? one.value : '')).join('');
  }
  for (const one of 'childNodes' in node ? node.childNodes : []) {
    const found = quizData(one);
    if (found !== null) return found;
  }
  return null;
}
