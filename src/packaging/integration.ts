import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { packageModules } from './package-modules.ts';

/** Makes the SCORM packages at the end of a build, from the pages below `/goi/`. */
export function scormPackages(): AstroIntegration {
  return {
    name: 'scorm-packages',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const entries = await packageModules(fileURLToPath(dir));
        const kilobytes = entries.reduce((sum, entry) => sum + entry.bytes, 0) / 1000;
        logger.info(`${entries.length} gói SCORM 1.2, tổng ${Math.round(kilobytes)} kB`);
      },
    },
  };
}
