import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { contentCheck } from './src/integrations/content-check.ts';
import { leanPreload } from './src/integrations/lean-preload.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { scormPackages } from './src/packaging/integration.ts';
import { leanScormAgain } from './src/scorm/lms/lean-scorm-again.ts';

export default defineConfig({
  // The address is only needed for absolute links (sitemap, sharing); an office sets its own.
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  integrations: [contentCheck(), mdx(), preact(), scormPackages(), searchIndex()],
  vite: {
    plugins: [leanScormAgain(), leanPreload()],
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0 },
  },
});
