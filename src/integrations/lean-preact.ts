import type { AstroUserConfig } from 'astro';

type Plugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];

/** Marks the quiz's own copy. */
const COPY = '?quiz';

/**
 * A Vite plugin that gives the quiz a copy of Preact of its own. Shared with the office page, one file
 * would hold all that either of them uses; from a copy the bundler drops what the quiz does not (0.6 kB
 * of its gzip budget). No page runs both.
 */
export function leanPreact(): Plugin {
  return {
    name: 'lean-preact',
    enforce: 'pre',
    apply: 'build',
    async resolveId(source, importer, options) {
      if (!/^preact(\/jsx-runtime)?$/.test(source) || importer === undefined) return null;
      if (!importer.includes('/src/quiz/') && !importer.endsWith(COPY)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && { ...found, id: found.id + COPY };
    },
  };
}
