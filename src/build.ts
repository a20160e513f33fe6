import { build } from 'astro';

/**
 * `npm run build`: the static site in `dist/`, then what is made from it (search index, packages),
 * each an Astro integration hook so that `astro build` alone gives the same.
 */
await build({});
