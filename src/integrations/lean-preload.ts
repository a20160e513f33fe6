import type { AstroUserConfig } from 'astro';

type Plugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];

/** Vite's name for the module through which every `import(…)` of a build goes. */
const HELPER = '\0vite/preload-helper.js';

/**
 * What is left of it: ask for all that a chunk needs at once, so that a weak signal pays one round
 * trip and not one per import, and wait for its styles. Addresses are taken from the helper's own, so
 * that a packaged page finds them in whatever folder it lies.
 */
const CODE = `
const asked = new Set();
export const __vitePreload = (load, deps = []) => Promise.all(deps.map((dep) => {
  const link = document.createElement('link');
  link.href = new URL('../' + dep, import.meta.url).href;
  if (asked.has(dep) || document.querySelector('link[href="' + link.href + '"],link[href="/' + dep + '"]')) return;
  asked.add(dep);
  const style = dep.endsWith('.css');
  link.rel = style ? 'stylesheet' : 'modulepreload';
  document.head.append(link);
  return style && new Promise((done) => { link.onload = link.onerror = done; });
})).then(load);
`;

/** A Vite plugin that puts a helper a quarter as large in place of Vite's own (880 bytes of gzip). */
export function leanPreload(): Plugin {
  return {
    name: 'lean-preload',
    enforce: 'pre',
    load(id) {
      return id === HELPER ? CODE : undefined;
    },
  };
}
