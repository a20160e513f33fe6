import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Channel, channelsFileSchema } from '../schemas/channel.ts';

/**
 * The schools' own channels, in the order of the file; none until an office sets them.
 *
 * @param root Folder that holds `content/`; the project's root by default.
 * @throws When the file breaks the schema; `src/content-check` says it more kindly first.
 */
export function readChannels(root: string = process.cwd()): Channel[] {
  const path = join(root, 'content', 'channels.yaml');
  if (!existsSync(path)) return [];
  return channelsFileSchema.parse(parse(readFileSync(path, 'utf8')) ?? []);
}
