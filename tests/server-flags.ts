import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The flags with which `npm start` runs Node: the server in benchmarks has the same. */
export function serverFlags(): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const [, flags] = /^node (.*)src\/server\/start\.ts$/.exec(scripts.start) ?? [];
  if (flags === undefined) throw new Error(`"start" no longer runs the server: ${scripts.start}`);
  return flags.split(' ').filter((flag) => flag !== '');
}
