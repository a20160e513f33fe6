import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { contentCheck } from './src/integrations/content-check.ts';
import { leanPreact } from './src/integrations/lean-preact.ts';
import { leanPreload } from './src/integrations/lean-preload.ts';
import { pagePolicy } from './src/integrations/page-policy.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { scormPackages } from './src/packaging/integration.ts';
import { leanScormAgain } from './src/scorm/lms/lean-scorm-again.ts';
import { siteAddress } from './src/site-address.ts';

export default defineConfig({
  // Only needed where an address must be whole: QR codes on leaflets, sharing.
  site: siteAddress(process.env, 'content/site.yaml'),
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  integrations: [contentCheck(), mdx(), preact(), scormPackages(), searchIndex(), pagePolicy()],
  vite: {
    plugins: [leanScormAgain(), leanPreload(), leanPreact()],
    worker: { format: 'es' },
    build: {
      assetsInlineLimit: 0,
      // Astro's own marker in every MDX file; the warning would bury what matters.
      rollupOptions: {
        // Older Safaris need class fields rewritten: as plain assignments, 0.7 kB less on a quiz page.
        transform: { assumptions: { setPublicClassFields: true } },
        onLog: (level, log, handle) =>
          log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log),
      },
      // Chrome 109 is the last one for Windows 7, which schools still have; Safari 15 for older iPhones.
      target: ['chrome109', 'edge109', 'firefox115', 'safari15'],
    },
  },
});
