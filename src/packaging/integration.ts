import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { makePackages } from './make-packages.ts';

/** Makes the SCORM and cmi5 packages at the end of a build, from the pages below `/goi/`. */
export function scormPackages(): AstroIntegration {
  return {
    name: 'scorm-packages',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const began = performance.now();
        const entries = await makePackages(fileURLToPath(dir));
        const kilobytes = entries.reduce((sum, entry) => sum + entry.bytes, 0) / 1000;
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        logger.info(
          `${entries.length} gói cho LMS, tổng ${Math.round(kilobytes)} kB, ${seconds} s`,
        );
      },
    },
  };
}
