import { fold } from '../wording/fold.ts';

/** The name of a file to keep, ASCII: its parts in lower case without marks, joined by hyphens. */
export function fileName(parts: readonly string[], extension: string): string {
  const plain = parts
    .map((part) =>
      fold(part)
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 60)
        .replace(/^-+|-+$/g, ''),
    )
    .filter((part) => part !== '');
  return `${plain.join('-')}.${extension}`;
}
