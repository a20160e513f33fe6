import { build } from 'astro';
import { stampBuild } from './server/build-stamp.ts';

/**
 * `npm run build`: the static site in `dist/`. What is made from it (search index, packages) hangs
 * on Astro's build hooks, so `astro build` alone gives the same.
 */
const began = new Date();
try {
  await build({ logLevel: process.env.CI ? 'warn' : 'info' });
  stampBuild(process.cwd(), began);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
