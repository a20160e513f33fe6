import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { withPolicy } from '../page-policy/page-policy.ts';

/**
 * Puts a Content-Security-Policy into every page of the finished site. Comes after the packages were
 * made from their pages: what a package may do is for the LMS to say.
 */
export function pagePolicy(): AstroIntegration {
  return {
    name: 'page-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        const names = await readdir(dist, { recursive: true });
        for (const name of names.map((one) => one.replaceAll('\\', '/'))) {
          if (!name.endsWith('.html')) continue;
          const file = join(dist, name);
          const path = `/${name.replace(/(^|\/)index\.html$/, '$1')}`;
          await writeFile(file, withPolicy(await readFile(file, 'utf8'), path));
        }
      },
    },
  };
}
