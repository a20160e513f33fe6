import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Site, siteSchema } from './schemas/site.ts';

/**
 * Reads the site's own settings.
 *
 * @param root Folder that holds `content/`; the project's root by default.
 * @throws When the file is missing or breaks the schema; `src/content-check` says it more kindly first.
 */
export function readSite(root: string = process.cwd()): Site {
  const path = join(root, 'content', 'site.yaml');
  const result = siteSchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!result.success) {
    const issues = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`content/site.yaml: ${issues.join('; ')}`);
  }
  return result.data;
}

/** The settings of this build. */
export const site: Site = readSite();
